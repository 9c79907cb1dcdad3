// Which of the files that come at once are compared, and which roles make a family or a pair.
import assert from "node:assert/strict";
import { test } from "node:test";

import { pageModule } from "./page-modules.mjs";

const { arrived } = await pageModule("together.ts");
const { assigned, filesOf, individualsOf, problemOf } = await pageModule("roles.ts");

const named = (...names) => names.map((name) => ({ name }));
const told = ({ genomes, pedigree, others }) => [
  genomes.map(({ file, index }) => [file.name, index?.name].filter(Boolean).join("+")).join(" "),
  pedigree?.name,
  others,
];

test("genomes that come at once are taken with the index of their own name, and one pedigree", () => {
  const of = (...names) => told(arrived(named(...names)));
  assert.deepEqual(of("a.vcf.gz"), ["a.vcf.gz", undefined, 0]);
  assert.deepEqual(of("b.csi", "a.vcf.gz", "a.vcf.gz.tbi"), [
    "a.vcf.gz+a.vcf.gz.tbi",
    undefined,
    1,
  ]);
  // Of one genome any index may be its own; of several it would be another's.
  assert.deepEqual(of("x.tbi", "a.vcf.gz"), ["a.vcf.gz+x.tbi", undefined, 0]);
  assert.deepEqual(of("x.tbi", "a.vcf.gz", "b.vcf.gz"), ["a.vcf.gz b.vcf.gz", undefined, 1]);
  assert.deepEqual(of("b.g.vcf.gz.tbi", "f.ped", "a.vcf", "b.g.vcf.gz", "c.bcf", "c.bcf.csi"), [
    "a.vcf b.g.vcf.gz+b.g.vcf.gz.tbi c.bcf+c.bcf.csi",
    "f.ped",
    0,
  ]);
  // The first is whatever it is: what is read of it says so.
  assert.deepEqual(of("notes.txt", "a.vcf"), ["notes.txt a.vcf", undefined, 0]);
  assert.deepEqual(of("a.vcf", "notes.txt", "f.fam", "g.ped"), ["a.vcf", "f.fam", 2]);
  assert.deepEqual(of("only.ped"), ["only.ped", undefined, 0]);
  assert.deepEqual(of("a.vcf.gz.tbi"), ["a.vcf.gz.tbi", undefined, 0]);
});

test("eight files are compared at most, and those that are left are counted", () => {
  const names = Array.from({ length: 10 }, (_, at) => `${at}.vcf`);
  const { genomes, others } = arrived(named(...names));
  assert.deepEqual([genomes.length, others], [8, 2]);
});

test("further files are genomes by their names, or a pedigree", () => {
  const of = (...names) => told(arrived(named(...names), false));
  assert.deepEqual(of("notes.txt", "b.vcf.gz", "b.vcf.gz.tbi"), [
    "b.vcf.gz+b.vcf.gz.tbi",
    undefined,
    1,
  ]);
  assert.deepEqual(of("f.ped"), ["", "f.ped", 0]);
});

test("whoever is found has the role, and a name that is somebody else's too is not used", () => {
  const files = [
    { samples: ["A", "B"], names: ["A", "B"] },
    { samples: ["B"], names: ["b.vcf"] },
    { samples: ["B", "C"], names: ["B", "C"] },
    { samples: [], names: ["c.vcf"] },
  ];
  const roles = [
    { sample: "A", role: "proband", sex: "female", affected: true },
    { sample: "b.vcf", role: "mother", sex: null, affected: null },
  ];
  const all = individualsOf({ files, roles });
  assert.deepEqual(
    all.map(({ file, sample, name, role }) => [file, sample, name, role]),
    [
      [0, "A", "A", "proband"],
      [0, "B", undefined, undefined],
      [1, "B", "b.vcf", "mother"],
      [2, "B", undefined, undefined],
      [2, "C", "C", undefined],
      [3, null, "c.vcf", undefined],
    ],
  );
  assert.deepEqual(assigned(all), roles);
  const together = { files: ["first", "second", "third", "fourth"], individuals: all };
  assert.deepEqual(filesOf(together), ["first", "second"]);
});

test("roles come in their own order, whatever that of the files is", () => {
  const individuals = ["father", undefined, "sibling", "mother", "proband"].map((role, at) => ({
    name: `s${at}`,
    role,
    sex: null,
    affected: null,
  }));
  const words = assigned(individuals).map(({ sample, role }) => `${sample} ${role}`);
  assert.deepEqual(words, ["s4 proband", "s3 mother", "s0 father", "s2 sibling"]);
});

/** What is wrong with roles, one a letter: p, m, f, s, t, n; `-` for none. */
function problem(letters) {
  const roles = { p: "proband", m: "mother", f: "father", s: "sibling", t: "tumor", n: "normal" };
  const individuals = [...letters].map((letter, at) => ({ name: `s${at}`, role: roles[letter] }));
  const { kind, role } = problemOf(individuals) ?? {};
  return role ? `${kind} ${role}` : kind;
}

test("a proband and somebody beside are a family, and a tumour is enough", () => {
  for (const roles of ["pm", "pf", "ps", "pmfsss-", "t", "tn", "-t-n"])
    assert.equal(problem(roles), undefined, roles);
  assert.equal(problem(""), "none");
  assert.equal(problem("--"), "none");
  assert.equal(problem("p"), "alone");
  assert.equal(problem("mf"), "noProband");
  assert.equal(problem("n"), "noTumor");
  assert.equal(problem("pmt"), "mixed");
  assert.equal(problem("ppm"), "twice proband");
  assert.equal(problem("pmm"), "twice mother");
  assert.equal(problem("tt"), "twice tumor");
  assert.deepEqual(problemOf([{ name: undefined, role: "proband" }]), { kind: "unnamed" });
});
