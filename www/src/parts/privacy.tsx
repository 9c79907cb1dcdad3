/** Evidence that nothing is sent: counts, what was loaded, and the policy word for word. */
import { useRef } from "preact/hooks";

import type { Requests } from "../../../js/element/words.js";
import { sealed } from "../sealed/global.js";
import { SEAL } from "../seal.js";
import type { Given } from "../given.js";
import { useSay } from "./common.js";
import { Sheet } from "./sheet.js";

/** What is known of the shell. */
export type Shell = Pick<Given, "policy" | "loaded" | "embedding">;

function Rules({ policy }: { policy: string }) {
  return <code class="rules">{policy.split("; ").join(";\n")}</code>;
}

export function PrivacyFacts({ requests, shell }: { requests: Requests; shell: Shell }) {
  const say = useSay();
  return (
    <div class="privacy">
      <div>
        <p class="zero">
          <strong>{say.number(requests.made)}</strong>
          <span>{say("privacy.counter")}</span>
        </p>
        {requests.stopped > 0 && <p>{say("privacy.stopped", { n: requests.stopped })}</p>}
        <p>{say("privacy.offline")}</p>
        {shell.embedding && (
          <p>
            {say("privacy.embedded", { origin: shell.embedding.origin ?? say("hand.nameless") })}
          </p>
        )}
        <p class="muted small">{say("privacy.limits")}</p>
      </div>
      <div>
        <p>{say("privacy.sealed")}</p>
        <h3>{say("privacy.rules")}</h3>
        <p class="muted small">{say("privacy.rules.frame")}</p>
        <Rules policy={sealed()?.policy ?? "–"} />
        <p class="muted small">{say("privacy.rules.shell")}</p>
        <Rules policy={shell.policy} />
        <p class="muted small">{say("privacy.rules.sealed")}</p>
        <Rules policy={SEAL} />
      </div>
    </div>
  );
}

export function PrivacyDialog(props: { requests: Requests; shell: Shell; onClose: () => void }) {
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <Sheet dialog={dialog} name="privacy" title={say("privacy.title")} onClose={props.onClose}>
      <PrivacyFacts requests={props.requests} shell={props.shell} />
      <h3>{say("privacy.loaded")}</h3>
      <ul class="loaded">
        {props.shell.loaded().map(({ name, bytes }) => (
          <li key={name}>
            <code>{name}</code>
            <span>{say.size(bytes)}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
