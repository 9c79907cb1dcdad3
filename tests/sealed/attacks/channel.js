// What an attack is made of.

/**
 * One channel: `run` is given its aim (aim.js) and tries to send something there; what it returns or throws is
 * what the page saw of it, and proves nothing: the sink alone tells.
 *
 * `there`  whether this browser has what the channel needs, at this place;
 * `alone`  it needs a page of its own, since it may end it or leave it changed;
 * `place`  "page", "worker" or "both";
 * `guard`  it gets past a guard, and can be seen to do so only where there is a weak one;
 * `many`   what it opens could ask for any number of names, and not for the one of its own address alone;
 * `quiet`  browsers in which it does not fire even where nothing holds it, and why: `firefox`, or `firefox<153`.
 */
export function channel(id, says, run, options = {}) {
  const { there, alone = false, place = "page", guard = false, many = false, quiet = {} } = options;
  return { id, says, run, there, alone, place, guard, many, quiet };
}

/** The same reason for both browsers. */
export const everywhere = (why) => ({ quiet: { chromium: why, firefox: why } });

/** A group of channels by one idea. */
export const group = (name, channels) => channels.map((each) => ({ ...each, group: name }));
