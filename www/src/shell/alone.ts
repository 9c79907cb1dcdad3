/** The shell of a page of its own, around which there is none that could set or hear anything. */
import type { Language } from "genosieve";

import type { Embedding, Handed } from "../../../js/element/words.js";
import { firstLanguage } from "../language.js";

export interface Begun {
  language: Language;
  embedding: Embedding | undefined;
}

/** How the sealed page begins. */
export const begun: Promise<Begun> = Promise.resolve({
  language: firstLanguage(),
  embedding: undefined,
});

/** Given how to hand something to the sealed page, gives what hears all that it says. */
export const outside: (hand: (handed: Handed) => void) => (said: unknown) => void = () => () => {};
