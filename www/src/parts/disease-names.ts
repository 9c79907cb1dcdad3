/** Names of a disease in the order in which a reader of a language wants them. */
import type { Language } from "genosieve";
import type { DiseaseClass } from "genosieve/diseases";
import { useContext } from "preact/hooks";

import { Kana, useSay } from "./common.js";

export interface NameIn {
  text: string;
  language: Language;
  /** How another one is read. */
  reading?: true;
}

/** The same as a person wants to see them: with readings in kana, or without. */
export function useNames(disease: DiseaseClass): [NameIn, ...NameIn[]] {
  const kana = useContext(Kana);
  const [first, ...others] = namesOf(disease, useSay().language);
  return [first, ...others.filter(({ reading }) => kana || !reading)];
}

/** The first is what it is called; the others stand below, each with its language. */
export function namesOf({ ja, kana, en }: DiseaseClass, language: Language): [NameIn, ...NameIn[]] {
  const japanese: NameIn = { text: ja, language: "ja" };
  const reading: NameIn = { text: kana, language: "ja", reading: true };
  if (!en) return [japanese, reading];
  const english: NameIn = { text: en, language: "en" };
  return language === "ja" ? [japanese, reading, english] : [english, japanese, reading];
}
