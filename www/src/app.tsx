/** One screen at a time, in one language, and what belongs to the whole window. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import type { Controller } from "./controller.js";
import { useFileDrop } from "./file-drop.js";
import { tell } from "./given.js";
import type { State } from "./model.js";
import { Heading, Kana, Language, useSay } from "./parts/common.js";
import { Announcer, Footer, Header, type Opens } from "./parts/frame.js";
import {
  Check,
  FamilyResult,
  HelpDialog,
  PrivacyDialog,
  Result,
  Running,
  SettingsDialog,
  Trouble,
} from "./parts/later.js";
import { Start } from "./parts/start.js";
import { usePrintKey } from "./printing.js";
import { useShortcuts } from "./shortcuts.js";
import { speaker } from "./text/index.js";

export function App({ state, controller }: { state: State; controller: Controller }) {
  const say = useMemo(() => speaker(state.language), [state.language]);
  const [open, setOpen] = useState<Opens>();
  // Those that fall on the lists, and panels, become lists.
  const take = useCallback(
    (files: File[], target: EventTarget | null) => {
      const [first] = files;
      const onLists = target instanceof Element && target.closest(".lists") !== null;
      if (first && (onLists || first.name.endsWith(".gsp"))) void controller.addList(first);
      else void controller.openFiles(files);
    },
    [controller],
  );
  const dragging = useFileDrop(take);
  const main = useRef<HTMLElement>(null);
  const { at } = state.stage;
  // Before anything is seen: lines of the two languages have different heights.
  useLayoutEffect(() => {
    document.documentElement.lang = state.language;
    // The shell has a title for each: never a name of a file, a sample or a gene, since histories keep them.
    const screen = at === "checking" ? "checked" : at === "family" ? "result" : at;
    tell(`${state.language}:${screen}`);
  }, [state.language, at]);
  useEffect(() => {
    if (at !== "running") return;
    const stop = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !document.querySelector("dialog[open]")) controller.cancel();
    };
    addEventListener("keydown", stop);
    return () => removeEventListener("keydown", stop);
  }, [at]);
  const { theme, shortcuts } = state.settings;
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === "auto") delete dataset["theme"];
    else dataset["theme"] = theme;
  }, [theme]);
  const keys = { "?": () => setOpen("help"), "/": toSearch };
  useShortcuts(keys, shortcuts);
  usePrintKey();
  return (
    <Language.Provider value={say}>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        {say("app.skip")}
      </button>
      <Header {...{ state, controller }} onOpen={setOpen} />
      <main ref={main} tabIndex={-1} class={dragging ? "dragging" : undefined}>
        <Kana.Provider value={state.settings.kana}>
          <Screen {...{ state, controller, dragging }} />
        </Kana.Provider>
      </main>
      <Footer sha={state.resources?.wasmSha} updated={state.updated} />
      <Dialog {...{ state, controller, open }} onClose={() => setOpen(undefined)} />
      <Announcer said={state.said} />
    </Language.Provider>
  );
}

/** The table's search, where there is a table. */
function toSearch(): void {
  document.querySelector<HTMLElement>(".entries [type=search]")?.focus();
}

/** What the header opens over the page. */
function Dialog(props: {
  state: State;
  controller: Controller;
  open: Opens | undefined;
  onClose: () => void;
}) {
  const { state, controller, open, onClose } = props;
  switch (open) {
    case "privacy":
      return <PrivacyDialog requests={state.requests} shell={controller.shell} onClose={onClose} />;
    case "settings":
      return <SettingsDialog {...{ state, controller, onClose }} />;
    case "help":
      return <HelpDialog shortcuts={state.settings.shortcuts} onClose={onClose} />;
    case undefined:
      return null;
  }
}

function Screen(props: { state: State; controller: Controller; dragging: boolean }) {
  const { state, controller, dragging } = props;
  const { stage } = state;
  const first = useRef(true);
  useEffect(() => {
    if (stage.at !== "start") first.current = false;
  }, [stage.at]);
  switch (stage.at) {
    case "start":
      return <Start {...{ state, controller, dragging }} returned={!first.current} />;
    case "checking":
      return <Checking />;
    case "checked":
      return <Check {...{ state, controller }} checked={stage.checked} busy={stage.busy} />;
    case "running":
      return <Running {...{ state, controller }} checked={stage.checked} subject={stage.subject} />;
    case "result":
      return (
        <Result
          {...{ controller }}
          subject={stage.subject}
          summary={stage.summary}
          seconds={stage.seconds}
          narrowing={stage.narrowing}
          held={stage.held}
          opened={state.opened}
          resources={state.resources}
          progress={state.progress}
        />
      );
    case "family":
      return (
        <FamilyResult
          {...{ controller }}
          subject={stage.subject}
          overview={stage.overview}
          seconds={stage.seconds}
          held={stage.held}
          opened={state.opened}
          resources={state.resources}
        />
      );
    case "error":
      return (
        <Trouble
          {...{ controller }}
          failure={stage.failure}
          during={stage.during}
          list={
            state.choices.find(({ id }) => id === state.chosen)?.panels[0]?.info.build ?? undefined
          }
        />
      );
  }
}

function Checking() {
  const say = useSay();
  return (
    <div class="wrap head">
      <Heading>{say("check.reading")}</Heading>
    </div>
  );
}
