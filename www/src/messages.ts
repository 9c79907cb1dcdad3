/** The texts of the page: its own table, and over it the core's for states, reasons and errors. */
import type { Language } from "genosieve";
import table from "../messages.tsv?raw";

const rows = table
  .trimEnd()
  .split("\n")
  .slice(1)
  .map((line) => line.split("\t"));

export type Texts = Record<string, string>;

/** A text with `{0}`, `{1}` … replaced. The key itself shows where a table lacks it. */
export type Say = (key: string, ...values: (string | number)[]) => string;

export function speaker(language: Language, core: Texts): Say {
  const own: Texts = {};
  for (const [key, en, ja] of rows) if (key) own[key] = (language === "ja" ? ja : en) ?? "";
  return (key, ...values) => {
    let text = own[key] ?? core[key] ?? key;
    values.forEach((value, at) => {
      text = text.replaceAll(`{${at}}`, () =>
        typeof value === "number" ? value.toLocaleString("en") : value,
      );
    });
    return text;
  };
}
