/** The texts of families and of tumours with their matched samples, in the language of the page. */
import { familyEn } from "./family.en.js";
import { familyJa } from "./family.ja.js";
import { speakerOf, type Say, type SayOf } from "./index.js";

export type FamilySay = SayOf<typeof familyEn>;

const SPEAKERS: Record<Say["language"], FamilySay> = {
  en: speakerOf("en", familyEn),
  ja: speakerOf("ja", familyJa),
};

export const familySay = ({ language }: Pick<Say, "language">): FamilySay => SPEAKERS[language];
