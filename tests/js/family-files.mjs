// A small trio, and a tumour with its matched sample: made up, of nobody.

const HEAD =
  "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";

/** Entries: place, REF, ALT, gene, annotation. */
const ENTRIES = [
  [
    "chr1",
    216051117,
    "G",
    "A",
    "USH2A:7399",
    "CLNSIG=Pathogenic;CLNREVSTAT=reviewed_by_expert_panel",
  ],
  [
    "chr1",
    216247095,
    "C",
    "T",
    "USH2A:7399",
    "CLNSIG=Likely_pathogenic;CLNREVSTAT=criteria_provided,_single_submitter",
  ],
  ["chr6", 64512208, "TC", "T", "EYS:346007", "CLNSIG=Pathogenic"],
  ["chr8", 10610442, "GAC", "TAT", "RP1L1:94137", "CLNSIG=Pathogenic"],
  ["chr10", 94781859, "G", "A", "CYP2C19:1557", "CLNSIG=Uncertain_significance"],
  ["chr16", 57917284, "A", "G", "CNGB1:1258", "CLNSIG=Pathogenic"],
  ["chrX", 154000000, "C", "T", "OPN1LW:5956", "CLNSIG=Pathogenic"],
  ["chr19", 44908684, "T", "C", "APOE:348", "CLNSIG=risk_factor"],
];

export const FAMILY_PANEL = [
  HEAD,
  ...ENTRIES.map(
    ([contig, pos, ref, alt, gene, more]) =>
      `${contig}\t${pos}\t.\t${ref}\t${alt}\t.\t.\tGENEINFO=${gene};${more}`,
  ),
  "",
].join("\n");

/** What each entry of the list is called in a proband, the mother, the father and a sibling; undefined: no line. */
const CALLS = [
  ["0/1", "0/0", "0/1", "0/1"],
  ["0/1", "0/1", "0/0", "0/0"],
  ["0/1", "0/1", "0/0", "0/1"],
  ["0/1", "0/0", "0/0", "0/0"],
  ["1/1", "0/1", "0/1", "0/1"],
  ["0/1", "./.", "0/0", "0/1"],
  ["1", "0/1", "0", "0/1"],
  undefined,
];

const line = ([contig, pos, ref, alt], format, calls) =>
  [contig, pos, ".", ref, alt, 50, "PASS", ".", format, ...calls].join("\t");

/** The members whose places in `CALLS` are given, under these names. */
function family(names, places) {
  const lines = ENTRIES.flatMap((entry, at) => {
    const calls = CALLS[at];
    return calls
      ? [
          line(
            entry,
            "GT:GQ",
            places.map((place) => `${calls[place]}:60`),
          ),
        ]
      : [];
  });
  return [`${HEAD}\tFORMAT\t${names.join("\t")}`, ...lines, ""].join("\n");
}

const NAMES = ["P01", "P02", "P03", "P04"];

/** All of them in one file, whose names say nothing. */
export const QUARTET = family(NAMES, [0, 1, 2, 3]);

/** A file each, whose name says who it is. */
export const SINGLES = Object.fromEntries(
  ["kid", "mom", "dad", "sis"].map((who, at) => [`${who}.vcf`, family([NAMES[at]], [at])]),
);

/** Roles can be told by the names. */
export const NAMED = family(["F1_child", "F1_mother", "F1_father"], [0, 1, 2]);

export const PED = [
  "F1\tP01\tP03\tP02\t1\t2",
  "F1\tP02\t0\t0\t2\t1",
  "F1\tP03\t0\t0\t1\t1",
  "F1\tP04\tP03\tP02\t2\t2",
  "",
].join("\n");

const TUMORS = [
  ["chr12", 25245350, "C", "T", "KRAS:3845", "ONC=Oncogenic"],
  ["chr17", 7675088, "G", "A", "TP53:7157", "ONC=Likely_oncogenic;CLNSIG=Pathogenic;ORIGIN=3"],
  ["chr17", 61700120, "G", "A", "BRIP1:83990", "CLNSIG=Pathogenic;ORIGIN=1"],
  ["chr11", 108250700, "C", "T", "ATM:472", "CLNSIG=Pathogenic;ORIGIN=1"],
  ["chr3", 179218294, "G", "A", "PIK3CA:5290", "ONC=Oncogenic"],
];

export const TUMOR_PANEL = [
  HEAD,
  ...TUMORS.map(
    ([contig, pos, ref, alt, gene, more]) =>
      `${contig}\t${pos}\t.\t${ref}\t${alt}\t.\t.\tGENEINFO=${gene};${more}`,
  ),
  "",
].join("\n");

/** Genotype, reads of each allele and all reads, of the tumour and of the matched sample. */
const PAIRS = [
  ["0/1:71,42:113:60", "0/0:80,0:80:60"],
  ["0/1:50,58:108:60", "./.:.:.:."],
  ["0/1:15,16:31:60", "0/1:16,15:31:60"],
  ["0/1:66,31:97:60", "0/0:40,0:40:60"],
  ["0/1:118,5:123:60", "0/0:90,0:90:60"],
];

const pair = (names, pick) =>
  [
    `${HEAD}\tFORMAT\t${names.join("\t")}`,
    ...TUMORS.map((entry, at) => line(entry, "GT:AD:DP:GQ", pick(PAIRS[at]))),
    "",
  ].join("\n");

export const PAIR = pair(["TUMOR", "NORMAL"], (calls) => calls);
export const TUMOR_ALONE = pair(["TUMOR"], ([tumor]) => [tumor]);
