/** The texts of the library: those of the other page, and its own. */
import type { Language } from "genosieve";
import { createContext } from "preact";
import { useContext } from "preact/hooks";

import { speakerOf, type SayOf } from "../text/index.js";
import { libraryEn } from "../text/library.en.js";
import { libraryJa } from "../text/library.ja.js";

export type LibrarySay = SayOf<typeof libraryEn>;

export const librarySpeaker = (language: Language): LibrarySay =>
  speakerOf(language, { en: libraryEn, ja: libraryJa }[language]);

export const LibraryLanguage = createContext<LibrarySay>(librarySpeaker("en"));

export const useLibrarySay = () => useContext(LibraryLanguage);
