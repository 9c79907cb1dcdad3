// Documents within the page, and other windows.
import { blob, fetching, named, wait } from "./aim.js";
import { channel, group } from "./channel.js";
import { element } from "./elements.js";

const framed = async (attributes, tag = "iframe") => {
  await element(tag, attributes, document.body);
  return wait(1_500);
};

const image = (aim) => `<img src="${aim.url()}">`;
const lookup = (aim) => `<link rel="dns-prefetch preconnect" href="${aim.url()}">`;
const refresh = (aim) => `<meta http-equiv="refresh" content="0;url=${aim.url()}">`;
const script = (aim) => `<script>${fetching(aim.url())}</script>`;

/** Each of these texts in a frame of its own text, and in one of a blob. */
const TEXTS = { image, lookup, refresh, script };

const texts = Object.entries(TEXTS).flatMap(([name, text]) => [
  channel(`frame-text-${name}`, `a frame of text with a ${name}`, (aim) =>
    framed({ srcdoc: text(aim) }),
  ),
  channel(`frame-blob-${name}`, `a frame of a blob with a ${name}`, (aim) =>
    framed({ src: blob(text(aim), "text/html") }),
  ),
]);

export const frames = group("frames", [
  channel("frame", "<iframe src>", (aim) => framed({ src: aim.url() })),
  channel("frame-own-host", "a frame of the host that served the page", (aim) =>
    framed({ src: aim.own() }),
  ),
  ...texts,
  channel("frame-data", "a frame of a data: address", (aim) =>
    framed({ src: `data:text/html,${encodeURIComponent(image(aim))}` }),
  ),
  channel("frame-script-address", "a frame of a javascript: address", (aim) =>
    framed({ src: `javascript:${fetching(aim.url())}` }),
  ),
  channel("frame-credentialless", "<iframe credentialless>", (aim) =>
    framed({ src: aim.url(), credentialless: "" }),
  ),
  channel(
    "frame-fenced",
    "<fencedframe>",
    async (aim) => {
      const fenced = await element("fencedframe", {}, document.body);
      fenced.config = new FencedFrameConfig(aim.secure());
      return wait();
    },
    {
      there: named("FencedFrameConfig"),
      quiet: { chromium: "its addresses come out of auctions" },
    },
  ),
  channel("frame-portal", "<portal>", (aim) => framed({ src: aim.url() }, "portal"), {
    there: named("HTMLPortalElement"),
  }),
  channel("frame-set", "<frame> in <frameset>", async (aim) => {
    const set = await element("frameset", { cols: "*" }, document.body);
    await element("frame", { src: aim.url() }, set);
    return wait();
  }),
  channel("object", "<object data>", (aim) =>
    framed({ data: aim.url(), type: "text/html" }, "object"),
  ),
  channel("embed", "<embed src>", (aim) => framed({ src: aim.url(), type: "text/html" }, "embed")),
  channel(
    "window",
    "a window of an address",
    (aim) => {
      open(aim.url());
      return wait();
    },
    { alone: true },
  ),
  channel(
    "window-no-opener",
    "a window of an address that knows nothing of it",
    (aim) => {
      open(aim.url(), "_blank", "noopener,noreferrer");
      return wait();
    },
    { alone: true },
  ),
  channel(
    "window-blank",
    "an empty window, which is written into",
    (aim) => {
      const opened = open("about:blank");
      opened.document.body.append(Object.assign(new opened.Image(), { src: aim.url() }));
      return wait();
    },
    { alone: true },
  ),
  channel(
    "window-blob",
    "a window of a blob",
    (aim) => {
      open(blob(image(aim), "text/html"));
      return wait();
    },
    { alone: true },
  ),
  channel(
    "picture-window",
    "a window that lies above all",
    async (aim) => {
      const opened = await documentPictureInPicture.requestWindow();
      opened.document.body.append(Object.assign(new opened.Image(), { src: aim.url() }));
      return wait();
    },
    { alone: true, there: named("documentPictureInPicture") },
  ),
]);
