// The policy of the portal: its own rules, and what the element needs besides.
import needed from "genosieve/element.csp.json" with { type: "json" };

const own = {
  "default-src": ["'none'"],
  "script-src": ["'self'"],
  "style-src": ["'self'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
  "require-trusted-types-for": ["'script'"],
};

/** Both together, as a `Content-Security-Policy` has them. */
export function policy(more = needed) {
  const names = [...new Set([...Object.keys(own), ...Object.keys(more)])];
  return names
    .map((name) => [name, ...(own[name] ?? []), ...(more[name] ?? [])].join(" "))
    .join("; ");
}
