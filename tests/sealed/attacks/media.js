// Pictures, sound, drawings and other things that are loaded to be shown.
import { named, wait } from "./aim.js";
import { channel, everywhere, group } from "./channel.js";
import { element } from "./elements.js";

const SVG = "http://www.w3.org/2000/svg";

/** An element of the page with an attribute that is an address. */
const shown = (id, tag, attribute, more = {}, options) =>
  channel(
    id,
    `<${tag} ${attribute}>`,
    async (aim) => {
      await element(tag, { ...more, [attribute]: aim.url() }, document.body);
      return wait();
    },
    options,
  );

/** An element within another that gives it a meaning. */
const within = (id, outer, inner, attribute, more = {}) =>
  channel(id, `<${inner} ${attribute}> in <${outer}>`, async (aim) => {
    const around = await element(outer, outer === "picture" ? {} : { controls: "" });
    await element(inner, { ...more, [attribute]: aim.url() }, around);
    if (outer === "picture") await element("img", { src: "data:," }, around);
    document.body.append(around);
    return wait();
  });

/** Drawings are made by another method, and other documents make them too. */
function shape(tag) {
  try {
    return document.createElementNS(SVG, tag);
  } catch {
    const { documentElement } = document.implementation.createDocument(SVG, tag, null);
    return document.adoptNode(documentElement);
  }
}

const drawn = (id, says, build, options) =>
  channel(
    id,
    says,
    (aim) => {
      const drawing = shape("svg");
      build(drawing, aim);
      document.body.append(drawing);
      return wait();
    },
    options,
  );

/** A shape whose paint, mask or filter stands in another file. */
const painted = (attribute, quiet = {}) =>
  drawn(
    `svg-${attribute}`,
    `SVG ${attribute} of another file`,
    (drawing, aim) => {
      const rect = drawing.appendChild(shape("rect"));
      rect.setAttribute("width", "20");
      rect.setAttribute("height", "20");
      rect.setAttribute(attribute, `url(${aim.url()}#a)`);
    },
    { quiet },
  );

/** Of `use` the file must be of the site itself. */
const referring = (tag, attribute = "href") =>
  drawn(`svg-${tag.toLowerCase()}`, `SVG <${tag} ${attribute}>`, (drawing, aim) => {
    const inside = tag === "feImage" ? drawing.appendChild(shape("filter")) : drawing;
    const made = inside.appendChild(shape(tag));
    made.setAttribute(attribute, `${tag === "use" ? aim.own() : aim.url()}#a`);
    made.setAttribute("width", "20");
    made.setAttribute("height", "20");
    if (tag !== "feImage") return;
    inside.id = "stolen-filter";
    const rect = drawing.appendChild(shape("rect"));
    rect.setAttribute("width", "20");
    rect.setAttribute("height", "20");
    rect.setAttribute("filter", "url(#stolen-filter)");
  });

export const media = group("media", [
  shown("img", "img", "src"),
  shown("img-srcset", "img", "srcset"),
  channel("image-constructor", "new Image", (aim) => {
    new Image().src = aim.url();
    return wait();
  }),
  channel("image-own-host", "new Image from the host that served the page", (aim) => {
    new Image().src = aim.own();
    return wait();
  }),
  channel("image-lazy", "new Image decoded by hand", (aim) =>
    Object.assign(new Image(), { src: aim.url(), loading: "eager" }).decode(),
  ),
  channel(
    "attribution",
    "<img attributionsrc>",
    async (aim) => {
      const image = await element("img", {}, document.body);
      image.setAttribute("attributionsrc", aim.secure());
      return wait();
    },
    {
      there: () => "attributionSrc" in HTMLImageElement.prototype,
      quiet: { chromium: "asks none but its own list of sites" },
    },
  ),
  within("picture", "picture", "source", "srcset"),
  shown("input-image", "input", "src", { type: "image" }),
  shown("video", "video", "src", { preload: "auto" }),
  shown("video-poster", "video", "poster"),
  within("video-source", "video", "source", "src"),
  channel("track", "<track src> in <video>", async (aim) => {
    const video = await element("video", { crossorigin: "anonymous" }, document.body);
    await element("track", { kind: "subtitles", default: "", src: aim.url() }, video);
    video.textTracks[0].mode = "showing";
    return wait();
  }),
  shown("audio", "audio", "src", { preload: "auto" }),
  channel("audio-constructor", "new Audio", (aim) => {
    new Audio(aim.url()).load();
    return wait();
  }),
  shown("body-background", "table", "background"),
  channel(
    "media-session",
    "the picture of what is played",
    async (aim) => {
      const artwork = [{ src: aim.url(), sizes: "512x512", type: "image/png" }];
      navigator.mediaSession.metadata = new MediaMetadata({ title: "stolen", artwork });
      return wait();
    },
    {
      there: () => "mediaSession" in navigator,
      ...everywhere("shown while something plays"),
    },
  ),
  referring("image"),
  referring("use"),
  referring("feImage"),
  painted("mask"),
  ...["fill", "clip-path", "marker-end"].map((name) =>
    painted(name, { firefox: "looks in files of its own site alone" }),
  ),
  painted("filter", {
    chromium: "looks in files of its own site alone",
    firefox: "looks in files of its own site alone",
  }),
  drawn("svg-script", "SVG <script href>", (drawing, aim) => {
    drawing.appendChild(shape("script")).setAttribute("href", aim.url());
  }),
  drawn("svg-animated", "SVG <set> of an address", (drawing, aim) => {
    const image = drawing.appendChild(shape("image"));
    image.setAttribute("width", "20");
    image.setAttribute("height", "20");
    const set = image.appendChild(shape("set"));
    set.setAttribute("attributeName", "href");
    set.setAttribute("to", aim.url());
  }),
  channel("worklet-audio", "a script for sound", async (aim) =>
    new OfflineAudioContext(1, 1, 44_100).audioWorklet.addModule(aim.url()),
  ),
  channel(
    "worklet-paint",
    "a script for painting",
    (aim) => CSS.paintWorklet.addModule(aim.url()),
    { there: () => "paintWorklet" in CSS },
  ),
  channel(
    "worklet-shared-storage",
    "a script for shared storage",
    (aim) => sharedStorage.worklet.addModule(aim.url()),
    {
      there: named("sharedStorage"),
      quiet: { chromium: "asks none but its own list of sites" },
    },
  ),
]);
