/** What a result is about: the list, the files, the policy. */
import { Name } from "./common.js";

/** A term, what it is, and what there is to know of it. */
export type ContextRow = [string, string, (string | false | null | undefined)[]];

export function ContextList({ rows }: { rows: ContextRow[] }) {
  return (
    <dl class="context">
      {rows.map(([term, name, values]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            <Name>{name}</Name>
            {values.filter(Boolean).map((value) => ` · ${value}`)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Seconds as they are shown: two digits of short ones. */
export function shownSeconds(seconds: number): number {
  return seconds < 10 ? Math.round(seconds * 100) / 100 : Math.round(seconds);
}
