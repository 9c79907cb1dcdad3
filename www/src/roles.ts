/** Who is who among the samples of the files at hand, and whether that makes a family or a tumour's pair. */
import type { AssignedRole, FoundRoles, Role, Sex } from "genosieve";

import type { GenomeFile } from "./job/protocol.js";

/** In the order of the page. */
export const ROLES = ["proband", "mother", "father", "sibling", "tumor", "normal"] as const;

/** A sample of one of the files, or a file without samples. */
export interface Individual {
  /** Which of the files, from 0. */
  file: number;
  sample: string | null;
  /** What roles name it by; undefined where nothing names it alone. */
  name: string | undefined;
  role: Role | undefined;
  /** As the pedigree states it; null where it does not. */
  sex: Sex | null;
  /** Whether it is affected; null where nobody says. */
  affected: boolean | null;
  /** Whether the role is the one that was found, and not the person's own word. */
  found: boolean;
}

/** Everybody of the files, with the roles that were found. */
export function individualsOf({ files, roles }: FoundRoles): Individual[] {
  const all = files.flatMap(({ names }) => names);
  const isOnly = (name: string) => all.filter((other) => other === name).length === 1;
  return files.flatMap(({ samples, names }, file) =>
    names.map((given, at) => {
      const name = isOnly(given) ? given : undefined;
      const one = roles.find(({ sample }) => sample === name);
      return {
        file,
        sample: samples[at] ?? null,
        name,
        role: one?.role,
        sex: one?.sex ?? null,
        affected: one?.affected ?? null,
        found: one !== undefined,
      };
    }),
  );
}

/** The roles by name, in their own order, as the package takes them. */
export function assigned(individuals: readonly Individual[]): AssignedRole[] {
  return ROLES.flatMap((role) =>
    individuals.flatMap(({ name, role: own, sex, affected }) =>
      name !== undefined && own === role ? { sample: name, role, sex, affected } : [],
    ),
  );
}

/** Of a tumour and its matched sample, and not of a family. */
export const isOfPair = (role: Role) => role === "tumor" || role === "normal";

/** Why roles make neither a family nor a pair; `role`: the one that is meant. */
export type RolesProblem =
  | { kind: "none" | "mixed" | "noProband" | "noTumor" | "alone" | "unnamed" }
  | { kind: "twice"; role: Role };

/** Undefined: they do. The package refuses the same. */
export function problemOf(individuals: readonly Individual[]): RolesProblem | undefined {
  const chosen = individuals.filter(({ role }) => role !== undefined);
  const roles = chosen.flatMap(({ role }) => role ?? []);
  if (roles.length === 0) return { kind: "none" };
  if (chosen.some(({ name }) => name === undefined)) return { kind: "unnamed" };
  const pair = roles.some(isOfPair);
  if (pair && !roles.every(isOfPair)) return { kind: "mixed" };
  const twice = ROLES.find(
    (role) => role !== "sibling" && roles.filter((one) => one === role).length > 1,
  );
  if (twice) return { kind: "twice", role: twice };
  if (pair) return roles.includes("tumor") ? undefined : { kind: "noTumor" };
  if (!roles.includes("proband")) return { kind: "noProband" };
  return roles.length < 2 ? { kind: "alone" } : undefined;
}

/** The files in which somebody has a role, in their order. */
export function filesOf(together: {
  files: GenomeFile[];
  individuals: Individual[];
}): GenomeFile[] {
  const wanted = new Set(together.individuals.flatMap(({ file, role }) => (role ? [file] : [])));
  return together.files.filter((_, at) => wanted.has(at));
}
