/** From a name, or what a person types for it, to letters that can be compared. */

/** Small kana beside those that they stand for; long vowels have no letter left. */
const SMALL = new Map(
  [..."ぁぃぅぇぉっゃゅょゎゕゖ"].map((kana, at) => [kana, "あいうえおつやゆよわかけ"[at]]),
);

/** Sounds with two spellings, and characters with two forms in names of diseases. */
const ALIKE: [RegExp, string][] = [
  [/ゔあ/g, "ば"],
  [/ゔい/g, "び"],
  [/ゔえ/g, "べ"],
  [/ゔお/g, "ぼ"],
  [/ゔ/g, "ぶ"],
  [/ぢ/g, "じ"],
  [/づ/g, "ず"],
  [/囊/g, "嚢"],
  [/頸/g, "頚"],
  [/靱/g, "靭"],
];

/** The first and the last katakana that has a hiragana, and how far it is away. */
const KATAKANA = /[\u30a1-\u30f6]/g;
const TO_HIRAGANA = 0x60;

/**
 * Widths, case, accents and kana made one (NFKC); marks of long vowels, small kana, dots, slashes, hyphens,
 * spaces and brackets make no difference. Two names are alike if nothing else differs.
 */
export function fold(text: string): string {
  let folded = text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .replace(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) - TO_HIRAGANA))
    .replace(/[^\p{L}\p{N}]|ー/gu, "")
    .replace(/[ぁぃぅぇぉっゃゅょゎゕゖ]/g, (kana) => SMALL.get(kana) ?? kana);
  for (const [form, other] of ALIKE) folded = folded.replace(form, other);
  return folded;
}

/** Words of a query, folded; spaces and commas of any width part them. */
export function words(query: string): string[] {
  return query
    .split(/[\s,、，]+/u)
    .map(fold)
    .filter((word) => word !== "");
}

/** The names that a label holds: the whole, and each of several that stand beside each other. */
export function namesIn(label: string): string[] {
  const several = label.split(/\s*[／/、]\s*/);
  return several.length > 1 ? [label, ...several.filter((name) => name !== "")] : [label];
}
