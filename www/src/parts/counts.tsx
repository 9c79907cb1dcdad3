/** The four counts: equal size, equal ink, fixed order. Silence weighs as much as a finding. */
import type { State, Summary } from "genosieve";

import type { Summary as Report } from "../job/protocol.js";
import { StateWord, useSay } from "./common.js";

/** The order of the page. */
export const STATES = ["carried", "notCarried", "notAssessed", "indeterminate"] as const;

/** Shown apart, and only where in use. */
export const ASSUMED = ["carriedAssumed", "notCarriedAssumed"] as const;

/** How many entries the counts sum to: of the list, or of what is asked about of it. */
export const askedAbout = ({ panel, filter }: Report) => filter?.entries ?? panel.alleles;

/** States of this run, in the order of the page. */
export function statesOf(counts: Summary): State[] {
  return [...STATES, ...ASSUMED.filter((state) => counts[state] > 0)];
}

/** Whether no entry of the list is an allele. */
export const isOfRegions = ({ panel }: Report) => panel.regions === panel.alleles;

function help(state: (typeof STATES)[number], { sample }: Summary, regions: boolean) {
  const sites = sample === null;
  if (state === "carried" && regions) {
    return sites
      ? ("state.carried.help.region.sites" as const)
      : ("state.carried.help.region" as const);
  }
  if (state === "carried" && sites) return "state.carried.help.sites" as const;
  if (state === "notCarried" && regions) return "state.notCarried.help.region" as const;
  return `state.${state}.help` as const;
}

export function Counts({ counts, regions }: { counts: Summary; regions: boolean }) {
  const say = useSay();
  const assumed = ASSUMED.filter((state) => counts[state] > 0);
  return (
    <>
      <ul class="counts">
        {STATES.map((state) => (
          <li key={state} class={state}>
            <StateWord state={state} />
            <strong>{say.number(counts[state])}</strong>
            <p>{say(help(state, counts, regions))}</p>
          </li>
        ))}
      </ul>
      {assumed.length > 0 && (
        <ul class="counts assumed">
          {assumed.map((state) => (
            <li key={state} class={state}>
              <StateWord state={state} />
              <strong>{say.number(counts[state])}</strong>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** No part with a count is thinner than this share, so that none is lost to the eye. */
const THINNEST = 0.008;

/** One bar for the whole list. It is never rescaled to hide what was not assessed. */
export function ShareBar({ counts, total }: { counts: Summary; total: number }) {
  const say = useSay();
  const states = statesOf(counts).filter((state) => counts[state] > 0);
  const raw = states.map((state) => Math.max(THINNEST, counts[state] / Math.max(1, total)));
  const sum = raw.reduce((all, share) => all + share, 0);
  let x = 0;
  const parts = states.map((state, at) => {
    const width = (1000 * (raw[at] ?? 0)) / sum;
    x += width;
    return { state, x: x - width, width };
  });
  const list = states
    .map((state) => say("bar.item", { state: say.word(`state.${state}`), n: counts[state] }))
    .join(say("list.separator"));
  return (
    <svg
      class="share"
      viewBox="0 0 1000 14"
      preserveAspectRatio="none"
      role="img"
      aria-label={say("bar.label", { list })}
    >
      <defs>
        <pattern
          id="hatch"
          width="7"
          height="7"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="7" height="7" class="hatch-back" />
          <rect width="2.6" height="7" class="hatch-line" />
        </pattern>
        <pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect width="6" height="6" class="dots-back" />
          <circle cx="3" cy="3" r="1.7" class="dots-dot" />
        </pattern>
      </defs>
      {parts.map(({ state, x: left, width }) => (
        <rect
          key={state}
          class={`part ${state}`}
          x={left}
          y={0}
          width={Math.max(0, width - 1.5)}
          height={14}
        />
      ))}
    </svg>
  );
}
