/** Asking the worker about what is shown. */
import { useEffect, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import type { Call, Calls } from "../job/protocol.js";

/**
 * What the worker answers, once it does; nothing is asked without `takes`. `about` is what the question is about: an
 * answer about something else is not given, not even for a moment. Where `takes` alone changes it is asked again, and
 * the answer before stays until then.
 */
export function useAnswer<K extends Call>(
  controller: Controller,
  call: K,
  takes: Calls[K]["takes"] | undefined,
  about: readonly unknown[],
): Calls[K]["gives"] | undefined {
  const [answer, setAnswer] = useState<{ about: readonly unknown[]; gives: Calls[K]["gives"] }>();
  useEffect(() => {
    if (takes === undefined) return undefined;
    let current = true;
    controller
      .ask(call, takes)
      .then((gives) => {
        if (current && gives !== undefined) setAnswer({ about, gives });
      })
      // Nothing that is asked so can fail in a sound page: a part that is not there would look like nothing found.
      .catch((error: unknown) => {
        if (current) controller.fails(error);
      });
    return () => {
      current = false;
    };
  }, [controller, takes && JSON.stringify(takes), ...about]);
  const isOfThis = takes !== undefined && answer?.about.every((one, at) => one === about[at]);
  return isOfThis ? answer?.gives : undefined;
}
