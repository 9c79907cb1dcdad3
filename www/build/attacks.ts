/** Builds of the page that are attacked or laid open on purpose, to prove what holds the others. */
import { readFileSync } from "node:fs";

/** What a compromised library would run: it stands in the very scripts that the policy allows. */
export function attacks(): string {
  const file = process.env["GENOSIEVE_ATTACKS"];
  return file ? `${readFileSync(file, "utf8")}\n;` : "";
}

/** `separate`: as a script of its own, which a frame within the frame can leave out. */
export type Hardening = "prefix" | "separate" | "none";

export function hardening(): Hardening {
  const asked = process.env["GENOSIEVE_HARDENING"] ?? "prefix";
  if (asked === "prefix" || asked === "separate" || asked === "none") return asked;
  throw new Error(`GENOSIEVE_HARDENING is prefix, separate or none, and not ${asked}`);
}
