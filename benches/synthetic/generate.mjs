/**
 * A synthetic genome and panel as files: a fixed seed and no data of anybody. The same design as
 * mod.rs beside it, over more chromosomes: the density of a whole genome and of all of ClinVar.
 */
import fs from "node:fs";
import { once } from "node:events";

/** GRCh38. */
const LENGTHS = [
  248956422, 242193529, 198295559, 190214555, 181538259, 170805979, 159345973, 145138636, 138394717,
  133797422, 135086622, 133275309, 114364328, 107043718, 101991189, 90338345, 83257441, 80373285,
  58617616, 64444167, 46709983, 50818468, 156040895,
];
const CONTIGS = LENGTHS.map((length, i) => ({
  name: `chr${i === 22 ? "X" : i + 1}`,
  length,
  place: i,
}));
const SEED = 20160229;
const MARGIN = 10_000;
/** Mean distances, in bases. */
const ROW_SPACING = 680;
const WIDE_GAP = 17_900;
const SIGNIFICANCE = [
  "Uncertain_significance",
  "Likely_benign",
  "Benign",
  "Pathogenic",
  "Likely_pathogenic",
];

/** A 32-bit finaliser (murmur3's). */
function mix(x) {
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

let state = SEED;
/** A number under n. */
function below(n) {
  state = (state + 0x9e3779b9) | 0;
  return Math.floor((mix(state) / 2 ** 32) * n);
}
const oneIn = (n) => below(n) === 0;

/** The synthetic reference, a hash of the position. */
function reference(place, pos, length) {
  let bases = "";
  for (let p = pos; p < pos + length; p++)
    bases += "ACGT"[mix(p + Math.imul(place + 1, 0x2545f491)) & 3];
  return bases;
}

/** A base that is none of these; nothing where all four are. */
function otherBase(taken) {
  const free = [..."ACGT"].filter((base) => !taken.includes(base));
  return free[below(Math.max(free.length, 1))];
}

/**
 * A substitution in four of five, else a deletion or an insertion of up to 10 bases. Only such that
 * cannot be shifted: then no two spellings of the panel mean the same, and what is planted is the
 * whole truth.
 */
function allele(place, pos) {
  const kind = below(100);
  const length = 1 + below(4) * below(4);
  const bases = reference(place, pos, length + 2);
  const anchor = bases[0];
  if (kind < 16 && bases[length] !== anchor && bases[length + 1] !== bases[1])
    return { pos, ref: bases.slice(0, length + 1), alt: anchor };
  if (kind >= 92) {
    let inserted = "";
    for (let i = 0; i < length; i++) inserted += "ACGT"[below(4)];
    if (inserted.at(-1) !== anchor && inserted[0] !== bases[1])
      return { pos, ref: anchor, alt: anchor + inserted };
  }
  return { pos, ref: anchor, alt: otherBase(anchor) };
}

const isSubstitution = ({ ref, alt }) => ref.length === 1 && alt.length === 1;

/** Sites of a contig, each with its entries: clusters with small gaps, wide gaps between them. */
function* sites({ place, length }) {
  for (let pos = MARGIN; ;) {
    pos += 1 + (oneIn(10) ? below(WIDE_GAP) : below(40));
    if (pos + MARGIN > length) return;
    const entry = allele(place, pos);
    const second =
      isSubstitution(entry) && oneIn(30) ? otherBase(entry.ref + entry.alt) : undefined;
    yield second ? [entry, { ...entry, alt: second }] : [entry];
  }
}

const genotype = () => (below(5) < 3 ? "0/1" : "1/1");

/** The row of a site that carries its first entry, and whether it is spelled as the panel does. */
function carrier(place, [entry, second]) {
  const { pos, ref, alt } = entry;
  const form = isSubstitution(entry) ? below(10) : 9;
  if (form === 0) {
    // Listed second of two alternates.
    const unlisted = otherBase(ref + alt + (second?.alt ?? ""));
    return { row: { pos, ref, alt: `${unlisted},${alt}`, gt: "1/2" }, respelled: true };
  }
  if (form === 1) {
    // Written with the base behind it, as callers of haplotypes do.
    const behind = reference(place, pos + 1, 1);
    return { row: { pos, ref: ref + behind, alt: alt + behind, gt: genotype() }, respelled: true };
  }
  return { row: { pos, ref, alt, gt: genotype() }, respelled: false };
}

/** Rows of a contig in order: carried entries, unlisted alleles at their places, and background. */
function rowsOf(contig, entries, made) {
  const rows = [];
  const near = new Uint8Array(contig.length + 64);
  let free = 0;
  for (const site of entries) {
    for (const { pos, ref } of site) near.fill(1, pos, pos + ref.length + 1);
    const carries = oneIn(93);
    if (!(carries || oneIn(900)) || site[0].pos < free) continue;
    const [{ pos, ref, alt }] = site;
    let row;
    if (carries) {
      const found = carrier(contig.place, site);
      row = found.row;
      (found.respelled ? made.respelled : made.asListed).push(
        `${contig.name} ${pos} ${ref} ${alt}`,
      );
    } else {
      if (!site.every(isSubstitution)) continue;
      const unlisted = otherBase(ref + site.map((entry) => entry.alt).join(""));
      row = { pos, ref, alt: unlisted, gt: genotype() };
    }
    free = pos + row.ref.length + 1;
    rows.push(row);
  }
  for (let pos = MARGIN; ;) {
    pos += 1 + Math.floor((below(2 * ROW_SPACING) * below(200)) / 100);
    if (pos + MARGIN > contig.length) break;
    const { ref, alt } = allele(contig.place, pos);
    if (near.subarray(pos, pos + ref.length + 1).includes(1)) continue;
    rows.push({ pos, ref, alt, gt: genotype() });
    pos += ref.length;
  }
  return rows.sort((a, b) => a.pos - b.pos);
}

function header(source) {
  const lines = [
    "##fileformat=VCFv4.2",
    `##source=${source}`,
    "##reference=GRCh38",
    '##FILTER=<ID=PASS,Description="All filters passed">',
  ];
  const integer = (kind, id) => `##${kind}=<ID=${id},Number=.,Type=Integer,Description="${id}">`;
  const text = (id) => `##INFO=<ID=${id},Number=.,Type=String,Description="${id}">`;
  const float = (id) => `##INFO=<ID=${id},Number=.,Type=Float,Description="${id}">`;
  for (const id of ["ALLELEID", "AC", "AN", "DP", "MLEAC"]) lines.push(integer("INFO", id));
  for (const id of ["CLNDN", "CLNREVSTAT", "CLNSIG", "GENEINFO"]) lines.push(text(id));
  for (const id of "AF BaseQRankSum ExcessHet FS MLEAF MQ MQRankSum QD ReadPosRankSum SOR".split(
    " ",
  ))
    lines.push(float(id));
  for (const id of ["AD", "DP", "GQ", "PL"]) lines.push(integer("FORMAT", id));
  lines.push('##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">');
  for (const { name, length } of CONTIGS) lines.push(`##contig=<ID=${name},length=${length}>`);
  return `${lines.join("\n")}\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO`;
}

function entryLine(name, { pos, ref, alt }) {
  const id = 100_000 + below(4_000_000);
  const gene = Math.floor(pos / 150_000);
  return (
    `${name}\t${pos}\t${id}\t${ref}\t${alt}\t.\t.\tALLELEID=${id + 15_041};CLNDN=Synthetic_condition_${below(4000)};` +
    `CLNREVSTAT=criteria_provided,_single_submitter;CLNSIG=${SIGNIFICANCE[below(5)]};GENEINFO=SYN${gene}:${gene}\n`
  );
}

function rowLine(name, { pos, ref, alt, gt }) {
  const depth = 20 + below(30);
  const quality = 100 + below(1500);
  const [first, second] = [below(1000), below(1000)].map((n) => String(n).padStart(3, "0"));
  const two = alt.includes(",");
  return (
    `${name}\t${pos}\t.\t${ref}\t${alt}\t${quality}.77\tPASS\tAC=1;AF=0.500;AN=2;BaseQRankSum=0.${first};DP=${depth};` +
    `ExcessHet=3.0103;FS=1.${second};MLEAC=1;MLEAF=0.500;MQ=60.00;MQRankSum=0.000;QD=14.${first};` +
    `ReadPosRankSum=-0.${second};SOR=0.693\tGT:AD:DP:GQ:PL\t${gt}:${depth >> 1},${depth - (depth >> 1)}${two ? ",9" : ""}:` +
    `${depth}:99:${quality},0,${quality + 91}${two ? ",812,77,640" : ""}\n`
  );
}

/** Writes lines to a file in large pieces, waiting for the disk. */
function writer(file) {
  const stream = fs.createWriteStream(file);
  let held = [];
  return {
    async line(text) {
      held.push(text);
      if (held.length === 4096) await this.flush();
    },
    async flush() {
      const full = !stream.write(held.join(""));
      held = [];
      if (full) await once(stream, "drain");
    },
    async end() {
      await this.flush();
      stream.end();
      await once(stream, "finish");
    },
  };
}

/**
 * Writes both files, of chromosomes 18 to 22 or (large) of 1 to 22 and X. Gives the counts, and the
 * carried entries as `contig pos ref alt`: those spelled as in the panel, and those spelled otherwise.
 */
export async function generate(large, genomeFile, panelFile) {
  state = SEED;
  const made = { rows: 0, entries: 0, asListed: [], respelled: [] };
  const [genome, panel] = [writer(genomeFile), writer(panelFile)];
  await genome.line(`${header("synthetic_genome")}\tFORMAT\tSYNTHETIC\n`);
  await panel.line(`${header("synthetic_panel")}\n`);
  for (const contig of large ? CONTIGS : CONTIGS.slice(17, 22)) {
    const entries = [...sites(contig)];
    for (const site of entries) {
      for (const entry of site) await panel.line(entryLine(contig.name, entry));
      made.entries += site.length;
    }
    for (const row of rowsOf(contig, entries, made)) {
      await genome.line(rowLine(contig.name, row));
      made.rows++;
    }
  }
  await Promise.all([genome.end(), panel.end()]);
  return made;
}
