/** Which diseases a person may mean, best first. */
import { fold, namesIn, words } from "./fold.js";
import type { Disease, DiseaseClass } from "./table.js";
import { forgiven, nearness } from "./typos.js";

/** What of a disease the query met. */
export interface Matched {
  /** Which of its names. */
  kind: "number" | "name" | "kana" | "synonym" | "id" | "gene";
  /** As the table writes it: the name, its reading, the id, the symbol. */
  text: string;
  /** The class that it belongs to, where that is not the notified disease. */
  subclass: DiseaseClass | undefined;
  /** Whether it was met but for a slip of the fingers. */
  typo: boolean;
}

/** A disease with what led to it. */
export interface Hit {
  /** The disease. */
  disease: Disease;
  /** What led to it. */
  matched: Matched;
}

/** Ways to be met, best first. */
const RANKS = [
  "number",
  "exact",
  "nameStart",
  "kanaStart",
  "gene",
  "geneStart",
  "numberStart",
  "anywhere",
  "words",
  "typo",
] as const;

type Rank = (typeof RANKS)[number];

/** Something by which a disease can be found. */
interface Handle {
  kind: Matched["kind"];
  text: string;
  folded: string;
  /** Its place among the classes of the disease: 0 is the notified disease. */
  place: number;
}

/** A disease with its handles. */
export interface Entry {
  disease: Disease;
  handles: Handle[];
}

/** What is better of two: ranks in turn, the smaller first. */
interface Score {
  rank: Rank;
  finer: number[];
}

interface Found {
  score: Score;
  handle: Handle;
}

/** Every handle of a disease, folded once. */
export function entryOf(disease: Disease): Entry {
  const handles: Handle[] = [];
  const add = (kind: Matched["kind"], text: string, place: number) => {
    const folded = fold(text);
    if (folded !== "") handles.push({ kind, text, folded, place });
  };
  add("number", String(disease.number), 0);
  for (const synonym of disease.synonyms) add("synonym", synonym, 0);
  [disease.notified, ...disease.subclasses].forEach((one, place) => {
    for (const name of namesIn(one.ja)) add("name", name, place);
    for (const name of namesIn(one.en)) add("name", name, place);
    for (const name of namesIn(one.kana)) add("kana", name, place);
    for (const id of [one.nando, ...one.mondo, ...one.close]) add("id", id, place);
    for (const gene of one.genes) add("gene", gene, place);
  });
  return { disease, handles };
}

function compare(one: Score, other: Score): number {
  const ranks = RANKS.indexOf(one.rank) - RANKS.indexOf(other.rank);
  if (ranks !== 0) return ranks;
  const at = one.finer.findIndex((value, i) => value !== other.finer[i]);
  return at === -1 ? 0 : (one.finer[at] ?? 0) - (other.finer[at] ?? 0);
}

/** How well a handle is met by what was typed, but for slips. */
function rankOf({ kind, folded }: Handle, query: string): Rank | undefined {
  switch (kind) {
    case "number":
      if (folded === query) return "number";
      return folded.startsWith(query) ? "numberStart" : undefined;
    case "id":
      // `MONDO:0007947`, or its digits alone.
      return folded === query || (/^\d{7}$/.test(query) && folded.endsWith(query))
        ? "exact"
        : undefined;
    case "gene":
      // Whole symbols, or how they begin: a part within would be another gene.
      if (folded === query) return "gene";
      return folded.startsWith(query) ? "geneStart" : undefined;
    default:
      if (folded === query) return "exact";
      if (folded.startsWith(query)) return kind === "kana" ? "kanaStart" : "nameStart";
      return folded.includes(query) ? "anywhere" : undefined;
  }
}

const isName = ({ kind }: Handle) => kind === "name" || kind === "kana" || kind === "synonym";

/** The better of two; of equals the one before, which is the notified disease's. */
function better(best: Found | undefined, score: Score, handle: Handle): Found {
  return best && compare(best.score, score) <= 0 ? best : { score, handle };
}

/** As it is spelled. */
function meet({ handles }: Entry, query: string): Found | undefined {
  let best: Found | undefined;
  for (const handle of handles) {
    const rank = rankOf(handle, query);
    if (rank !== undefined)
      best = better(best, { rank, finer: [Math.min(1, handle.place)] }, handle);
  }
  return best;
}

/** In another order than in the name: each of several words, anywhere in it. */
function inAnyOrder({ handles }: Entry, several: readonly string[]): Found | undefined {
  if (several.length < 2) return undefined;
  const handle = handles.find(
    (one) => isName(one) && several.every((word) => one.folded.includes(word)),
  );
  return handle && { score: { rank: "words", finer: [] }, handle };
}

/** But for slips: fewest first, then how much of the name was typed. Genes and ids forgive none. */
function nearly({ handles }: Entry, near: ReturnType<typeof nearness>, letters: number) {
  let best: Found | undefined;
  for (const handle of handles) {
    if (!isName(handle)) continue;
    const met = near(handle.folded);
    if (!met) continue;
    const begins = Math.abs(met.end - letters) <= met.slips ? 0 : 1;
    const rest = Math.abs(handle.folded.length - letters);
    const finer = [met.slips, begins, rest, Math.min(1, handle.place)];
    best = better(best, { rank: "typo", finer }, handle);
  }
  return best;
}

function hitOf(entry: Entry, { handle, score }: Found): Hit {
  const { kind, text, place } = handle;
  const subclass = place === 0 ? undefined : entry.disease.subclasses[place - 1];
  return {
    disease: entry.disease,
    matched: { kind, text, subclass, typo: score.rank === "typo" },
  };
}

/**
 * By number, then exact name, how a name begins, how its reading begins, gene, anywhere in a name. Where nothing
 * is spelled as typed: words in another order, and then but for slips of the fingers. Of equals the notified
 * disease is before its subclasses, and the lower number first.
 */
export function search(entries: readonly Entry[], asked: string): Hit[] {
  const query = fold(asked);
  if (query === "") return [];
  const all = (find: (entry: Entry) => Found | undefined) =>
    entries
      .flatMap((entry) => {
        const found = find(entry);
        return found ? [{ entry, found }] : [];
      })
      // Stable, so equals stay in the order of their numbers.
      .sort((one, other) => compare(one.found.score, other.found.score))
      .map(({ entry, found }) => hitOf(entry, found));
  const spelled = all((entry) => meet(entry, query));
  if (spelled.length > 0) return spelled;
  const several = words(asked);
  const most = /^\d+$/.test(query) ? 0 : forgiven(query.length);
  const near = most > 0 ? nearness(query, most) : () => undefined;
  return all((entry) => inAnyOrder(entry, several) ?? nearly(entry, near, query.length));
}
