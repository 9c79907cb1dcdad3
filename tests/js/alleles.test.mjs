// `--allele` in place of a panel: both commands say the same, and what a panel of that allele says.
import assert from "node:assert/strict";
import { test } from "node:test";

import { comparable, folder, GENOME, run } from "./support.mjs";

/** The same allele in each form that is read. */
const FORMS = [
  "NC_000012.12:g.111803962G>A",
  "NC_000012.12:111803961:G:A",
  "chr12-111803962-G-A",
  "chr12:111803962 G>A",
];

const screen = (surface, cwd, ...args) =>
  run(surface, ["screen", "genome.vcf", ...args, "--format", "json"], { cwd });

async function both(cwd, code, ...args) {
  const [native, node] = await Promise.all(
    ["native", "node"].map((surface) => screen(surface, cwd, ...args)),
  );
  assert.deepEqual([native.code, node.code], [code, code], `${native.stderr}${node.stderr}`);
  assert.equal(node.stderr.toString(), native.stderr.toString());
  if (code === 0) assert.equal(comparable(node.stdout), comparable(native.stdout));
  return native;
}

test("an allele in any form is found, and is the entry's id", async (t) => {
  const cwd = await folder(t, { "genome.vcf": GENOME });
  for (const allele of FORMS) {
    const build = allele.startsWith("NC_") ? [] : ["--build", "GRCh38"];
    const { stdout } = await both(cwd, 0, "--allele", allele, ...build);
    const { verdicts, panel } = JSON.parse(stdout);
    assert.deepEqual([panel.alleles, panel.name, panel.build], [1, "typed-alleles", "GRCh38"]);
    assert.deepEqual(
      verdicts.map(({ state, zygosity, entry: { id, pos } }) => [state, zygosity, id, pos]),
      [["carried", "het", allele, 111803962]],
    );
  }
});

test("several alleles are one panel, and what the file does not answer is said", async (t) => {
  const cwd = await folder(t, { "genome.vcf": GENOME });
  const alleles = [FORMS[0], "NC_000010.11:g.94781859G>A", "NC_000013.11:g.48045719C>T"];
  const { stdout } = await both(cwd, 0, "--all", ...alleles.flatMap((one) => ["--allele", one]));
  const states = JSON.parse(stdout).verdicts.map(({ entry, state }) => [entry.contig, state]);
  assert.deepEqual(states, [
    ["NC_000010.11", "notCarried"],
    ["NC_000012.12", "carried"],
    ["NC_000013.11", "notAssessed"],
  ]);
});

test("an allele that cannot be read ends the run: none is left out", async (t) => {
  const cwd = await folder(t, { "genome.vcf": GENOME });
  for (const [allele, why] of [
    ["rs671", /rs number alone/],
    ["NM_000690.4:c.1510G>A", /not on the genome/],
    ["chr12-111803962-G", /--allele chr12-111803962-G \(/],
    ["", /option_invalid/],
  ]) {
    const alone = await both(cwd, 1, "--allele", allele);
    assert.match(alone.stderr.toString(), why);
    const among = await both(cwd, 1, "--allele", FORMS[0], "--allele", allele);
    assert.equal(among.stderr.toString(), alone.stderr.toString());
  }
  const japanese = await both(cwd, 1, "--allele", "rs671", "--lang", "ja");
  assert.match(japanese.stderr.toString(), /rs 番号のみ/);
});

test("either a panel or alleles", async (t) => {
  const cwd = await folder(t);
  for (const args of [["--panel", "panel.vcf", "--allele", FORMS[0]], []]) {
    for (const surface of ["native", "node"]) {
      assert.equal((await screen(surface, cwd, ...args)).code, 1, surface);
    }
  }
});
