// Ready-made panels of a folder, and of a host; no real network.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import { folder, PANEL, root, run, serve } from "./support.mjs";

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** A release of that day, with one entry a build. */
const release = (build, date, more = "") =>
  PANEL.replace("##reference=GRCh38", `##fileDate=${date}\n##reference=${build}`) + more;

const SYMBOLS = `hgnc_id\tsymbol\tprev_symbol
HGNC:61\tABCD1\tALD
HGNC:404\tALDH2\t
HGNC:1\tAPOB2\t"APOB|APO"
`;

/** Runs it as `make panels` does: its exit code and what it wrote. */
function make(environment) {
  const nowhere = "http://127.0.0.1:9";
  const env = {
    ...process.env,
    GENOSIEVE_SOURCES: "",
    UPDATE: "",
    GENOSIEVE_CLINVAR: nowhere,
    GENOSIEVE_HGNC: nowhere,
    ...environment,
  };
  return new Promise((done) =>
    execFile(process.execPath, [join(root, ".ci/panels.mjs")], { env }, (error, stdout, stderr) =>
      done({ code: error ? error.code : 0, stdout, stderr }),
    ),
  );
}

async function places(t) {
  const path = await folder(t);
  const sources = join(path, "sources");
  await mkdir(sources);
  const out = join(path, "out");
  const pin = join(path, "pin.json");
  return { path, sources, out, pin, lock: join(out, "panels.lock.json") };
}

const json = async (path) => JSON.parse(await readFile(path, "utf8"));

test("of a folder: the panels, their lock, and what is missing is said", async (t) => {
  const { sources, out, pin, lock } = await places(t);
  const vcf = gzipSync(release("GRCh38", "2026-11-15"));
  await writeFile(join(sources, "clinvar.grch38.vcf.gz"), vcf);
  await writeFile(join(sources, "hgnc_complete_set.txt"), SYMBOLS);
  const environment = { GENOSIEVE_SOURCES: sources, GENOSIEVE_PANELS: out, GENOSIEVE_PIN: pin };
  const first = await make(environment);
  assert.deepEqual([first.code, first.stderr], [0, ""]);
  assert.match(first.stdout, /clinvar\.grch37\.vcf\.gz: not in the folder/);
  // Symbols of another day are told with the one that they have now.
  assert.match(first.stdout, /actionable-genes\.tsv: 1 of 84 .*; not: .*APOB \(now APOB2\)/);

  const panel = join(out, "clinvar.grch38.gsp");
  const written = await json(lock);
  assert.deepEqual(written.sources, [
    {
      file: "clinvar.grch38.vcf.gz",
      url: null,
      date: "2026-11-15",
      bytes: vcf.length,
      sha256: sha256(vcf),
    },
    {
      file: "hgnc_complete_set.txt",
      url: null,
      date: null,
      bytes: SYMBOLS.length,
      sha256: sha256(SYMBOLS),
    },
  ]);
  const bytes = await readFile(panel);
  assert.deepEqual(written.panels, [
    {
      file: "clinvar.grch38.gsp",
      source: "clinvar.grch38.vcf.gz",
      alleles: 3,
      bytes: bytes.length,
      reference: false,
      sha256: sha256(bytes),
    },
  ]);
  const info = await run("node", ["panel", "info", panel, "--format", "json"]);
  const { name, build, sources: stated } = JSON.parse(info.stdout);
  assert.deepEqual([name, build, stated[0].date], ["clinvar", "GRCh38", "2026-11-15"]);
  // The same once more gives the same bytes.
  assert.equal((await make(environment)).code, 0);
  assert.deepEqual(await readFile(panel), bytes);
  assert.deepEqual(await json(lock), written);
});

test("another source than the one that the lock names is refused with both digests", async (t) => {
  const { sources, out, pin, lock } = await places(t);
  const file = join(sources, "clinvar.grch37.vcf");
  const texts = ["2026-11-15", "2026-11-22"].map((date) => release("GRCh37", date));
  const environment = { GENOSIEVE_SOURCES: sources, GENOSIEVE_PANELS: out, GENOSIEVE_PIN: pin };
  await writeFile(file, texts[0]);
  assert.equal((await make(environment)).code, 0);
  const before = await readFile(join(out, "clinvar.grch37.gsp"));
  await writeFile(file, texts[1]);
  const refused = await make(environment);
  assert.equal(refused.code, 1);
  const [old, now] = texts.map(sha256);
  assert.match(refused.stderr, new RegExp(`locked ${old} \\(2026-11-15\\)`));
  assert.match(refused.stderr, new RegExp(`found  ${now} \\(2026-11-22\\)`));
  assert.match(refused.stderr, /UPDATE=1/);
  assert.deepEqual(await readFile(join(out, "clinvar.grch37.gsp")), before);
  assert.equal((await json(lock)).sources[0].sha256, old);
  assert.equal((await make({ ...environment, UPDATE: "1" })).code, 0);
  assert.equal((await json(lock)).sources[0].sha256, now);

  // A pin goes before the lock of the last run, and UPDATE=1 changes it, too.
  await writeFile(
    pin,
    JSON.stringify({ sources: [{ file: "clinvar.grch37.vcf.gz", sha256: old }] }),
  );
  assert.equal((await make(environment)).code, 1);
  await writeFile(file, texts[0]);
  assert.equal((await make(environment)).code, 0);
  await writeFile(file, texts[1]);
  assert.equal((await make({ ...environment, UPDATE: "1" })).code, 0);
  assert.equal((await json(pin)).sources[0].sha256, now);
});

test("of a host: downloaded once, held to the lock, and anew with UPDATE=1", async (t) => {
  const { path, out, pin, lock } = await places(t);
  const host = join(path, "host");
  const publish = async (date) => {
    for (const build of ["GRCh38", "GRCh37"]) {
      await mkdir(join(host, `vcf_${build}`), { recursive: true });
      await writeFile(join(host, `vcf_${build}/clinvar.vcf.gz`), gzipSync(release(build, date)));
    }
    await writeFile(join(host, "hgnc_complete_set.txt"), SYMBOLS);
  };
  await publish("2026-11-15");
  const asked = [];
  const origin = await serve(t, { "/": host }, (url) => asked.push(url));
  const environment = {
    GENOSIEVE_PANELS: out,
    GENOSIEVE_PIN: pin,
    GENOSIEVE_CLINVAR: origin,
    GENOSIEVE_HGNC: origin,
  };
  const all = [
    "/vcf_GRCh38/clinvar.vcf.gz",
    "/vcf_GRCh37/clinvar.vcf.gz",
    "/hgnc_complete_set.txt",
  ];
  assert.equal((await make(environment)).code, 0);
  assert.deepEqual(asked, all);
  const first = await json(lock);
  assert.deepEqual(
    first.sources.map(({ url }) => url),
    all.map((path) => origin + path),
  );
  assert.deepEqual(
    first.panels.map(({ file, alleles }) => [file, alleles]),
    [
      ["clinvar.grch38.gsp", 3],
      ["clinvar.grch37.gsp", 3],
    ],
  );
  assert.equal((await make(environment)).code, 0);
  assert.equal(asked.length, 3, "what is there is not downloaded again");
  // Damaged where it lies, it is refused; so is another release under the same name.
  await writeFile(join(out, "sources/clinvar.grch38.vcf.gz"), "damaged");
  assert.match((await make(environment)).stderr, /is not the one that panels\.lock\.json names/);
  await publish("2026-11-22");
  await rm(join(out, "sources"), { recursive: true });
  assert.equal((await make(environment)).code, 1);
  assert.equal(existsSync(join(out, "sources/new")), false);
  assert.equal(existsSync(join(out, "sources/clinvar.grch38.vcf.gz")), false);
  assert.deepEqual(await json(lock), first);
  assert.equal((await make({ ...environment, UPDATE: "1" })).code, 0);
  assert.deepEqual(
    (await json(lock)).sources.slice(0, 2).map(({ date }) => date),
    ["2026-11-22", "2026-11-22"],
  );
});

test("without a network and without a folder it says what to put where", async (t) => {
  const { sources, out, pin } = await places(t);
  for (const [environment, first] of [
    [{}, /^panels: clinvar\.grch38\.vcf\.gz could not be downloaded: curl/],
    [{ GENOSIEVE_SOURCES: sources }, /^panels: Put what is there of these into a folder/],
  ]) {
    const { code, stderr } = await make({
      ...environment,
      GENOSIEVE_PANELS: out,
      GENOSIEVE_PIN: pin,
    });
    assert.equal(code, 1);
    assert.match(stderr, first);
    assert.match(stderr, /make panels GENOSIEVE_SOURCES=FOLDER/);
    assert.match(stderr, /clinvar\.grch37\.vcf\.gz {2}from http:\S+\/vcf_GRCh37\/clinvar\.vcf\.gz/);
    assert.match(stderr, /hgnc_complete_set\.txt {2}from http/);
    assert.equal(existsSync(join(out, "panels.lock.json")), false);
  }
});
