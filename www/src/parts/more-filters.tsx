/** Filters by match, zygosity and notes: a menu of what the sample's entries have, and chips of what is chosen. */
import type { Flag, Zygosity } from "genosieve";

import type { Listing } from "../job/protocol.js";
import type { Say } from "../text/index.js";
import { matchWord } from "./columns.js";
import { sentence, useSay } from "./common.js";
import { toggled, type Filter } from "./listing.js";
import { Icon } from "./marks.js";
import { Menu } from "./menu.js";

interface MoreFiltersProps {
  listing: Listing;
  filter: Filter;
  setFilter: (filter: Filter) => void;
}

/** A word that entries can be filtered by. */
interface Choice {
  word: string;
  text: string;
  count: number;
  chosen: boolean;
  /** The filter with it put in, or taken out. */
  turned: Filter;
}

interface Kind {
  name: string;
  choices: Choice[];
}

function zygosityWord(zygosity: Zygosity, say: Say): string {
  return sentence(say(zygosity === "copies" ? "zygosity.copies.any" : `zygosity.${zygosity}`));
}

function choices<Word extends string>(
  counts: Record<Word, number>,
  chosen: Word[],
  text: (word: Word) => string,
  turned: (words: Word[]) => Filter,
): Choice[] {
  const words = Object.keys(counts) as Word[];
  const there = words.filter((word) => counts[word] > 0 || chosen.includes(word));
  return there.map((word) => ({
    word,
    text: text(word),
    count: counts[word],
    chosen: chosen.includes(word),
    turned: turned(toggled(chosen, word)),
  }));
}

/** What there is to choose of each kind; kinds that no entry has are left out. */
function kindsOf({ matches, zygosities, flags }: Listing, filter: Filter, say: Say): Kind[] {
  const flagWord = (flag: Flag) => sentence(say.word(`flag.${flag}`));
  const kinds: Kind[] = [
    {
      name: say("table.match"),
      choices: choices(
        matches,
        filter.matches,
        (word) => matchWord(word, say),
        (matches) => ({ ...filter, matches }),
      ),
    },
    {
      name: say("table.zygosity"),
      choices: choices(
        zygosities,
        filter.zygosities,
        (word) => zygosityWord(word, say),
        (zygosities) => ({ ...filter, zygosities }),
      ),
    },
    {
      name: say("table.flags"),
      choices: choices(flags, filter.flags, flagWord, (flags) => ({ ...filter, flags })),
    },
  ];
  return kinds.filter(({ choices }) => choices.length > 0);
}

export function MoreFilters({ listing, filter, setFilter }: MoreFiltersProps) {
  const say = useSay();
  const kinds = kindsOf(listing, filter, say);
  if (kinds.length === 0) return null;
  const chosen = filter.matches.length + filter.zygosities.length + filter.flags.length;
  return (
    <Menu
      label={say("table.more")}
      kind="more-filters"
      chosen={chosen > 0 ? say.number(chosen) : undefined}
    >
      {kinds.map(({ name, choices }) => (
        <fieldset key={name}>
          <legend>{name}</legend>
          {choices.map(({ word, text, count, chosen, turned }) => (
            <label key={word}>
              <input type="checkbox" checked={chosen} onChange={() => setFilter(turned)} />
              <span>{text}</span>
              <span class="count">{say.number(count)}</span>
            </label>
          ))}
        </fieldset>
      ))}
    </Menu>
  );
}

/** What is chosen in the menu, seen while it is closed; each chip takes its word out. */
export function MoreInForce({ listing, filter, setFilter }: MoreFiltersProps) {
  const say = useSay();
  const chosen = kindsOf(listing, filter, say).flatMap(({ name, choices }) =>
    choices.flatMap((choice) => (choice.chosen ? { ...choice, name } : [])),
  );
  if (chosen.length === 0) return null;
  return (
    <ul class="in-force more-in-force" aria-label={say("table.more.inForce")}>
      {chosen.map(({ name, word, text, turned }) => (
        <li key={name + word}>
          <button
            type="button"
            class="chip"
            aria-label={say("narrow.remove", { what: say("table.more.one", { name, text }) })}
            onClick={(event) => {
              // The button that was pressed is gone.
              const card = event.currentTarget.closest(".table");
              card?.querySelector<HTMLElement>(".more-filters > summary")?.focus();
              setFilter(turned);
            }}
          >
            <span>{say("table.more.one", { name, text })}</span>
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
