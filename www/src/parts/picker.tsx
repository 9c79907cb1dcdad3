/** What to look for: a disease, a list that the page knows of, or one of one's own. */
import { useId, useRef } from "preact/hooks";

import type { Controller } from "../controller.js";
import { TABS, type State, type Tab } from "../model.js";
import { useSay } from "./common.js";
import { Chosen, GivenGenes } from "./later.js";
import { OtherLists, OwnLists } from "./lists.js";
import { DiseaseTab } from "./picker-diseases.js";

interface PickerProps {
  state: State;
  controller: Controller;
  /** Id of the heading that names the tabs. */
  labelledBy: string;
  /** Whether what was chosen stands alone until it is to be changed. */
  folded?: boolean;
}

export function Picker({ folded = false, ...props }: PickerProps) {
  const say = useSay();
  const { state, controller, labelledBy } = props;
  const some = state.chosen !== undefined || state.disease !== undefined;
  // How a list is built, what became of it, and why it cannot be, is told among the tabs.
  const { building, preview, listFailure } = state;
  const told = [building, preview, listFailure].some((one) => one !== undefined);
  const alone = folded && some && !state.choosing && !told;
  return (
    <div class="lists">
      <GivenGenes {...{ state, controller }} />
      {alone ? (
        <>
          <Chosen {...{ state, controller }} alone />
          <button type="button" class="button change" onClick={() => controller.chooseAnother()}>
            {say("panel.change")}
          </button>
        </>
      ) : (
        <Tabs {...{ state, controller, labelledBy }} />
      )}
    </div>
  );
}

/** Tabs as in the WAI-ARIA Authoring Practices: one tab stop, and what has the focus is open. */
function Tabs({ state, controller, labelledBy }: PickerProps) {
  const say = useSay();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const at = TABS.indexOf(state.tab);
    const places: Record<string, number> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      Home: 0,
      End: TABS.length - 1,
    };
    const place = places[event.key];
    if (place === undefined) return;
    event.preventDefault();
    const next = (place + TABS.length) % TABS.length;
    controller.openTab(TABS[next] ?? state.tab);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[next]?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-labelledby={labelledBy} ref={list} onKeyDown={move}>
        {TABS.map((tab) => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`${id}-${tab}`}
            aria-selected={tab === state.tab}
            aria-controls={tab === state.tab ? `${id}-panel` : undefined}
            tabIndex={tab === state.tab ? 0 : -1}
            onClick={() => controller.openTab(tab)}
          >
            {say(`panel.tab.${tab}`)}
          </button>
        ))}
      </div>
      <div
        class={`tab-panel ${state.tab}-tab`}
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${state.tab}`}
      >
        <Open tab={state.tab} {...{ state, controller }} />
      </div>
    </>
  );
}

function Open({ tab, ...props }: { tab: Tab; state: State; controller: Controller }) {
  switch (tab) {
    case "disease":
      return <DiseaseTab {...props} />;
    case "other":
      return <OtherLists {...props} />;
    case "own":
      return <OwnLists {...props} />;
  }
}
