/** What rows are sorted by, where headings have no room to be clicked. */
import { sentence, useSay } from "./common.js";

interface SortChoiceProps<K extends string> {
  /** What can be sorted by, and the heading that says so. */
  options: { key: K; name: string }[];
  chosen: K;
  onChoose: (key: K) => void;
}

/** Headings sort where there is room for them; elsewhere this does. */
export function SortChoice<K extends string>({ options, chosen, onChoose }: SortChoiceProps<K>) {
  const say = useSay();
  return (
    <label class="sort-choice">
      <span>{say("table.sort")}</span>
      <select value={chosen} onChange={(event) => onChoose(event.currentTarget.value as K)}>
        {options.map(({ key, name }) => (
          <option key={key} value={key}>
            {sentence(name)}
          </option>
        ))}
      </select>
    </label>
  );
}
