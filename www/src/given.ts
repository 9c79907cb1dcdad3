/** The sealed page's end of what it is given: it asks for nothing, and the shell hands it all there is. */
import type { Language } from "genosieve";

import type {
  Bytes,
  Embedding,
  FileName,
  Handed,
  Handover,
  KeptPanel,
  Loaded,
  Look,
  Requests,
  Save,
  Word,
} from "../../js/element/words.js";
import { Arrivals, later } from "./arrivals.js";
import { preferredLanguage } from "./language.js";

/** Milliseconds after which a page without a shell begins by itself, to say what is missing. */
const PATIENCE = 20_000;

export interface Given {
  language: Language;
  /** Of the shell. */
  policy: string;
  /** Whether there is a library to go to. */
  library: boolean;
  /** What a page that embeds this one has set; undefined where there is none. */
  embedding: Embedding | undefined;
  /** Rejects where the shell could not load it. */
  file(name: FileName): Promise<Bytes>;
  kept: Promise<KeptPanel[]>;
  /** Panels of an embedding page, none of which was opened yet. */
  panels: Promise<Blob[]>;
  /** Resolves once another build of the page is there. */
  updated: Promise<void>;
  /** What the shell loaded so far. */
  loaded(): readonly Loaded[];
  /** Called with what the shell does once a file is opened. */
  onRequests: ((requests: Requests) => void) | undefined;
  /** Called with what an embedding page sets anew. */
  onLook: ((look: Look) => void) | undefined;
}

/** Says one of the fixed words to the shell, which has no name that a frame without an origin could give. */
export function tell(word: Word): void {
  parent.postMessage(word, "*");
}

/** Lets the shell hand a file to the person. */
export function save(name: string, content: Blob): void {
  parent.postMessage({ kind: "save", name, content } satisfies Save, "*");
}

/** Hands the report to the page that embeds this one, after the person has agreed. */
export function handOver(text: string): void {
  parent.postMessage({ kind: "report", text } satisfies Handover, "*");
}

/** Hears the shell from now on; resolves once it speaks. */
export async function given(): Promise<Given> {
  const files = new Arrivals<Bytes>();
  const kept = later<KeptPanel[]>();
  const panels = later<Blob[]>();
  const updated = later<void>();
  const begun = later<Pick<Given, "language" | "policy" | "library" | "embedding">>();
  let loaded: readonly Loaded[] = [];
  const all: Pick<Given, "onRequests" | "onLook"> = { onRequests: undefined, onLook: undefined };
  addEventListener("message", ({ source, data }: MessageEvent<Handed>) => {
    if (source !== parent) return;
    switch (data.kind) {
      case "begin":
        return begun.resolve(data);
      case "file":
        return files.take(data.name, data.bytes);
      case "kept":
        return kept.resolve(data.panels);
      case "panels":
        return panels.resolve(data.panels);
      case "look":
        return all.onLook?.(data.look);
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
  const alone = {
    language: preferredLanguage(),
    policy: "",
    library: false,
    embedding: undefined,
  };
  const late = new Promise<typeof alone>((resolve) => setTimeout(resolve, PATIENCE, alone));
  const { language, policy, library, embedding } = await Promise.race([begun.promise, late]);
  // Elsewhere nobody hands over any.
  if (!embedding) panels.resolve([]);
  return Object.assign(all, {
    language,
    policy,
    library,
    embedding,
    file: (name: FileName) => files.of(name),
    kept: kept.promise,
    panels: panels.promise,
    updated: updated.promise,
    loaded: () => loaded,
  });
}

/** A file of text that the shell hands over. */
export async function textOf(given: Given, name: FileName): Promise<string> {
  return new TextDecoder().decode(await given.file(name));
}
