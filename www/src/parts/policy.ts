/** A policy in words, where it is another one than that of the page. */
import { POLICY, type Policy } from "../settings.js";
import type { Say } from "../text/index.js";

/** What differs, in the order of the settings; nothing where all is as it is to begin with. */
export function policyText(policy: Policy, say: Say): string[] {
  const { minGq, minDp, allowImputed, absentIsReference } = policy;
  return [
    minGq === POLICY.minGq ? [] : say("policy.minGq", { n: minGq }),
    minDp === POLICY.minDp ? [] : say("policy.minDp", { n: minDp ?? 0 }),
    allowImputed ? say("policy.imputed") : [],
    absentIsReference ? say("policy.absent") : [],
  ].flat();
}

/** All of a policy in words, as paper has it. */
export function wholePolicyText(policy: Policy, say: Say): string[] {
  const { minGq, minDp, allowImputed, absentIsReference } = policy;
  return [
    say("policy.minGq", { n: minGq }),
    minDp === null ? say("policy.minDp.any") : say("policy.minDp", { n: minDp }),
    say(allowImputed ? "policy.imputed" : "policy.imputed.not"),
    say(absentIsReference ? "policy.absent" : "policy.absent.not"),
  ];
}
