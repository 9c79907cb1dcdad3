// Small inputs, the two commands, and a browser.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));
export const dist = join(root, "dist");
export const demo = {
  genome: join(dist, "demo/synthetic-genome.grch38.vcf.gz"),
  panel: join(dist, "demo/japan-sentinels.grch38.gsp"),
};

const HEADER =
  "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";
export const PANEL = `${HEADER}
10\t94781859\trs4244285\tG\tA\t.\t.\tGENEINFO=CYP2C19:1557
12\t111803962\trs671\tG\tA\t.\t.\tGENEINFO=ALDH2:217
13\t48045719\trs116855232\tC\tT\t.\t.\tGENEINFO=NUDT15:55270
`;
export const GENOME = `${HEADER}\tFORMAT\tS
chr10\t94781859\t.\tG\tA\t50\tPASS\t.\tGT:GQ\t0/0:99
chr12\t111803962\t.\tG\tA\t50\tPASS\t.\tGT:GQ\t0/1:99
`;
/** The same genome said to be of another build. */
export const OTHER_BUILD = GENOME.replace("GRCh38", "GRCh37");

export const LARGE_HEADER = `##fileformat=VCFv4.2
##reference=GRCh38
#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS
`;

/** Records on two chromosomes, some at entries, some odd: about 20 MB, which several workers read. */
export function largeGenome() {
  const rows = [LARGE_HEADER];
  const info = "AC=1;AF=0.5;AN=2;DP=30;FS=0.0;MQ=60.0;QD=12.5;SOR=0.7;".repeat(3);
  for (let i = 0; i < 90_000; i++) {
    const contig = i < 45_000 ? "chr10" : "chr12";
    const pos = 94_700_000 + (i % 45_000) * 40;
    rows.push(`${contig}\t${pos}\t.\tA\tG\t50\tPASS\t${info}\tGT:GQ\t0/1:99\n`);
    if (i % 9_000 === 7) rows.push("odd line\n");
    if (i === 2_000) rows.push("chr10\t94781859\t.\tG\tA\t50\tPASS\t.\tGT:GQ\t1/1:99\n");
    if (i === 80_000) rows.push("chr12\t111803962\t.\tG\tA\t50\tPASS\t.\tGT:GQ\t0/1:99\n");
  }
  return rows.join("");
}

/** A folder of a test's own with `panel.vcf` and `genome.vcf`; `t.after` removes it. */
export async function folder(t, files = {}) {
  const path = await mkdtemp(join(tmpdir(), "genosieve-"));
  t.after(() => rm(path, { recursive: true }));
  const all = { "panel.vcf": PANEL, "genome.vcf": GENOME, "other.vcf": OTHER_BUILD, ...files };
  for (const [name, content] of Object.entries(all)) await writeFile(join(path, name), content);
  return path;
}

export const COMMANDS = {
  native: [join(root, "target/release/genosieve")],
  node: [process.execPath, join(dist, "cli.js")],
};

/** Runs a command line: its exit code and what it wrote, as bytes and text. */
export function run(surface, args, { cwd = root, input } = {}) {
  const [file, ...first] = COMMANDS[surface];
  return new Promise((done) => {
    const options = { cwd, encoding: "buffer", maxBuffer: 1 << 30 };
    const child = execFile(file, [...first, ...args], options, (error, stdout, stderr) =>
      done({ code: error ? error.code : 0, stdout, stderr: stderr.toString() }),
    );
    // A command that refuses early does not read on.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** A report with what may differ between surfaces taken out; everything else stays as bytes. */
export function comparable(json) {
  const text = json.toString();
  const cut = text.replace(/"tool":\{[^}]*\},"run":\{[^}]*\}/, "");
  if (cut === text) throw new Error("the report has no tool and run");
  return cut;
}

/** The same of what a family answers: of the reports of its files. */
export function comparableFamily(json) {
  const text = json.toString();
  const cut = text.replaceAll(/"tool":\{[^}]*\},"run":\{[^}]*\}/g, "");
  if (cut === text) throw new Error("no report has a tool and a run");
  return cut;
}

/** A file of the shared data, or undefined: then say that the test is skipped. */
export function shared(path) {
  const file = resolve(root, "../shared/data", path);
  return existsSync(file) ? file : undefined;
}

export const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/**
 * Serves folders at their prefixes on a free port, like a static host: no special headers but those of `headers`. `log`
 * hears of every request, and `edit` may change a page.
 */
export async function serve(t, folders, log = () => {}, edit = (html) => html, headers = {}) {
  const server = createServer(async (request, response) => {
    log(request.url);
    const { pathname } = new URL(request.url, "http://localhost");
    const prefix = Object.keys(folders).find((prefix) => pathname.startsWith(prefix));
    const base = prefix && folders[prefix];
    if (typeof base === "function") {
      response.setHeader("content-type", "text/html");
      return response.end(base());
    }
    const path = base && resolve(base, pathname.slice(prefix.length) || "index.html");
    const content = path?.startsWith(base + sep) && (await readFile(path).catch(() => undefined));
    if (!content) return response.writeHead(404).end();
    response.setHeader("content-type", TYPES[extname(path)] ?? "application/octet-stream");
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    // By which browsers tell how long it may be kept, as static hosts send it.
    response.setHeader("last-modified", (await stat(path)).mtime.toUTCString());
    response.end(extname(path) === ".html" ? edit(String(content)) : content);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

const ARGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A headless Chromium with a fresh profile, and `more` options of its start; closed after the test. */
export async function browser(t, more = {}) {
  const { chromium } = await import("playwright-core");
  const args = [...ARGS, ...(more.args ?? [])];
  const settings = { executablePath: chrome(), timeout: 120_000 };
  const started = await chromium.launch({ ...settings, ...more, args });
  t.after(() => started.close());
  return started;
}

/** One whose profile lies in a folder, and is there again the next time; it has a single context. */
export function browserIn(profile) {
  const settings = { executablePath: chrome(), args: ARGS, timeout: 120_000 };
  return {
    async newContext(options) {
      const { chromium } = await import("playwright-core");
      return chromium.launchPersistentContext(profile, { ...settings, ...options });
    },
  };
}

/** Where Chromium or Chrome is. */
export function chrome() {
  if (process.env.CHROME) return process.env.CHROME;
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const folders = (process.env.PATH ?? "").split(":");
  const found = folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(existsSync);
  const mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
  if (found ?? existsSync(mac)) return found ?? mac;
  throw new Error("no Chromium or Chrome was found; .ci/setup-browser.sh says what to install");
}
