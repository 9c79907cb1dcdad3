import { GenosieveError } from "../error.js";
import type { Evidence, Language, Notice } from "../types.js";

export type Messages = Record<string, string>;

/** Japanese of the package's own codes; English is in the errors themselves. */
const OWN_JA: Messages = {
  "error.trap.message": "プログラムが内部で停止しました。この実行では何も答えていません。",
  "error.trap.remedy": "もう一度実行してください。",
  "error.wasm_load.message": "Genosieve の wasm を読み込めませんでした。",
  "error.wasm_load.remedy": "パッケージを入れ直してください。",
};

function fill(text: string, ...values: string[]): string {
  return text.replace(/\{(\d)\}/g, (whole, index: string) => values[Number(index)] ?? whole);
}

/** `code (place): message remedy`, as the native command writes it. */
export function errorLine(error: GenosieveError, lang: Language, messages: Messages): string {
  const { line, byte } = error.position;
  let place = "";
  if (line !== undefined) place = ` (line ${line})`;
  else if (byte !== undefined) place = ` (byte ${byte})`;
  const table = lang === "ja" ? { ...OWN_JA, ...messages } : messages;
  const message = table[`error.${error.code}.message`] ?? error.message;
  const remedy = table[`error.${error.code}.remedy`] ?? error.remedy;
  return `${error.code}${place}: ${fill(message, error.detail)} ${fill(remedy, error.detail)}`;
}

export function noticeLine(notice: Notice, messages: Messages): string {
  return fill(messages[`notice.${notice.code}`] ?? notice.code, notice.detail);
}

export function evidenceLine(evidence: Evidence, messages: Messages): string {
  const text = messages["table.evidence"] ?? "{0} {1} {2}";
  return fill(text, evidence.kind, evidence.build ?? "-", evidence.detail);
}
