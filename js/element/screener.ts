/** The element itself: attributes, properties and events around a frame that the page cannot look into. */
import type { Language } from "../types.js";
import { Session, type Fault } from "./session.js";
import {
  STYLE_NAMES,
  THEMES,
  type Look,
  type Messages,
  type ScreenName,
  type StyleName,
  type Theme,
} from "./words.js";

/** Where there is no document, as on a server, the class can be named and not be used. */
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

const STYLE = `
:host { display: block; height: var(--genosieve-height, 48rem); }
:host([hidden]) { display: none; }
iframe { display: block; width: 100%; height: 100%; border: 0; border-radius: inherit; color-scheme: normal; }
`;

/** A panel (`.gsp`) for the person to choose: its bytes, or where they are. */
export type GivenPanel = Blob | Uint8Array | URL | string;

/** What the events of a {@link GenosieveScreener} say, by their names. */
export interface GenosieveEvents {
  /** The frame takes files. */
  "genosieve-ready": CustomEvent<undefined>;
  /** Another screen is shown: of what is on it the page learns nothing. */
  "genosieve-screen": CustomEvent<ScreenName>;
  /** The person has agreed to hand over the report: `genosieve.report/1` as JSON. */
  "genosieve-report": CustomEvent<string>;
  /** Something is missing. */
  "genosieve-error": CustomEvent<Fault>;
}

/**
 * `<genosieve-screener>`: a person opens a genome in it, and the page around it sees nothing of that. It is a frame of
 * an opaque origin, without a network or a storage; `docs/element.md` says what the page's policy has to allow.
 *
 * Attributes: `language` (`ja` or `en`), `theme` (`auto`, `light`, `dark`), `report` (the page asks for the report),
 * `base` (where a copy of `dist/` is). Properties in CSS: `--genosieve-height`, `--genosieve-radius`,
 * `--genosieve-font`. Events: {@link GenosieveEvents}; they bubble.
 */
export class GenosieveScreener extends Base {
  /** Attributes that are heard of when they change. */
  static readonly observedAttributes: readonly string[] = ["language", "theme", "report", "base"];

  readonly #root: ShadowRoot;
  #session: Session | undefined;
  #due = false;
  #panels: readonly GivenPanel[] = [];
  #messages: Messages = {};

  /** Makes an empty element; its frame comes with its place in a document. */
  constructor() {
    super();
    this.#root = this.attachShadow({ mode: "closed" });
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    this.#root.adoptedStyleSheets = [style];
  }

  /** The language; undefined: that which the browser prefers. The person can choose another one in the frame. */
  get language(): Language | undefined {
    const language = this.getAttribute("language");
    return language === "ja" || language === "en" ? language : undefined;
  }

  /** Sets the attribute. */
  set language(language: Language | undefined) {
    this.#attribute("language", language);
  }

  /** The colours; `auto`: those of the device. */
  get theme(): Theme {
    const theme = this.getAttribute("theme");
    return THEMES.find((known) => known === theme) ?? "auto";
  }

  /** Sets the attribute. */
  set theme(theme: Theme) {
    this.#attribute("theme", theme);
  }

  /** Whether the page asks for the report. Only then the frame has a button that hands it over, and asks each time. */
  get report(): boolean {
    return this.hasAttribute("report");
  }

  /** Sets the attribute. */
  set report(report: boolean) {
    this.toggleAttribute("report", report);
  }

  /** Where a copy of the package's `dist/` is; undefined: where the script of the element is, or its bundler knows. */
  get base(): string | undefined {
    return this.getAttribute("base") ?? undefined;
  }

  /** Sets the attribute. */
  set base(base: string | undefined) {
    this.#attribute("base", base);
  }

  /**
   * Panels that the person can choose beside those of the package; the first one is chosen to begin with. A change
   * begins anew, unless a file is open: then it holds from the next {@link restart} on.
   */
  get panels(): readonly GivenPanel[] {
    return this.#panels;
  }

  /** Sets them. */
  set panels(panels: readonly GivenPanel[]) {
    this.#panels = [...panels];
    this.#soon();
  }

  /**
   * Texts in place of the frame's own, by language and key (`www/src/text/`); unknown keys are left out, and so is what
   * says what the software is for, what is handed over and what is sent. `docs/element.md` says which words no
   * text may use. A change is taken as that of {@link panels}.
   */
  get messages(): Messages {
    return this.#messages;
  }

  /** Sets them. */
  set messages(messages: Messages) {
    this.#messages = messages;
    this.#soon();
  }

  /** Begins anew. A file that is open, and its result, are gone. */
  restart(): void {
    this.#session?.end();
    this.#session = this.isConnected ? this.#begin() : undefined;
  }

  /** Reads the properties in CSS again. */
  restyle(): void {
    this.#session?.look({ styles: this.#styles() });
  }

  /** @internal */
  connectedCallback(): void {
    this.#upgrade("panels");
    this.#upgrade("messages");
    this.#soon();
  }

  /** @internal */
  disconnectedCallback(): void {
    this.#session?.end();
    this.#session = undefined;
  }

  /** @internal */
  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now || !this.#session) return;
    const { language, theme } = this;
    if (name === "language") this.#session.look(language ? { language } : {});
    else if (name === "theme") this.#session.look({ theme });
    else this.#soon();
  }

  /** A property that was set before the element was one. */
  #upgrade(name: "panels" | "messages"): void {
    const before = Object.getOwnPropertyDescriptor(this, name);
    if (!before) return;
    Reflect.deleteProperty(this, name);
    Reflect.set(this, name, before.value);
  }

  #attribute(name: string, value: string | undefined): void {
    if (value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }

  /** Begins anew once for all that is set in a turn. What is open stays open. */
  #soon(): void {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      if (!this.#session?.opened) this.restart();
    });
  }

  #begin(): Session {
    const { language, theme, base, report } = this;
    const look: Look = { theme, styles: this.#styles(), ...(language && { language }) };
    const asked = { look, messages: this.#messages, report, base, panels: this.#panels };
    return new Session(this.#root, asked, {
      able: () => this.#tell("genosieve-ready", undefined),
      screen: (name) => this.#tell("genosieve-screen", name),
      report: (text) => this.#tell("genosieve-report", text),
      fault: (name) => this.#tell("genosieve-error", name),
    });
  }

  /** What the page sets in CSS for the inside: a frame inherits none of it. */
  #styles(): Record<StyleName, string> {
    const computed = getComputedStyle(this);
    const values = STYLE_NAMES.map((name) => [
      name,
      computed.getPropertyValue(`--genosieve-${name}`).trim(),
    ]);
    return Object.fromEntries(values) as Record<StyleName, string>;
  }

  #tell<Name extends keyof GenosieveEvents>(
    name: Name,
    detail: GenosieveEvents[Name]["detail"],
  ): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
