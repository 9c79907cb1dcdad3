/** From a key and its values to a text in the language of the page. */
import type { Flag, Language, Match, Reason, State } from "genosieve";
import core from "virtual:core-texts";

import type { Messages } from "../../../js/element/words.js";
import { en } from "./en.js";
import { errorsEn } from "./errors.en.js";
import { errorsJa } from "./errors.ja.js";
import { ja } from "./ja.js";
import { reasonsEn } from "./reasons.en.js";
import { reasonsJa } from "./reasons.ja.js";

export type Key = keyof typeof en;

/** Texts of one language by their keys. */
type Texts = Record<string, string>;

/** Words of the core's own table. An exact match needs none there: the page has its own. */
type CoreKey =
  `state.${State}` | `reason.${Reason}` | `match.${Exclude<Match, "exact">}` | `flag.${Flag}`;

/** Names of the values in a text, with those that only choose a plural. */
type Names<Text> = Text extends `${string}{${infer Value}}${infer Rest}`
  ? (Value extends `${infer Name}:${string}` ? Name : Value) | Names<Rest>
  : never;

type Values<Text> = [Names<Text>] extends [never]
  ? []
  : [values: Record<Names<Text>, string | number>];

export type ErrorKey = keyof typeof errorsEn;

/** Says texts of one page in one language. */
export interface SayOf<Own extends Texts> {
  <K extends keyof Own & string>(key: K, ...values: Values<Own[K]>): string;
  readonly language: Language;
  /** A text whose values are not known by type: those that it does not use are left out. */
  with(key: keyof Own & string, values: Record<string, string | number>): string;
  /** A word of the core's table; `{0}` is `detail`. */
  word(key: CoreKey, ...details: (string | number)[]): string;
  /** Title, what was found, what to do. A code that the page does not know is a fault inside. */
  error(code: string, detail: string): readonly [string, string, string];
  /** Why a row of a list was not used; the code itself where the page does not know it. */
  reason(code: string): string;
  /** Whole sentences in a row: what stands between two is a matter of the language. */
  sentences(...texts: string[]): string;
  number(value: number): string;
  /** Bytes in the units that file managers show. */
  size(bytes: number): string;
}

export type Say = SayOf<typeof en>;

const TABLES = { en, ja } satisfies Record<Language, Record<Key, string>>;
const ERRORS = { en: errorsEn, ja: errorsJa };
const REASONS = { en: reasonsEn, ja: reasonsJa };

/** What the second script has of the tables. */
export type LaterTexts = typeof import("virtual:later-texts").default;

/** Those that this script has not: a page that is one script has all. */
export function addTexts({ page, errors, reasons, core: words }: LaterTexts): void {
  for (const language of ["en", "ja"] as const) {
    Object.assign(TABLES[language], page[language]);
    Object.assign(ERRORS[language], errors[language]);
    Object.assign(REASONS[language], reasons[language]);
    Object.assign(core[language], words[language]);
  }
}

/** What nobody says in other words: what this is for, what is sent, handed over and held back, how it is worded. */
const FIXED =
  /^(intended|privacy|hand|sf|save|wipe|say|result|state|na|notice|zygosity|match|reason|class|plot)\./;

/** Characters of a text that stands in place of one. */
const LONGEST = 2000;

/** Texts of an embedding page take the place of those that there are. */
export function replaceTexts(messages: Messages): void {
  for (const language of ["en", "ja"] as const) {
    const table: Record<string, string> = TABLES[language];
    for (const [key, text] of Object.entries(messages[language] ?? {})) {
      const fits = typeof text === "string" && text.length <= LONGEST;
      if (fits && Object.hasOwn(table, key) && !FIXED.test(key)) table[key] = text;
    }
  }
}

export const speaker = (language: Language): Say => speakerOf(language, TABLES[language]);

/** The same for a table in that language, with the keys and values of `Own`. */
export function speakerOf<Own extends Texts>(
  language: Language,
  table: Record<keyof Own, string>,
): SayOf<Own> {
  const numbers = lazily(() => new Intl.NumberFormat(language));
  const plurals = lazily(() => new Intl.PluralRules(language));
  const shown = (value: string | number) =>
    typeof value === "number" ? numbers().format(value) : value;

  const fill = (text: string, values: Record<string, string | number>) =>
    text.replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (whole, name: string, single, several) => {
      const value = values[name];
      if (value === undefined) return whole;
      if (single === undefined) return shown(value);
      return plurals().select(Number(value)) === "one" ? single : several;
    });

  const text = (key: keyof Own, values: Record<string, string | number> = {}) =>
    // One that the second script has, until that is there.
    fill(table[key] ?? "", values);
  const more = {
    language,
    with: text,
    word: (key: CoreKey, ...details: (string | number)[]) =>
      fill(core[language][key] ?? key, Object.fromEntries(Object.entries(details))),
    error: (code: string, detail: string) => {
      const known = (code in ERRORS[language] ? code : "trap") as ErrorKey;
      const [title, found, fix] = ERRORS[language][known];
      return [title, fill(found, { detail }), fix] as const;
    },
    reason: (code: string) => REASONS[language][code as keyof typeof reasonsEn] ?? code,
    sentences: (...texts: string[]) => texts.join(language === "ja" ? "" : " "),
    number: shown,
    size: (bytes: number) => sized(bytes, language),
  };
  return Object.assign(text, more) as unknown as SayOf<Own>;
}

/** Browsers load much of their own for the first one: no screen waits for what it does not say. */
function lazily<Of>(make: () => Of): () => Of {
  let made: Of | undefined;
  return () => (made ??= make());
}

function sized(bytes: number, language: Language): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let at = 0;
  while (bytes >= 999.5 && at < units.length - 1) {
    bytes /= 1000;
    at += 1;
  }
  const digits = { maximumFractionDigits: at === 0 || bytes >= 100 ? 0 : 1 };
  return `${new Intl.NumberFormat(language, digits).format(bytes)} ${units[at]}`;
}
