/** Whether roles and genotypes fit each other, and what each file could not answer. */
import type { FamilyOverview, Reason } from "genosieve";

import { familySay } from "../text/family.js";
import { AccountCard } from "./account.js";
import { Name, sentence, useSay } from "./common.js";
import { memberName } from "./family-cells.js";

export function FamilyChecks({ overview }: { overview: FamilyOverview }) {
  const say = familySay(useSay());
  const { members, checks } = overview;
  const { mendelian, kinship } = checks;
  const known = kinship.some((one) => one.kinship !== null);
  const called = (at: number) => {
    const member = members[at];
    return member ? `${say(`role.short.${member.role}`)} ${memberName(member, overview)}` : "";
  };
  return (
    <section aria-labelledby="family-checks">
      <h2 id="family-checks">{say("checks.title")}</h2>
      <div class="card list">
        {mendelian && (
          <p>
            {mendelian.compared === 0
              ? say("checks.mendelian.few")
              : say("checks.mendelian", {
                  n: mendelian.compared,
                  m: mendelian.inconsistent,
                  k: mendelian.inNeitherParent,
                })}
          </p>
        )}
        {known ? (
          <ul class="kinship">
            {kinship.map(({ members: [a, b], kinship: k }) => (
              <li key={`${a} ${b}`}>
                {k === null
                  ? say("checks.kinship.none", { a: called(a), b: called(b) })
                  : say("checks.kinship", {
                      a: called(a),
                      b: called(b),
                      k: k.toFixed(2),
                    })}
              </li>
            ))}
          </ul>
        ) : (
          !mendelian?.compared && <p>{say("checks.none")}</p>
        )}
        {known && <p class="muted small">{say("checks.kinship.help")}</p>}
      </div>
    </section>
  );
}

export function FamilyOpen({ overview }: { overview: FamilyOverview }) {
  const plain = useSay();
  const say = familySay(plain);
  const { members, reports } = overview;
  return (
    <section aria-labelledby="family-open">
      <h2 id="family-open">{say("open.title")}</h2>
      <div class="card list">
        <p class="muted small">{say("open.lead")}</p>
        <ul class="open-members">
          {members.map((member, at) => {
            const counts = reports[member.report]?.summary[member.summary];
            const reasons = Object.entries(counts?.reasons ?? {}) as [Reason, number][];
            reasons.sort(([, a], [, b]) => b - a);
            const role = say(`role.short.${member.role}`);
            return (
              <li key={at}>
                <h3>{say("open.member", { role, name: memberName(member, overview) })}</h3>
                {reasons.length === 0 && <p class="small">{say("open.none")}</p>}
                <dl class="account">
                  {reasons.map(([reason, n]) => (
                    <div key={reason}>
                      <dt>{sentence(plain.word(`reason.${reason}`))}</dt>
                      <dd>{plain.number(n)}</dd>
                    </div>
                  ))}
                </dl>
              </li>
            );
          })}
        </ul>
        {reports.map((report, at) => {
          const counts = report.summary[0];
          return (
            counts && (
              <details key={at}>
                <summary>
                  <Name>{say("open.account", { name: report.input.name })}</Name>
                </summary>
                <AccountCard summary={report} counts={counts} />
              </details>
            )
          );
        })}
      </div>
    </section>
  );
}
