/** Which texts a script says. */
import { parseAst } from "vite";

import type { Has } from "./texts.js";

/** What a script says: the keys that stand in it, and those that it makes of parts. */
export function saidIn(code: string): Has {
  const whole = new Set<string>();
  const made: RegExp[] = [];
  const texts = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(texts);
    if (typeof node !== "object" || node === null) return;
    const { type, value, quasis } = node as { type?: string; value?: unknown; quasis?: Quasi[] };
    if (type === "Literal" && typeof value === "string") whole.add(value);
    if (type === "TemplateLiteral" && quasis) {
      const parts = quasis.map(({ value: { cooked } }) => cooked ?? "");
      if (parts.length === 1) whole.add(parts.join(""));
      else if (parts.some((part) => /\.\w|\w\./.test(part)))
        made.push(
          new RegExp(`^${parts.map((part) => part.replaceAll(/[^\w]/g, "\\$&")).join("[\\w.]+")}$`),
        );
    }
    Object.values(node).forEach(texts);
  };
  texts(parseAst(code).body);
  return (key) => whole.has(key) || made.some((form) => form.test(key));
}

interface Quasi {
  value: { cooked?: string | null };
}
