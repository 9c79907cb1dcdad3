/**
 * Compiles official releases to panels, and writes down what they were made of.
 *
 * With GENOSIEVE_SOURCES the sources are files of that folder, and there is no network. Without it they
 * are downloaded once, to `dist/panels/sources/`. `panels.lock.json` names the URL, the release date, the
 * size and the SHA-256 of each source, and the SHA-256 of each panel: the one beside the panels is of the
 * last run; one in the root of the repository, where somebody commits it, is held to before that.
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { constants, gunzipSync } from "node:zlib";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../", import.meta.url));
const {
  GENOSIEVE_SOURCES: folder,
  GENOSIEVE_PANELS: out = join(root, "dist/panels"),
  GENOSIEVE_PIN: pin = join(root, "panels.lock.json"),
  GENOSIEVE_CLINVAR: clinvar = "https://ftp.ncbi.nlm.nih.gov/pub/clinvar",
  GENOSIEVE_HGNC: hgnc = "https://storage.googleapis.com/public-download-files/hgnc/tsv/tsv",
  UPDATE,
} = process.env;
const update = UPDATE === "1";
const command = join(root, "target/release/genosieve");
const own = join(out, "panels.lock.json");
/** What was downloaded and not looked at yet. */
const fresh = join(out, "sources/new");

/** Each by its name here, which a file of the folder has too; `.gz` may be missing there. */
const SOURCES = [
  ...["GRCh38", "GRCh37"].map((build) => ({
    file: `clinvar.${build.toLowerCase()}.vcf.gz`,
    url: `${clinvar}/vcf_${build}/clinvar.vcf.gz`,
    build,
  })),
  { file: "hgnc_complete_set.txt", url: `${hgnc}/hgnc_complete_set.txt` },
];

/** What ends the work with a text for whoever started it. */
class Refusal extends Error {}

async function sha256(path) {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}

/** The date at the beginning of a VCF; of another file the day that its host states. */
async function dateOf(path, { build }) {
  if (!build) return folder ? null : (await stat(path)).mtime.toISOString().slice(0, 10);
  const file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(1 << 16)).finally(() => file.close());
  const head = buffer.subarray(0, bytesRead);
  try {
    const text = path.endsWith(".gz")
      ? gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH })
      : head;
    return /^##fileDate=(\S+)/m.exec(text.toString())?.[1] ?? null;
  } catch {
    // Whatever it is, its checksum tells.
    return null;
  }
}

/** Where a source is, downloaded where that must be; undefined where the folder lacks it. */
async function locate({ file, url }) {
  if (folder) {
    const names = [file, file.replace(/\.gz$/, "")];
    return names.map((name) => join(folder, name)).find(existsSync);
  }
  const before = join(out, "sources", file);
  if (!update && existsSync(before)) return before;
  await mkdir(fresh, { recursive: true });
  console.log(`${file}: ${url}`);
  const options = ["--fail", "--location", "--silent", "--show-error", "--remote-time"];
  const retries = ["--retry", "2", "--connect-timeout", "20"];
  const path = join(fresh, file);
  await run("curl", [...options, ...retries, "--output", path, url]).catch((error) => {
    throw new Refusal(`${file} could not be downloaded: ${lastLine(error)}\n${needed()}`);
  });
  return path;
}

/** What a command said at last; retries say the same each time. */
const lastLine = ({ stderr, code }) => stderr?.trimEnd().split("\n").at(-1) || code;

function needed() {
  const files = SOURCES.map(({ file, url }) => `  ${file}  from ${url}`);
  return [
    "Put what is there of these into a folder, and name it: make panels GENOSIEVE_SOURCES=FOLDER",
    ...files,
    "Beside them GRCh38.fa.gz and GRCh37.fa.gz are taken as references, where they are there.",
  ].join("\n");
}

/** What is written down of a source; refuses one that is not the one that the lock names. */
async function hold(source, path, locked) {
  const { size: bytes } = await stat(path);
  const [date, digest] = [await dateOf(path, source), await sha256(path)];
  if (!update && locked && locked.sha256 !== digest) {
    const line = (digest, date) => `${digest} (${date ?? "no date"})`;
    throw new Refusal(
      `${source.file} is not the one that panels.lock.json names.\n` +
        `  locked ${line(locked.sha256, locked.date)}\n  found  ${line(digest, date)}\n` +
        "UPDATE=1 takes the one that was found.",
    );
  }
  return { file: source.file, url: folder ? null : source.url, date, bytes, sha256: digest };
}

async function compile(source, path) {
  const file = source.file.replace(".vcf.gz", ".gsp");
  const target = join(out, file);
  const fasta = [`${source.build}.fa.gz`, `${source.build}.fa`].map((name) =>
    join(folder ?? "", name),
  );
  const reference = folder && fasta.find(existsSync);
  const options = ["--build", source.build, "--name", "clinvar"];
  if (reference) options.push("--reference", reference);
  await run(command, ["panel", "build", path, ...options, "-o", `${target}.part`]).catch(
    (error) => {
      throw new Refusal(`${source.file}: ${lastLine(error)}`);
    },
  );
  await rename(`${target}.part`, target);
  const info = JSON.parse(
    (await run(command, ["panel", "info", target, "--format", "json"])).stdout,
  );
  const { size: bytes } = await stat(target);
  const bundle = { file, source: source.file, alleles: info.alleles, bytes };
  return { ...bundle, reference: Boolean(reference), sha256: await sha256(target) };
}

/** Says which gene symbols of the project's own tables are not, or no longer, those that HGNC approves. */
async function checkSymbols(path) {
  const rows = (await readFile(path, "utf8"))
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split("\t"));
  const [head, ...genes] = rows;
  const [symbol, before] = ["symbol", "prev_symbol"].map((name) => head.indexOf(name));
  if (symbol < 0 || before < 0) throw new Refusal("hgnc_complete_set.txt has other columns");
  const approved = new Set(genes.map((cells) => cells[symbol]));
  const former = new Map(
    genes.flatMap((cells) =>
      (cells[before] ?? "")
        .replaceAll('"', "")
        .split("|")
        .map((old) => [old, cells[symbol]]),
    ),
  );
  for (const table of (await readdir(join(root, "panels"))).filter((name) =>
    name.endsWith(".tsv"),
  )) {
    const symbols = await symbolsOf(join(root, "panels", table));
    const odd = symbols.filter((name) => !approved.has(name));
    const words = odd.map((name) =>
      former.has(name) ? `${name} (now ${former.get(name)})` : name,
    );
    const rest = words.length > 0 ? `; not: ${words.join(", ")}` : "";
    if (symbols.length > 0)
      console.log(
        `panels/${table}: ${symbols.length - odd.length} of ${symbols.length} gene symbols are approved${rest}`,
      );
  }
}

async function symbolsOf(path) {
  const lines = (await readFile(path, "utf8"))
    .split("\n")
    .filter((line) => line && !line.startsWith("#"));
  const [head, ...rows] = lines.map((line) => line.split("\t"));
  const at = head.findIndex((name) => name === "gene" || name === "genes");
  return [...new Set(rows.flatMap((cells) => (cells[at] ?? "").split(",")))].filter(Boolean);
}

async function readLock(path) {
  return existsSync(path) ? JSON.parse(await readFile(path, "utf8")) : undefined;
}

async function make() {
  const last = await readLock(own);
  const pinned = await readLock(pin);
  const lock = { sources: [], panels: [] };
  for (const source of SOURCES) {
    const same = ({ file }) => file === source.file;
    let path = await locate(source);
    if (!path) {
      console.log(`${source.file}: not in the folder`);
      // What was known of it holds for the next time.
      lock.sources.push(...(last?.sources ?? []).filter(same));
      continue;
    }
    lock.sources.push(await hold(source, path, (pinned ?? last)?.sources.find(same)));
    if (path.startsWith(fresh)) {
      const place = join(out, "sources", source.file);
      await rename(path, place);
      path = place;
    }
    if (source.build) lock.panels.push(await compile(source, path));
    else await checkSymbols(path);
  }
  if (lock.panels.length === 0) throw new Refusal(needed());
  return { lock, places: update && pinned ? [own, pin] : [own] };
}

try {
  await mkdir(out, { recursive: true });
  const { lock, places } = await make();
  for (const place of places) await writeFile(place, `${JSON.stringify(lock, null, 2)}\n`);
  for (const { file, alleles, sha256 } of lock.panels)
    console.log(`${file}: ${alleles} alleles, SHA-256 ${sha256}`);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`panels: ${error.message}`);
  process.exitCode = 1;
} finally {
  await rm(fresh, { recursive: true, force: true });
}
