/**
 * The shell: the only part of the page that can load anything, and the only one that never sees a genome.
 *
 * It loads a fixed list of files once the first screen is drawn, hands their bytes to the sealed page in the frame, and
 * hears fixed words from it, and files that the person saves. What it loads never depends on what it hears.
 */
import titles from "virtual:titles";

import "./shell.css";
import { watchRequests } from "../job/watch.js";
import { addressOf } from "../language.js";
import { listKept } from "../library/kept.js";
import { seal } from "../seal.js";
import { begun, bytesOf, library, loaded, outside, settled, stop, updated } from "./source.js";
import { download } from "./download.js";
import {
  FILE_NAMES,
  type FileName,
  type Handed,
  type Save,
  type Word,
} from "../../../js/element/words.js";

/**
 * Milliseconds until what the frame is drawn over is hidden. A browser tells what it has shown of this document alone:
 * it would have shown nothing of what was hidden before, nor of what is no longer there, and under load it tells late.
 */
const COVERED = 1000;

const frame = document.querySelector("iframe") as HTMLIFrameElement;
let opened = false;

// Until the frame is drawn over it the shell has a picture of its own.
void begun.then(({ language }) => (document.documentElement.lang = language));

/** The frame has an opaque origin, which no other address names. */
function hand(handed: Handed): void {
  frame.contentWindow?.postMessage(handed, "*");
}

const kept = listKept().catch(() => []);

async function handAll(): Promise<void> {
  const { language, embedding } = await begun;
  const policy = document.querySelector<HTMLMetaElement>("meta[http-equiv]")?.content ?? "";
  hand({ kind: "begin", language, policy, library, embedding });
  // Keys belong to it from the first one on, where no page around it has some of its own.
  if (!embedding) frame.focus();
  void kept.then((all) => {
    const panels = all.map(({ id, info, file }) => ({ id, info, file }));
    hand({ kind: "kept", panels });
  });
  void updated.then(() => hand({ kind: "update" }));
}

/** Lets the browser paint, and hear keys, between one piece of work and the next. */
const pause = () => new Promise<void>((done) => setTimeout(done));

/**
 * At the same time: later ones must not wait until a genome may be open. They begin when the first screen is drawn,
 * which they would hold up on a slow line.
 */
async function loadAll(): Promise<void> {
  for (const name of FILE_NAMES) {
    void load(name);
    await pause();
  }
}

async function load(name: FileName): Promise<void> {
  const bytes = await bytesOf(name).catch(() => undefined);
  // No genome is opened without the others: by then nothing is asked of the host any more.
  if (name !== "screens") await settled;
  await pause();
  hand({ kind: "file", name, bytes });
  hand({ kind: "loaded", files: loaded() });
}

const begin = once(() => void loadAll());

const words: Partial<Record<string, () => void>> = {
  ready: once(() => void handAll()),
  opened: once(() => {
    opened = true;
    stop();
    watchRequests((made, stopped) => hand({ kind: "requests", requests: { made, stopped } }));
    seal();
  }),
};
for (const language of ["ja", "en"] as const) {
  words[`library:${language}` satisfies Word] = () => {
    if (!opened) location.assign(addressOf("library.html", language));
  };
  for (const [screen, title] of Object.entries(titles[language])) {
    words[`${language}:${screen}`] = () => {
      setTimeout(hideFirst, COVERED);
      document.documentElement.lang = language;
      document.title = title;
      begin();
    };
  }
}

/** Neither found by a search in the page nor printed. */
function hideFirst(): void {
  document.querySelector<HTMLElement>(".first")?.style.setProperty("visibility", "hidden");
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}

function isSave(data: unknown): data is Save {
  const { kind, name, content } = (data ?? {}) as Partial<Save>;
  return kind === "save" && typeof name === "string" && content instanceof Blob;
}

/** What an embedding page hears of it; elsewhere nobody does. */
const pass = outside(hand);

addEventListener("message", ({ source, data }: MessageEvent<unknown>) => {
  if (source !== frame.contentWindow) return;
  if (typeof data === "string" && Object.hasOwn(words, data)) words[data]?.();
  else if (isSave(data)) download(data.name, data.content);
  pass(data);
});
// Files are dropped into the frame; the browser would open those that fall beside it.
for (const type of ["dragover", "drop"]) addEventListener(type, (event) => event.preventDefault());
// A page that comes back from the memory of the browser holds a frame that was wiped.
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
