/** One life of the frame in an element: loaded, given what it needs, heard, and gone. */
import { addressOf } from "./addresses.js";
import { fetched } from "./fetched.js";
import { trusted } from "./trusted.js";
import {
  FILE_NAMES,
  INNER_FAULTS,
  LATER,
  SCREENS,
  type Asked,
  type FromElement,
  type Handover,
  type Look,
  type ScreenName,
} from "./words.js";

/** What keeps the frame apart from the page around it: no origin, and no navigation but its own. */
const SANDBOX = "allow-scripts allow-downloads allow-modals";

/** Milliseconds after its document is there in which a frame whose scripts run has drawn its first screen. */
const PATIENCE = 8000;

/**
 * What is missing. `script`: the frame did not start, or has its first screen alone, since the page's policy does not allow a
 * script of it, or its document; `style`, `wasm`, `worker`: that policy does not allow these; `files`: a file of the package could not be
 * loaded; `panels`: a panel could not be loaded or is none.
 */
export type Fault = "script" | "style" | "wasm" | "worker" | "files" | "panels";

/** What an element hears. */
export interface Heard {
  /** The frame takes files. */
  able(): void;
  screen(name: ScreenName): void;
  /** The report that the person handed over. */
  report(text: string): void;
  fault(name: Fault): void;
}

/** What a frame begins with. */
export interface Beginning extends Asked {
  /** Where a copy of `dist/` is; undefined: beside this module. */
  base: string | undefined;
  panels: readonly (Blob | Uint8Array | URL | string)[];
}

export class Session {
  readonly #frame: HTMLIFrameElement;
  readonly #end = new AbortController();
  readonly #asked: Beginning;
  readonly #heard: Heard;
  readonly #told = new Set<Fault>();
  #began = false;
  #drawn = false;
  #opened = false;

  constructor(root: ShadowRoot, asked: Beginning, heard: Heard) {
    this.#asked = asked;
    this.#heard = heard;
    this.#frame = root.ownerDocument.createElement("iframe");
    this.#frame.title = "Genosieve";
    this.#frame.setAttribute("sandbox", SANDBOX);
    const { signal } = this.#end;
    addEventListener("message", (event: MessageEvent<unknown>) => this.#hear(event), { signal });
    void this.#start(root);
  }

  /** Whether the person gave a file, of which nothing is left once the frame is gone. */
  get opened(): boolean {
    return this.#opened;
  }

  /** Takes the frame away, and with it its workers and all that they hold. */
  end(): void {
    this.#end.abort();
    this.#frame.remove();
  }

  look(look: Look): void {
    if (this.#began) this.#hand({ kind: "look", look });
  }

  async #start(root: ShadowRoot): Promise<void> {
    const { signal } = this.#end;
    // All is asked for at once, and nothing later: by then a genome may be open.
    const files = FILE_NAMES.map((name) => ({ name, bytes: this.#load(name) }));
    const panels = this.#panels();
    this.#begin = () => {
      const { look, messages, report } = this.#asked;
      this.#hand({ kind: "begin", asked: { look, messages, report } });
      this.#began = true;
      this.#opened = false;
      for (const { name, bytes } of files)
        void bytes.then((bytes) => this.#hand({ kind: "file", name, bytes }));
      void panels.then((panels) => this.#hand({ kind: "panels", panels }));
    };
    const text = await this.#load("document");
    if (!text || signal.aborted) return;
    this.#frame.addEventListener("load", () => this.#watch(), { once: true });
    try {
      this.#frame.srcdoc = trusted(new TextDecoder().decode(text));
    } catch {
      return this.#fault("script");
    }
    root.append(this.#frame);
  }

  /** Once the frame hears; again where the browser has brought the page back with another one in its place. */
  #begin: () => void = () => {};

  /** Undefined where it is not there: the frame says what it cannot do without it. */
  #load(part: Parameters<typeof addressOf>[0]) {
    const late = part !== "document" && LATER.includes(part);
    const address = addressOf(part, this.#asked.base);
    return fetched(address, late ? "low" : "auto", this.#end.signal).catch(() => {
      this.#fault("files");
      return undefined;
    });
  }

  /** Those that are there. Bytes go as a `Blob`, of which no frame makes a copy. */
  async #panels(): Promise<Blob[]> {
    const { signal } = this.#end;
    const loaded = this.#asked.panels.map(async (panel) => {
      if (panel instanceof Blob) return panel;
      const own = panel instanceof Uint8Array;
      const bytes = own ? panel : await fetched(panel, "auto", signal);
      return new Blob([bytes as Uint8Array<ArrayBuffer>]);
    });
    const settled = await Promise.allSettled(loaded);
    if (settled.some(({ status }) => status === "rejected")) this.#fault("panels");
    return settled.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
  }

  /** The frame has an opaque origin, which no other address names. */
  #hand(handed: FromElement): void {
    this.#frame.contentWindow?.postMessage(handed, "*");
  }

  /** Where the page's policy forbids the script of the frame, nobody in it can say so. */
  #watch(): void {
    const late = setTimeout(() => {
      if (!this.#drawn) this.#fault("script");
    }, PATIENCE);
    this.#end.signal.addEventListener("abort", () => clearTimeout(late));
  }

  #hear({ source, data }: MessageEvent<unknown>): void {
    if (source === null || source !== this.#frame.contentWindow) return;
    if (typeof data === "string") this.#words.get(data)?.();
    else if (this.#asked.report && isHandover(data)) this.#heard.report(data.text);
  }

  /** All that it understands. */
  readonly #words = new Map<string, () => void>([
    ["ready", () => this.#begin()],
    ["opened", () => (this.#opened = true)],
    ["able", () => this.#heard.able()],
    ...INNER_FAULTS.map((name) => [`fault:${name}`, () => this.#fault(name)] as const),
    ...["ja", "en"].flatMap((language) =>
      SCREENS.map((name) => [`${language}:${name}`, () => this.#screen(name)] as const),
    ),
  ]);

  #screen(name: ScreenName): void {
    this.#drawn = true;
    if (name !== this.#last) this.#heard.screen(name);
    this.#last = name;
  }

  /** A change of the language draws a screen anew, and is no other one. */
  #last: ScreenName | undefined;

  /** Each once. What ends with the frame is none. */
  #fault(name: Fault): void {
    if (this.#end.signal.aborted || this.#told.has(name)) return;
    this.#told.add(name);
    this.#heard.fault(name);
  }
}

function isHandover(data: unknown): data is Handover {
  const { kind, text } = (data ?? {}) as Partial<Handover>;
  return kind === "report" && typeof text === "string";
}
