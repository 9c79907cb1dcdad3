/** The tables of diseases, as `panels/intractable-diseases.tsv` and `panels/intractable-notes.tsv` hold them. */

/** The texts of both tables: tab-separated, with lines of `# Key: value` above the head. */
export interface DiseaseTables {
  /** The diseases, their classes, ids and genes. */
  diseases: string;
  /** Facts of the project's own about some of them. */
  notes: string;
}

/** Whom the table of diseases comes from; it has to be named wherever its names are shown. */
export interface DiseaseSource {
  /** `2025-08-26`. */
  release: string;
  /** Of the table. */
  licence: string;
  /** What its licence wants said. */
  attribution: string;
}

/** A class of the ontology: a notified disease, or one that falls under it. */
export interface DiseaseClass {
  /** `NANDO:1200644`. */
  nando: string;
  /** Its name in Japanese. */
  ja: string;
  /** Its reading in hiragana. */
  kana: string;
  /** Empty where the source has no English name. */
  en: string;
  /** Ids of the same disease, `MONDO:0007947`. */
  mondo: string[];
  /** Ids of diseases that are like it; no list is built of them. */
  close: string[];
  /** Whole symbols. */
  genes: string[];
}

/** What the disease mainly rests on where a VCF of small variants cannot show it. */
export type Mechanism = "repeat" | "copy_number" | "imprinting" | "mitochondrial";

/**
 * What a list can be built of: ids or genes; where there is neither, `close` says that ids of like diseases
 * are all there is, and `none` that there is nothing.
 */
export type Basis = "known" | "close" | "none";

/** What a notification number stands for. */
export interface Disease {
  /** Of the notification, 1 to 348. */
  number: number;
  /** The notified disease. */
  notified: DiseaseClass;
  /** What falls under it, without itself. */
  subclasses: DiseaseClass[];
  /** Ids of all its classes, each once. */
  mondo: string[];
  /** Ids of like diseases, each once. */
  close: string[];
  /** Symbols of all its classes, each once. */
  genes: string[];
  /** What a list of it can be built of. */
  basis: Basis;
  /** Names and abbreviations in common use. */
  synonyms: string[];
  /** What it mainly rests on that a VCF of small variants cannot show; undefined where nothing is known. */
  mechanism: Mechanism | undefined;
  /** Where the mechanism is stated, `OMIM:313200`. */
  mechanismSource: string;
}

const DISEASES = "number\tnando\tja\tkana\ten\tmondo\tmondo_close\tgenes";
const NOTES = "number\tmechanism\tsynonyms\tsource";

/** Rows as cells, behind a head that must be `head`; and what stands above it, by its key. */
function read(text: string, head: string): { rows: string[][]; said: Map<string, string> } {
  const lines = text.split(/\r?\n/).filter((line) => line !== "");
  const said = new Map<string, string>();
  while (lines[0]?.startsWith("#")) {
    const [, key, value] = lines.shift()?.match(/^# (\w+): (.*)$/) ?? [];
    if (key && value) said.set(key, value);
  }
  const columns = head.split("\t").length;
  const rows = lines.slice(1).map((line) => line.split("\t"));
  const odd = lines[0] === head ? rows.find(({ length }) => length !== columns) : [lines[0]];
  if (odd) throw new TypeError(`not a table of ${head.replaceAll("\t", ", ")}: ${odd.join(", ")}`);
  return { rows, said };
}

/** Parts of a cell; none of an empty one. */
const parts = (cell: string | undefined, separator: string) => (cell ? cell.split(separator) : []);

const distinct = (lists: string[][]) => [...new Set(lists.flat())];

/** The diseases in the order of their numbers. Throws a TypeError where a text is no such table. */
export function readTables(tables: DiseaseTables): { diseases: Disease[]; source: DiseaseSource } {
  const { rows, said } = read(tables.diseases, DISEASES);
  const notes = new Map(read(tables.notes, NOTES).rows.map((row) => [Number(row[0]), row]));
  const classes = new Map<number, DiseaseClass[]>();
  for (const [number, nando = "", ja = "", kana = "", en = "", mondo, close, genes] of rows) {
    const of = classes.get(Number(number)) ?? [];
    of.push({
      nando,
      ja,
      kana,
      en,
      mondo: parts(mondo, ","),
      close: parts(close, ","),
      genes: parts(genes, ","),
    });
    classes.set(Number(number), of);
  }
  const diseases = [...classes].map(([number, all]) => disease(number, all, notes.get(number)));
  return {
    diseases: diseases.sort((one, other) => one.number - other.number),
    source: {
      release: said.get("Release") ?? "",
      licence: said.get("Licence") ?? "",
      attribution: said.get("Attribution") ?? "",
    },
  };
}

function disease(number: number, all: DiseaseClass[], note: string[] = []): Disease {
  const [notified, ...subclasses] = all as [DiseaseClass, ...DiseaseClass[]];
  const mondo = distinct(all.map((one) => one.mondo));
  const close = distinct(all.map((one) => one.close));
  const genes = distinct(all.map((one) => one.genes));
  const known = mondo.length + genes.length > 0;
  return {
    number,
    notified,
    subclasses,
    mondo,
    close,
    genes,
    basis: known ? "known" : close.length > 0 ? "close" : "none",
    synonyms: parts(note[2], "|"),
    mechanism: (note[1] || undefined) as Mechanism | undefined,
    mechanismSource: note[3] ?? "",
  };
}
