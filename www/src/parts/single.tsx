/** The answer about one entry alone, in one sentence: the very one of its evidence. */
import type { EntryRow } from "genosieve";
import { useEffect, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import type { Summary } from "../job/protocol.js";
import type { Say } from "../text/index.js";
import { useSay } from "./common.js";
import { entryText } from "./columns.js";
import { statement } from "./steps.js";

interface SingleProps {
  controller: Controller;
  summary: Summary;
  sample: number;
}

/** It is empty until the entry is there. */
export function Single({ controller, summary, sample }: SingleProps) {
  const say = useSay();
  const [found, setFound] = useState<{ row: EntryRow | undefined; of: unknown[] }>();
  const asked = [summary, sample];
  useEffect(() => {
    let wanted = true;
    void entryOf(controller, sample).then((row) => {
      if (wanted) setFound({ row, of: asked });
    });
    return () => {
      wanted = false;
    };
  }, [controller, summary, sample]);
  // What was asked before says nothing of this.
  const row = found?.of.every((one, at) => one === asked[at]) ? found.row : undefined;
  return row ? <p>{text(row, say)}</p> : <p aria-busy="true">&nbsp;</p>;
}

/** What the file says, and what that does not mean. */
function text(row: EntryRow, say: Say): string {
  const told = statement(row, say);
  const named = say("result.single", { entry: entryText(row, say), statement: told });
  switch (row.state) {
    case "carried":
    case "carriedAssumed":
      return told;
    case "indeterminate":
      return say.sentences(named, say("result.single.open"));
    case "notAssessed":
      return say.sentences(named, say("result.single.none"));
    case "notCarried":
    case "notCarriedAssumed":
      return say.sentences(told, say("result.single.none"));
  }
}

/** The only entry that is asked about; undefined where the question is over before it is answered. */
async function entryOf(controller: Controller, sample: number): Promise<EntryRow | undefined> {
  try {
    return (await controller.ask("view", { sample }))?.first[0];
  } catch {
    // The table asks for the same, and tells what failed.
    return undefined;
  }
}
