// Addresses in styles, by every way to set one.
import { wait } from "./aim.js";
import { channel, everywhere, group } from "./channel.js";
import { element } from "./elements.js";

/** Something that is shown, with a class of its own for rules. */
function box(name = "stolen") {
  const made = document.body.appendChild(document.createElement("div"));
  made.textContent = "styled";
  made.className = name;
  return made;
}

/** A property of the page's own object model, on a box that is shown. */
const property = (name, value, options) =>
  channel(
    `style-${name}`,
    `the style ${name}`,
    (aim) => {
      box().style.setProperty(name, value(aim.url()));
      return wait();
    },
    options,
  );

const url = (address) => `url("${address}")`;

export const styles = group("styles", [
  property("background-image", url),
  property("list-style-image", url),
  property("border-image-source", url),
  property("cursor", (address) => `${url(address)}, auto`),
  property("content", url),
  property("mask-image", url),
  property("shape-outside", url),
  property(
    "filter",
    (address) => url(`${address}#a`),
    everywhere("looks in files of its own site alone"),
  ),
  property("clip-path", (address) => url(`${address}#a`), {
    quiet: { firefox: "looks in files of its own site alone" },
  }),
  channel("style-image-set", "image-set()", (aim) => {
    box().style.backgroundImage = `image-set(${url(aim.url())} 1x)`;
    return wait();
  }),
  channel("style-attribute", "the attribute style", (aim) => {
    box().setAttribute("style", `background-image: ${url(aim.url())}`);
    return wait();
  }),
  channel(
    "style-typed",
    "the typed object model",
    (aim) => {
      box().attributeStyleMap.set("background-image", url(aim.url()));
      return wait();
    },
    { there: () => "attributeStyleMap" in HTMLElement.prototype },
  ),
  channel("style-animation", "an animation", (aim) => {
    const image = url(aim.url());
    box().animate({ backgroundImage: [image, image] }, { duration: 5_000 });
    return wait();
  }),
  channel("style-insert-rule", "a rule put into a sheet of the page", (aim) => {
    document.styleSheets[0].insertRule(`.ruled { background-image: ${url(aim.url())} }`);
    box("ruled");
    return wait();
  }),
  channel("style-insert-import", "an @import put into a sheet of the page", (aim) => {
    document.styleSheets[0].insertRule(`@import ${url(aim.url())};`, 0);
    return wait();
  }),
  channel("style-insert-font", "a font put into a sheet of the page", (aim) => {
    const [sheet] = document.styleSheets;
    const font = `@font-face { font-family: stolen; src: ${url(aim.url())} }`;
    sheet.insertRule(font, sheet.cssRules.length);
    box().style.fontFamily = "stolen";
    return wait();
  }),
  channel("style-adopted", "a sheet that is adopted", (aim) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`.adopted { background-image: ${url(aim.url())} }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    box("adopted");
    return wait();
  }),
  channel("style-element", "@import in a style element", async (aim) => {
    const style = await element("style");
    style.textContent = `@import ${url(aim.url())};`;
    document.head.append(style);
    return wait();
  }),
  channel(
    "style-changed",
    "the text of the page's own style",
    (aim) => {
      const [sheet] = document.styleSheets;
      const text = sheet.ownerNode.textContent;
      sheet.ownerNode.textContent = `@import ${url(aim.url())}; ${text}`;
      return wait();
    },
    { alone: true },
  ),
  channel("style-shadow", "a style in a shadow", async (aim) => {
    const shadow = box().attachShadow({ mode: "open" });
    const style = await element("style");
    style.textContent = `p { background-image: ${url(aim.url())} }`;
    const inside = document.createElement("p");
    inside.textContent = "styled";
    shadow.append(style, inside);
    return wait();
  }),
  channel("style-instruction", "<?xml-stylesheet?>", (aim) => {
    const data = `href="${aim.url()}" type="text/css"`;
    const instruction = document.createProcessingInstruction("xml-stylesheet", data);
    document.insertBefore(instruction, document.documentElement);
    return wait();
  }),
]);
