// Which sites are attacked, with which channels, and what must come of it.
import { CHANNELS } from "./attacks/index.js";

const named = (...ids) => CHANNELS.filter(({ id }) => ids.includes(id));
const grouped = (...groups) => CHANNELS.filter(({ group }) => groups.includes(group));
const inWorkers = CHANNELS.filter(({ place }) => place !== "page").map((channel) => ({
  ...channel,
  place: "worker",
}));

/** Channels that need a page of their own take most of the time: a short run has some of each kind. */
const SOME_ALONE = new Set([
  "location",
  "location-unheld",
  "location-blob-lookup",
  "top-location",
  "open-self",
  "link",
  "form-post",
  "meta-refresh",
  "window",
  "rtc-window",
  "policy-looser",
  "element-save-caught",
  "element-trusted-own-name",
  "script-second",
  "script-second-caught",
  "save-address",
]);

const inShort = CHANNELS.filter(({ id, alone }) => !alone || SOME_ALONE.has(id));

/**
 * `folder` of target/sealed and `page` in it; `framed` where the sealed frame is attacked; `visits` before the one
 * that is attacked; `without` files that the host does not have. What is expected:
 *
 * `leaks`   every channel gets out that this browser has, but for those that say why not;
 * `these`   of some channels, by place, `getOut` and `stayIn`;
 * `held`    nothing gets out, but for what the design says (verdict.mjs).
 */
export function sites(short, browser) {
  const all = short ? inShort : CHANNELS;
  const sealed = { folder: "prefix", page: "index.html", framed: true, genome: true };
  const open = { folder: "open", framed: false };
  const always = [
    {
      label: "control",
      says: "a page that nothing holds",
      ...open,
      page: "control.html",
      channels: all,
      expected: "leaks",
    },
    {
      label: "guard",
      says: "a page with a weak guard of its elements and workers",
      ...open,
      page: "guard.html",
      channels: named(
        "element-create-element",
        "element-create-changing-name",
        "element-create-renamed",
        "element-create-agreeing",
        "element-create-polluted",
        "element-create-overheard",
        "element-save-caught",
        "script-second-caught",
        "worker-made-events",
        "worker-unprefixed",
      ),
      expected: "these",
      getOut: [
        "page element-create-changing-name",
        "page element-create-renamed",
        "page element-create-agreeing",
        "page element-create-polluted",
        "page element-create-overheard",
        "page element-save-caught",
        "page script-second-caught",
        "page worker-unprefixed",
      ],
      stayIn: ["page element-create-element", "page worker-made-events"],
    },
    {
      label: "worker",
      says: "a page whose policy allows nothing, and its worker of an address",
      ...open,
      page: "worker.html",
      channels: inWorkers,
      expected: "these",
      getOut: ["fetch", "fetch-post", "xhr", "websocket", "event-source", "import-scripts"].map(
        (id) => `worker ${id}`,
      ),
    },
    {
      label: "apart",
      says: "a page whose calls are taken away by a script of its own",
      ...open,
      page: "apart.html",
      channels: named("rtc-stun", "rtc-frame-again"),
      expected: "these",
      getOut: ["page rtc-frame-again"],
      stayIn: ["page rtc-stun"],
    },
    {
      label: "sealed",
      says: "the sealed page, on its first visit",
      ja: "封止区画（初回の表示）",
      ...sealed,
      without: ["/sw.js"],
      channels: all,
      expected: "held",
    },
    {
      label: "again",
      says: "the sealed page once its service worker is in control",
      ja: "封止区画（サービスワーカーが働く 2 回目以降の表示）",
      ...sealed,
      visits: 1,
      // Firefox does not know the header, and is as on the first visit.
      channels: browser === "chromium" ? all : inShort,
      expected: "held",
    },
  ];
  if (short)
    return always.filter(
      ({ label }) => browser === "chromium" || label === "control" || label === "sealed",
    );
  return [
    ...always,
    {
      label: "file",
      says: "the page as one file, opened from the disk",
      ja: "1 ファイル版（ディスクから開いたもの）",
      ...sealed,
      folder: "single",
      page: "genosieve.html",
      fromDisk: true,
      // The same scripts and policy once more.
      channels: inShort,
      expected: "held",
    },
    {
      label: "unhardened",
      says: "the sealed page without its hardening",
      ...sealed,
      folder: "none",
      without: ["/sw.js"],
      channels: [
        ...grouped("calls"),
        ...named("dns-prefetch", "preconnect", "element-create-element"),
      ],
      expected: "these",
      getOut: ["page rtc-stun", "page rtc-address", "page preconnect"],
    },
  ];
}

/** What a short run leaves out, as text. */
export function leftOut() {
  const out = CHANNELS.length - inShort.length;
  return (
    `${out} of ${CHANNELS.length} channels, which need a page each; the single file; ` +
    "the page without hardening; saving; in Firefox all but the control and the first visit"
  );
}
