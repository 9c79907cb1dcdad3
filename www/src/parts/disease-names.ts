/** Names of a disease in the order in which a reader of a language wants them. */
import type { Language } from "genosieve";
import type { DiseaseClass } from "genosieve/diseases";

export interface NameIn {
  text: string;
  language: Language;
}

/** The first is what it is called; the others stand below, each with its language. */
export function namesOf({ ja, kana, en }: DiseaseClass, language: Language): [NameIn, ...NameIn[]] {
  const japanese: NameIn = { text: ja, language: "ja" };
  const reading: NameIn = { text: kana, language: "ja" };
  if (!en) return [japanese, reading];
  const english: NameIn = { text: en, language: "en" };
  return language === "ja" ? [japanese, reading, english] : [english, japanese, reading];
}
