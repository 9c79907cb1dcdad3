// What a run says: what got out and whether that is as it should be.

/**
 * Makers of the browsers, and of the codec that Firefox fetches for itself: what these ask of their own servers goes
 * on whatever a page does, and no word of a page is in it. Any other name that is none of the attacks' own counts
 * against the page.
 */
const MAKERS = /(^|\.)(google|googleapis|gstatic|gvt1|mozilla|firefox|openh264)\.(com|org|net)$/;

const byBrowser = ({ kind, name }) => kind === "dns" && name !== undefined && MAKERS.test(name);

/** Ways out by place and channel: `"page fetch"` → `["dns", "http"]`. */
export function waysOut({ arrivals, outside }) {
  const ways = new Map();
  const add = (place, kind) => ways.set(place, new Set(ways.get(place)).add(kind));
  for (const arrival of arrivals) {
    if (arrival.channel) add(`${arrival.context} ${arrival.channel}`, arrival.kind);
    else if (!byBrowser(arrival))
      add("nobody's", `${arrival.kind} ${arrival.name ?? arrival.port}`);
  }
  // One channel sends to an address that nobody has; in a sealed page it could be any.
  if (outside > 0) add("page rtc-elsewhere", `${outside} packets`);
  return ways;
}

/** Names that the browser asked its maker for during a run. */
export const ofBrowser = ({ arrivals }) =>
  [...new Set(arrivals.filter(byBrowser).map(({ name }) => name))].sort();

const places = ({ id, place }) =>
  (place === "both" ? ["page", "worker"] : [place]).map((context) => ({
    key: `${context} ${id}`,
    context,
    id,
  }));

/** Every channel of a site in every place, with what the sink saw. */
export function rows({ site, result }) {
  const ways = waysOut(result);
  return site.channels.flatMap((channel) =>
    places(channel).map(({ key, context, id }) => ({
      key,
      channel,
      context,
      kinds: [...(ways.get(key) ?? [])],
      absent: result.seen[context][id] === "absent",
      ended: context === "page" && result.ends[id] === "ends",
    })),
  );
}

/** Whether the service worker's header is understood: Chromium since 152 (web-features, Connection-Allowlist). */
const understandsHeader = ({ name, version }) =>
  name === "chromium" && Number.parseInt(version, 10) >= 152;

/**
 * What the design cannot hold: in Chromium a frame that goes elsewhere has the name looked up first, and ends.
 * With the service worker's header that is held as well.
 */
export function conceded({ channel, kinds, ended }, { site, browser }) {
  if (browser.name !== "chromium") return false;
  if (site.visits > 0 && understandsHeader(browser)) return false;
  const onlyItself = channel.group === "navigations" && !channel.many;
  return ended && onlyItself && kinds.every((kind) => kind === "dns");
}

function heldFaults(run) {
  const ways = waysOut(run.result);
  const faults = rows(run)
    .filter((row) => row.kinds.length > 0 && !conceded(row, run))
    .map(({ key, kinds }) => `${key} got out: ${kinds.join(", ")}`);
  const tried = new Set(rows(run).map(({ key }) => key));
  for (const [key, kinds] of ways)
    if (!tried.has(key)) faults.push(`${key} arrived: ${[...kinds].join(", ")}`);
  // An attack that never ran proves nothing.
  const silent = rows(run).filter((row) => !ran(row, run));
  return [...faults, ...silent.map(({ key }) => `${key} did not run`)];
}

/** Why a channel does nothing in a browser even where nothing holds it; undefined where it does. */
export function quiet(channel, { name, version }) {
  const isIt = ([which]) => {
    const [who, before = Infinity] = which.split("<");
    return who === name && Number.parseInt(version, 10) < Number(before);
  };
  return Object.entries(channel.quiet).find(isIt)?.[1];
}

/** Whether a channel must get out of a page that is no sealed one. */
function must(row, { site, browser }) {
  if (site.expected === "these") return site.getOut.includes(row.key);
  return !row.absent && !row.channel.guard && quiet(row.channel, browser) === undefined;
}

/** Channels that are to be tried once more: what should have got out of a control, or did not run at all. */
export const missing = (run) =>
  rows(run).filter((row) =>
    run.site.expected === "held" ? !ran(row, run) : row.kinds.length === 0 && must(row, run),
  );

const ran = ({ context, channel }, { result }) => Boolean(result.seen[context][channel.id]);

/** What is not as it should be; empty where all is well. */
export const faults = (run) =>
  run.site.expected === "held" ? heldFaults(run) : controlFaults(run);

function controlFaults(run) {
  const stayIn = new Set(run.site.stayIn);
  return [
    ...missing(run).map(({ key }) => `${key} did not get out, and must`),
    ...rows(run)
      .filter(({ key, kinds }) => kinds.length > 0 && stayIn.has(key))
      .map(({ key }) => `${key} got out of what should hold it`),
  ];
}

/** Channels that got out of the control although they are said not to: the word about them is old. */
export const outdated = (run) =>
  run.site.expected === "leaks"
    ? rows(run)
        .filter(
          ({ kinds, channel }) => kinds.length > 0 && quiet(channel, run.browser) !== undefined,
        )
        .map(({ key }) => key)
    : [];
