/** The search above a table. */
import { useSay } from "./common.js";
import { Icon } from "./marks.js";

export function Search({ value, onSearch }: { value: string; onSearch: (value: string) => void }) {
  const say = useSay();
  return (
    <div class="field">
      <Icon name="search" />
      <input
        type="search"
        aria-label={say("table.search")}
        placeholder={say("table.placeholder")}
        value={value}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => onSearch(event.currentTarget.value)}
      />
    </div>
  );
}
