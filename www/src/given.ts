/** The sealed page's end of what it is given: it asks for nothing, and the shell hands it all there is. */
import type { Language } from "genosieve";

import { preferredLanguage } from "./language.js";
import type { Requests } from "./model.js";
import type { Bytes, FileName, Handed, KeptPanel, Loaded, Save, Word } from "./shell/words.js";

/** Milliseconds after which a page without a shell begins by itself, to say what is missing. */
const PATIENCE = 20_000;

export interface Given {
  language: Language;
  /** Of the shell. */
  policy: string;
  /** Whether there is a library to go to. */
  library: boolean;
  /** Rejects where the shell could not load it. */
  file(name: FileName): Promise<Bytes>;
  kept: Promise<KeptPanel[]>;
  /** Resolves once another build of the page is there. */
  updated: Promise<void>;
  /** What the shell loaded so far. */
  loaded(): readonly Loaded[];
  /** Called with what the shell does once a file is opened. */
  onRequests: ((requests: Requests) => void) | undefined;
}

/** Says one of the fixed words to the shell, which has no name that a frame without an origin could give. */
export function tell(word: Word): void {
  parent.postMessage(word, "*");
}

/** A promise with its end at hand: `Promise.withResolvers` is younger than the oldest browsers here. */
interface Later<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (reason: Error) => void;
}

/** Lets the shell hand a file to the person. */
export function save(name: string, content: Blob): void {
  parent.postMessage({ kind: "save", name, content } satisfies Save, "*");
}

/** What arrives once, for whoever asks before or after. */
class Arrivals<T> {
  readonly #all = new Map<string, Later<T>>();

  of(name: string): Later<T> {
    const known = this.#all.get(name) ?? later<T>();
    this.#all.set(name, known);
    return known;
  }
}

function later<T>(): Later<T> {
  let resolve!: Later<T>["resolve"];
  let reject!: Later<T>["reject"];
  const promise = new Promise<T>((give, fail) => {
    resolve = give;
    reject = fail;
  });
  // Whoever asks for it hears of it.
  promise.catch(() => {});
  return { promise, resolve, reject };
}

/** Hears the shell from now on; resolves once it speaks. */
export async function given(): Promise<Given> {
  const files = new Arrivals<Bytes>();
  const kept = later<KeptPanel[]>();
  const updated = later<void>();
  const begun = later<Pick<Given, "language" | "policy" | "library">>();
  let loaded: readonly Loaded[] = [];
  const all: Pick<Given, "onRequests"> = { onRequests: undefined };
  addEventListener("message", ({ source, data }: MessageEvent<Handed>) => {
    if (source !== parent) return;
    switch (data.kind) {
      case "begin":
        return begun.resolve(data);
      case "file": {
        const { resolve, reject } = files.of(data.name);
        return data.bytes ? resolve(data.bytes) : reject(new Error(data.name));
      }
      case "kept":
        return kept.resolve(data.panels);
      case "update":
        return updated.resolve();
      case "loaded":
        loaded = data.files;
        return;
      case "requests":
        return all.onRequests?.(data.requests);
    }
  });
  tell("ready");
  const alone = { language: preferredLanguage(), policy: "", library: false };
  const late = new Promise<typeof alone>((resolve) => setTimeout(resolve, PATIENCE, alone));
  const { language, policy, library } = await Promise.race([begun.promise, late]);
  return Object.assign(all, {
    language,
    policy,
    library,
    file: (name: FileName) => files.of(name).promise,
    kept: kept.promise,
    updated: updated.promise,
    loaded: () => loaded,
  });
}
