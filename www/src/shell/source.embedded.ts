/**
 * The same as `source.ts` where an element of another page is the host: it hands over all that is needed, and hears
 * fixed words. What stands around the element reaches neither this page nor the frame within, and what the person
 * saves goes from here to the browser.
 */
import {
  INNER_FAULTS,
  SCREENS,
  type Bytes,
  type FileName,
  type FromElement,
  type Handed,
  type Handover,
  type InnerFault,
  type Loaded,
} from "../../../js/element/words.js";
import { Arrivals, later } from "../arrivals.js";
import { preferredLanguage } from "../language.js";
import type { Begun } from "./alone.js";

/** Here is no library. */
export const library = false;

/** The element asks a host, and this page none. */
export const settled = Promise.resolve();
export const updated = new Promise<void>(() => {});
export function stop(): void {}

const files = new Arrivals<Bytes>();
const arrived: Loaded[] = [];
const first = later<Begun>();
/** The sealed page hears from then on. */
const hears = later<void>();
let hand: (handed: Handed) => void = () => {};

export const begun = first.promise;
export const bytesOf = (name: FileName): Promise<Bytes> => files.of(name);
export const loaded = (): Loaded[] => arrived;

addEventListener("message", ({ source, origin, data }: MessageEvent<FromElement>) => {
  if (source !== parent) return;
  switch (data.kind) {
    case "begin": {
      const { asked } = data;
      const language = asked.look.language ?? preferredLanguage();
      const named = /^https?:/.test(origin) ? origin : undefined;
      return first.resolve({ language, embedding: { ...asked, origin: named } });
    }
    case "file":
      if (data.bytes) arrived.push({ name: data.name, bytes: data.bytes.length });
      return files.take(data.name, data.bytes);
    case "look":
    case "panels":
      void Promise.all([begun, hears.promise]).then(() => hand(data));
  }
});

/** To the element, which has no other way to be told of. */
const tell = (said: string | Handover) => parent.postMessage(said, "*");
const fault = (name: InnerFault) => tell(`fault:${name}`);

/** Of what the sealed page says what the embedding page may hear. */
const PASSED = new Set<unknown>([
  "opened",
  "able",
  ...INNER_FAULTS.map((name) => `fault:${name}`),
  ...["ja", "en"].flatMap((language) => SCREENS.map((screen) => `${language}:${screen}`)),
]);

export function outside(give: typeof hand): (said: unknown) => void {
  hand = give;
  // Now that all is heard.
  tell("ready");
  if (getComputedStyle(document.body).display !== "grid") fault("style");
  return (said) => {
    if (said === "ready") hears.resolve();
    else if (PASSED.has(said)) tell(said as string);
    else if (isHandover(said)) void passOn(said);
  };
}

function isHandover(said: unknown): said is Handover {
  const { kind, text } = (said ?? {}) as Partial<Handover>;
  return kind === "report" && typeof text === "string";
}

/** Where nobody asks for it, nobody gets it. */
async function passOn({ text }: Handover): Promise<void> {
  const { embedding } = await begun;
  if (embedding?.report) tell({ kind: "report", text });
}
