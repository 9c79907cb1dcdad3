// A built page with code of a test at the beginning of its script, in which the frame's policy allows it.
import { createHash } from "node:crypto";

const hash = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

const inAttribute = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
const outOfAttribute = (text) => text.replaceAll("&quot;", '"').replaceAll("&amp;", "&");

/** The first script of a page is the one that opens files: in the frame, where there is one. */
export function withCode(html, code) {
  const from = html.indexOf("<script>") + "<script>".length;
  const to = html.indexOf("</script>", from);
  const framed = html.slice(0, from).includes("srcdoc=");
  const [raw, cooked] = framed ? [outOfAttribute, inAttribute] : [String, String];
  const old = raw(html.slice(from, to));
  const script = `${code}\n;${old}`;
  const whole = html.slice(0, from) + cooked(script) + html.slice(to);
  if (!whole.includes(hash(old))) throw new Error("the page's policy does not name its script");
  return whole.replaceAll(hash(old), hash(script));
}

/** Without the rule that nothing is made of strings, which tools like axe do. */
export const untrusting = (html) =>
  html.replaceAll("; require-trusted-types-for 'script'; trusted-types sealed-worker", "");
