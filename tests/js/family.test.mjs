// Families and tumours: both commands and the package answer alike, to the byte.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { openAsBlob } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { test } from "node:test";

import { compilePanel, guessRoles, screen, screenFamily } from "genosieve";
import { comparableFamily, folder, root, run, shared } from "./support.mjs";

const families = join(root, "tests/families");
const cases = await readdir(families);

/** What both commands print for a command line; their lines of standard error are the same, too. */
async function both(args, code, cwd) {
  const [native, node] = await Promise.all(
    ["native", "node"].map((surface) => run(surface, ["family", ...args], { cwd })),
  );
  assert.deepEqual(
    [native.code, node.code],
    [code, code],
    `${args} ${native.stderr} ${node.stderr}`,
  );
  assert.equal(node.stderr, native.stderr, args.join(" "));
  return [native.stdout, node.stdout];
}

async function argumentsOf(name) {
  return (await readFile(join(families, name, "arguments.txt"), "utf8")).trim().split(/\s+/);
}

for (const name of cases)
  test(`tables, TSV and JSON of both commands: ${name}`, async () => {
    const given = await argumentsOf(name);
    for (const more of [[], ["--lang", "ja"], ["--format", "tsv"], ["--format", "json"]]) {
      const [native, node] = await both([...given, ...more], 0, join(families, name));
      const same = more.includes("json") ? comparableFamily : String;
      assert.equal(same(node), same(native), `${name} ${more}`);
    }
  });

test("what is refused is refused alike", async () => {
  const cwd = join(families, "trio");
  const asked = ["family.vcf", "--panel", "panel.vcf"];
  for (const [args, code] of [
    [[...asked, "--role", "kid=proband"], 1],
    [[...asked, "--role", "kid=proband", "--role", "no=mother"], 1],
    [[...asked, "--ped", "arguments.txt"], 1],
    [[...asked, "--ped", "expected.en.txt"], 4],
    [["family.vcf", "panel.vcf", "--panel", "panel.vcf", "--ped", "family.ped"], 1],
    [["family.ped", "--panel", "panel.vcf", "--role", "family.ped=tumor"], 4],
  ])
    await both(args, code, cwd);
  for (const args of [
    ["-", "--panel", "panel.vcf"],
    [...asked, "--all"],
    [...asked, "--sample", "kid"],
    [...asked, "--role", "kid=aunt"],
    ["family.vcf", "family.vcf", "--panel", "panel.vcf", "--index", "x.tbi"],
    ["--panel", "panel.vcf"],
  ])
    assert.equal((await run("node", ["family", ...args], { cwd })).code, 1, args.join(" "));
});

async function trio() {
  const source = (name) => openAsBlob(join(families, "trio", name));
  const files = [{ source: await source("family.vcf"), name: "family.vcf" }];
  const panel = await compilePanel(await source("panel.vcf"));
  const { roles } = await guessRoles(files, { ped: await source("family.ped") });
  return { files, panel, roles };
}

test("the package gives the report of the command, by any number of pieces", async () => {
  const { files, panel, roles } = await trio();
  const report = await screenFamily(files, { panel, roles });
  const expected = await readFile(join(families, "trio/expected.json"), "utf8");
  const { rows, genes, views, members } = JSON.parse(expected);
  assert.deepEqual(report.data.rows, rows);
  assert.equal([...report.jsonPieces()].join(""), report.json());
  const { overview } = report;
  assert.deepEqual([overview.genes, overview.views, overview.members], [genes, views, members]);
  assert.equal("rows" in overview, false);
  assert.equal(report.tsv(), await readFile(join(families, "trio/expected.tsv"), "utf8"));
  assert.equal(report.count, rows.length);
  assert.deepEqual(report.rows(1, 3), rows.slice(1, 3));
  const alone = await screen(files[0].source, { panel, name: "family.vcf" });
  assert.equal(report.reportJson(0), alone.json());
  assert.throws(() => report.reportJson(1), { code: "option_invalid" });
  report.free();
  assert.throws(() => report.rows(0, 1), { code: "instance_gone" });
});

test("a list has the rows of its views, searched and sorted by a member", async () => {
  const { files, panel, roles } = await trio();
  const report = await screenFamily(files, { panel, roles });
  const all = report.data.rows;
  for (const view of Object.keys(report.overview.views)) {
    const list = report.view({ views: [view], sort: "position" });
    const expected = all.filter(({ views }) => views.includes(view));
    assert.deepEqual(list.rows(0, Infinity), expected, view);
    assert.equal(list.count, report.overview.views[view], view);
    const classes = Object.values(list.classes).reduce((sum, count) => sum + count, 0);
    assert.equal(classes, list.count, view);
    list.free();
  }
  for (const [member] of report.overview.members.entries()) {
    const carried = report.view({
      member,
      states: ["carried"],
      sort: "position",
      descending: true,
    });
    const expected = all.filter(({ cells }) => cells[member].state === "carried").reverse();
    assert.deepEqual(carried.rows(0, carried.count), expected, `member ${member}`);
  }
  const [{ entry, number }] = all;
  const found = report.view({ search: `${entry.contig}:${entry.pos}` });
  assert.ok(found.rows(0, 9).some((row) => row.number === number));
  const classed = report.view({ classes: [all[0].significanceClass] });
  assert.equal(classed.count, classed.classes[all[0].significanceClass]);
  for (const query of [{ member: 9 }, { views: ["de novo"] }, { member: -1 }, { views: "mother" }])
    assert.throws(() => report.view(query), { code: "option_invalid" });
});

test("a member's records are read again, and their lines", async () => {
  const { files, panel, roles } = await trio();
  const report = await screenFamily(files, { panel, roles });
  const lines = (await files[0].source.text()).split("\n");
  let read = 0;
  for (const row of report.data.rows)
    for (const [member, cell] of row.cells.entries()) {
      const found = await report.evidence(files[0].source, { number: row.number, member });
      assert.deepEqual({ ...found, records: [] }, { ...cell, records: [] });
      for (const { line } of found.records) {
        assert.equal(await report.readLine(0, files[0].source, line), lines[line - 1]);
        read += 1;
      }
    }
  assert.ok(read > 10, `${read} lines`);
  await assert.rejects(report.readLine(3, files[0].source, 1), { code: "option_invalid" });
  await assert.rejects(report.evidence(files[0].source, { number: 0, member: 9 }), {
    code: "option_invalid",
  });
  const other = new Blob([lines.filter((line) => !/^[^#]/.test(line)).join("\n"), "\n"]);
  const { number } = report.rows(0, 1)[0];
  await assert.rejects(report.evidence(other, { number, member: 0 }), { code: "file_changed" });
});

test("roles are found by names of files, too, and stated ones stand over them", async (t) => {
  const head =
    "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";
  const text = `${head}\tFORMAT\tSAMPLE\n1\t1000\t.\tA\tG\t.\tPASS\t.\tGT\t0/1\n`;
  const names = ["x.child.vcf", "x.mother.vcf", "x.father.vcf"];
  const cwd = await folder(t, Object.fromEntries(names.map((name) => [name, text])));
  const files = await Promise.all(
    names.map(async (name) => ({ source: await openAsBlob(join(cwd, name)), name })),
  );
  const found = await guessRoles(files);
  assert.deepEqual(
    found.files,
    names.map((name) => ({ samples: ["SAMPLE"], names: [name] })),
  );
  assert.deepEqual(
    found.roles.map(({ sample, role }) => `${sample}=${role}`),
    ["x.child.vcf=proband", "x.mother.vcf=mother", "x.father.vcf=father"],
  );
  const stated = await guessRoles(files, { roles: [{ sample: names[1], role: "tumor" }] });
  assert.deepEqual(stated.roles, [{ sample: names[1], role: "tumor", sex: null, affected: null }]);
  await assert.rejects(guessRoles(files, { roles: [{ sample: "a", role: "aunt" }] }), {
    code: "option_invalid",
  });
  await assert.rejects(guessRoles([]), { code: "option_invalid" });
  const panel = await compilePanel(Buffer.from(`${head}\n1\t1000\tone\tA\tG\t.\t.\t.\n`));
  const report = await screenFamily(files, { panel, roles: found.roles });
  assert.deepEqual([report.overview.views.both, report.overview.reports.length], [1, 3]);
  await assert.rejects(screenFamily(files.slice(1), { panel, roles: found.roles }), {
    code: "sample_unknown",
  });
});

test("a trio of three samples is the same in one file and by any number of workers", async (t) => {
  const path = shared("files/trio/slivar/ashk-trio.vcf.gz");
  const list = shared("files/panel/clinvar/2016-11-02.clinvar.vcf.gz");
  if (!path || !list) return t.skip("the shared files are not there");
  const args = [path, "--panel", list, "--ped", shared("files/trio/slivar/ashk-trio.ped")];
  const [native, node] = await both([...args, "--format", "json", "--workers", "3"], 0, root);
  assert.equal(comparableFamily(node), comparableFamily(native));
  const one = await run("node", ["family", ...args, "--format", "json", "--workers", "1"]);
  assert.equal(comparableFamily(one.stdout), comparableFamily(node));
  assert.ok(JSON.parse(node).rows.length > 0, basename(path));
  assert.ok(existsSync(path));
});

test("an abort ends it, and progress is of all files", async () => {
  const { panel } = await trio();
  const cwd = join(families, "files");
  const files = await Promise.all(
    ["kid.vcf", "mom.vcf", "dad.vcf"].map(async (name) => ({
      source: await openAsBlob(join(cwd, name)),
      name,
    })),
  );
  const { roles } = await guessRoles(files);
  const own = await compilePanel(await openAsBlob(join(cwd, "panel.vcf")));
  const told = [];
  await screenFamily(files, { panel: own, roles, onProgress: (progress) => told.push(progress) });
  const total = files.reduce((sum, { source }) => sum + source.size, 0);
  assert.deepEqual([told.at(-1).bytesRead, told.at(-1).bytesTotal], [total, total]);
  assert.ok(told.every(({ bytesRead }, at) => at === 0 || bytesRead >= told[at - 1].bytesRead));
  const signal = AbortSignal.abort();
  await assert.rejects(screenFamily(files, { panel, roles, signal }), { name: "AbortError" });
});
