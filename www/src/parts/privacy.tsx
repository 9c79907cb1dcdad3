/** Evidence that nothing is sent: counts, what was loaded, and the policy word for word. */
import { useRef } from "preact/hooks";

import type { Requests } from "../model.js";
import { pagePolicy, SEAL } from "../seal.js";
import { useSay } from "./common.js";
import { Sheet } from "./sheet.js";

interface Loaded {
  name: string;
  bytes: number;
}

/** What this page loaded, itself first. */
function loaded(): Loaded[] {
  const kinds = ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind));
  return (kinds as PerformanceResourceTiming[])
    .filter(({ name }) => /^(https?|file):/.test(name))
    .map(({ name, encodedBodySize }) => ({
      name: decodeURI(new URL(name).pathname.split("/").pop() ?? "") || "index.html",
      bytes: encodedBodySize,
    }));
}

function Rules({ policy }: { policy: string }) {
  return <code class="rules">{policy.split("; ").join(";\n")}</code>;
}

export function PrivacyFacts({ requests }: { requests: Requests }) {
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
        <p class="muted small">{say("privacy.limits")}</p>
      </div>
      <div>
        <p>{say("privacy.sealed")}</p>
        <h3>{say("privacy.rules")}</h3>
        <p class="muted small">{say("privacy.rules.page")}</p>
        <Rules policy={pagePolicy()} />
        <p class="muted small">{say("privacy.rules.sealed")}</p>
        <Rules policy={SEAL} />
      </div>
    </div>
  );
}

export function PrivacyDialog(props: { requests: Requests; onClose: () => void }) {
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <Sheet dialog={dialog} name="privacy" title={say("privacy.title")} onClose={props.onClose}>
      <PrivacyFacts requests={props.requests} />
      <h3>{say("privacy.loaded")}</h3>
      <ul class="loaded">
        {loaded().map(({ name, bytes }) => (
          <li key={name}>
            <code>{name}</code>
            <span>{say.size(bytes)}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
