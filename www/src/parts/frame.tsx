/** What stands around every screen: header, intended use, foot, and what is only heard. */
import type { Language } from "genosieve";
import type { ComponentChildren } from "preact";

import type { Controller } from "../controller.js";
import type { Announcement, State } from "../model.js";
import { Icon, Logo } from "./marks.js";
import { tell } from "../given.js";
import { hasSecond } from "../second.js";
import { scriptHashes } from "../own-script.js";
import { useSay } from "./common.js";

const LANGUAGES: [Language, string][] = [
  ["ja", "日本語"],
  ["en", "English"],
];

/** The bar on top of a page: its name, and tools. */
export function Bar({ children }: { children: ComponentChildren }) {
  return (
    <header class="top">
      <div class="wrap">
        <span class="brand">
          <Logo />
          <span class="brand-name">Genosieve</span>
        </span>
        <div class="tools">{children}</div>
      </div>
    </header>
  );
}

/** What the header opens over the page. */
export type Opens = "privacy" | "settings" | "help";

export function Header(props: {
  state: State;
  controller: Controller;
  onOpen: (what: Opens) => void;
}) {
  const { state, controller } = props;
  const say = useSay();
  const leaves = controller.shell.library && state.stage.at === "start" && !controller.holds;
  // Without them there is nothing that could be opened.
  const opens = hasSecond() || state.stage.at !== "error";
  const open =
    state.stage.at !== "start" && !(state.stage.at === "error" && state.stage.during === "boot");
  return (
    <Bar>
      {opens && (
        <button
          type="button"
          class="tool sent"
          aria-label={say("privacy.open", { n: state.requests.made })}
          onClick={() => props.onOpen("privacy")}
        >
          <Icon name="sent" />
          <span>{say("privacy.chip", { n: state.requests.made })}</span>
        </button>
      )}
      {leaves && (
        <button
          type="button"
          class="tool"
          aria-label={say("nav.library")}
          onClick={() => tell(`library:${state.language}`)}
        >
          <Icon name="library" />
          <span>{say("nav.library")}</span>
        </button>
      )}
      {open && (
        <button
          type="button"
          class="tool"
          title={say("wipe.help")}
          onClick={() => controller.wipe()}
        >
          <Icon name="wipe" />
          <span>{say("wipe.button")}</span>
        </button>
      )}
      {(opens ? OPENERS : []).map((what) => (
        <button
          key={what}
          type="button"
          class="tool"
          aria-haspopup="dialog"
          onClick={() => props.onOpen(what)}
        >
          <Icon name={what} />
          <span>{say(`${what}.title`)}</span>
        </button>
      ))}
      <Languages language={state.language} onChoose={(to) => controller.setLanguage(to)} />
    </Bar>
  );
}

const OPENERS = ["settings", "help"] as const;

export function Languages(props: { language: Language; onChoose: (language: Language) => void }) {
  const say = useSay();
  return (
    <div class="languages" role="group" aria-label={say("nav.language")}>
      {LANGUAGES.map(([language, name]) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === props.language}
          onClick={() => props.onChoose(language)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

export function IntendedUse() {
  const say = useSay();
  return (
    <section class="intended wrap" aria-labelledby="intended">
      <h2 id="intended">{say("intended.short")}</h2>
      <p>{say("intended.full")}</p>
      <p>{say("intended.counsel")}</p>
    </section>
  );
}

export function Footer(props: { sha: string | undefined; updated?: boolean }) {
  const { sha = "–", updated } = props;
  const say = useSay();
  return (
    <footer class="foot wrap">
      <p>{say("intended.affiliation")}</p>
      <p>{say("intended.attribution")}</p>
      <p>{say("footer.version", { version: __VERSION__, sha, script: scriptHashes() })}</p>
      {updated && <p class="updated">{say("footer.updated")}</p>}
    </footer>
  );
}

/** Two live regions for the whole page. */
export function Announcer({ said }: { said: Announcement | undefined }) {
  const say = useSay();
  const text = said?.text(say) ?? "";
  return (
    <>
      <div class="heard" role="status" aria-live="polite">
        {said?.assertive ? "" : text}
      </div>
      <div class="heard" role="alert">
        {said?.assertive ? text : ""}
      </div>
    </>
  );
}
