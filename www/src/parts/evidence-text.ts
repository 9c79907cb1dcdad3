/** One piece of evidence of the build, as a sentence. */
import type { Evidence } from "genosieve";

import type { Say } from "../text/index.js";

export function evidenceText({ kind, detail, build }: Evidence, say: Say): string {
  // `detail` of counts begins with its numbers: `24 of …`, `18 of 20`.
  const [first = 0, second = 0] = (detail.match(/\d+/g) ?? []).map(Number);
  const name = build ?? "–";
  switch (kind) {
    case "lengths":
    case "accession":
      return say(`evidence.${kind}`, { n: first, build: name });
    case "assembly":
    case "reference":
    case "text":
      return say(`evidence.${kind}`, { text: detail, build: name });
    case "refAgreement":
      return say("evidence.refAgreement", { m: first, n: second });
    case "japaneseReference":
    case "override":
      return say(`evidence.${kind}`, { text: detail });
    default:
      return [kind, detail, build].filter(Boolean).join(" ");
  }
}
