/** The library's one screen: what is kept, adding to it, and the storage that it takes. */
import { useCallback, useLayoutEffect, useMemo, useRef } from "preact/hooks";

import { useFileDrop } from "../file-drop.js";
import { addressOf } from "../language.js";
import { Heading, Language, useSay } from "../parts/common.js";
import { Announcer, Bar, Footer, IntendedUse, Languages } from "../parts/frame.js";
import { Icon } from "../parts/marks.js";
import { speaker } from "../text/index.js";
import { Adding } from "./adding.js";
import type { LibraryController, LibraryState } from "./controller.js";
import { Holdings } from "./holdings.js";
import { LibraryLanguage, librarySpeaker, useLibrarySay } from "./text.js";
import { Storage } from "./storage.js";

export interface LibraryProps {
  state: LibraryState;
  controller: LibraryController;
}

export function LibraryApp({ state, controller }: LibraryProps) {
  const { language, said } = state;
  const say = useMemo(() => speaker(language), [language]);
  const librarySay = useMemo(() => librarySpeaker(language), [language]);
  const take = useCallback((files: File[]) => void controller.add(files), [controller]);
  const dragging = useFileDrop(take);
  const main = useRef<HTMLElement>(null);
  // Before anything is seen: lines of the two languages have different heights.
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.title = `${librarySay("library.page")} · Genosieve`;
  }, [language]);
  return (
    <Language.Provider value={say}>
      <LibraryLanguage.Provider value={librarySay}>
        <button type="button" class="skip" onClick={() => main.current?.focus()}>
          {say("app.skip")}
        </button>
        <Top {...{ state, controller }} />
        <main ref={main} tabIndex={-1} class={dragging ? "dragging" : undefined}>
          <div class="wrap">
            <div class="hero">
              <Heading still>{librarySay("library.page")}</Heading>
              <p>{librarySay("library.lead")}</p>
            </div>
            <Trouble state={state} />
            <div class="library">
              <Holdings {...{ state, controller }} />
              <div class="stack">
                <Adding {...{ state, controller, dragging }} />
                <Storage {...{ state, controller }} />
              </div>
            </div>
          </div>
          <IntendedUse />
        </main>
        <Footer sha={state.wasmSha} />
        <Announcer
          said={said && { text: () => said.text(librarySay), assertive: said.assertive }}
        />
      </LibraryLanguage.Provider>
    </Language.Provider>
  );
}

function Top({ state, controller }: LibraryProps) {
  const say = useLibrarySay();
  return (
    <Bar>
      <button
        type="button"
        class="tool"
        aria-label={say("library.back")}
        onClick={() => location.assign(addressOf("index.html", state.language))}
      >
        <Icon name="left" />
        <span>{say("library.back")}</span>
      </button>
      <Languages language={state.language} onChoose={(to) => controller.setLanguage(to)} />
    </Bar>
  );
}

/** Why nothing can be kept here. */
function Trouble({ state }: Pick<LibraryProps, "state">) {
  const say = useSay();
  if (!state.trouble) return null;
  const { code, detail } = state.trouble;
  const [title, found, fix] = say.error(code, detail);
  return (
    <div class="note library-trouble">
      <p class="strong">{title}</p>
      <p>{say.sentences(found, fix)}</p>
      <p class="muted small">
        <code>{code}</code>
      </p>
    </div>
  );
}
