// Whose a host name is: every channel of every site has one of its own (attacks/aim.js).

/** All names of this domain lead to the sink. */
export const DOMAIN = "sink.test";

const NAME = /([a-z][a-z0-9-]*)\.(page|worker)\.([a-z0-9-]+)\.sink\.test/;

/**
 * The channel, context and site that a text names, as a host, a packet or a path has them. In TLS the byte before a
 * name is its length: a digit, a dash or a capital, which begin no name here.
 */
export function owner(text) {
  const found = NAME.exec(text);
  if (!found) return undefined;
  const [, name, context, site] = found;
  // What follows two dashes tells parts of one channel apart.
  return { channel: name.split("--")[0], context, site };
}
