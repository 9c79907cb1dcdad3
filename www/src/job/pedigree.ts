/** The pedigree that roles make of the samples of one file, as a PED. */
import type { FamilyMember, FamilyOverview, Role } from "genosieve";

/** What a PED takes for nobody, or cannot hold. */
const NOBODY = /^(0|-9|-1|\.|none|na|\s.*|.*\s|)$/i;

/** A parent who is not here, so that siblings have the same. */
const ELSEWHERE = { mother: "(mother)", father: "(father)" };

const affectedStatus = ({ affected }: FamilyMember) => (affected === null ? 0 : affected ? 2 : 1);

const sexOf = ({ role, sex }: FamilyMember) =>
  ({ mother: "female", father: "male" })[role as string] ?? sex ?? "unknown";

/**
 * Undefined where the file has nobody beside the proband, names somebody in a way that a PED cannot, or has an affected
 * sibling of a proband who is not: a PED would make that one the proband.
 */
export function pedigreeOf(
  { kind, members }: FamilyOverview,
  report: number,
): Uint8Array<ArrayBuffer> | undefined {
  const here = members.filter((member) => member.report === report);
  const nameOf = (role: Role) => here.find((member) => member.role === role)?.sample;
  if (kind !== "family" || here.length < 2 || !nameOf("proband")) return undefined;
  if (here.some(({ sample }) => sample === null || NOBODY.test(sample))) return undefined;
  const isAffected = (role: Role) => here.some((one) => one.role === role && one.affected === true);
  if (isAffected("sibling") && !isAffected("proband")) return undefined;
  const [father, mother] = [
    nameOf("father") ?? ELSEWHERE.father,
    nameOf("mother") ?? ELSEWHERE.mother,
  ];
  // The proband comes first: of several with the same parents the first is meant.
  const rows = here.map((member) => {
    const isChild = member.role === "proband" || member.role === "sibling";
    const parents = isChild ? [father, mother] : [0, 0];
    return ["family", member.sample, ...parents, sexOf(member), affectedStatus(member)].join("\t");
  });
  return new TextEncoder().encode(`${rows.join("\n")}\n`);
}
