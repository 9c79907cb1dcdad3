/** On a page that embeds this one: what it sets of the looks, and whether its policy leaves what is needed. */
import { type InnerFault, type Look, type StyleName } from "../../../js/element/words.js";
import type { Controller } from "../controller.js";
import { tell, type Given } from "../given.js";
import { workerOf } from "../job/script.js";

/** The smallest module there is (WebAssembly Core, section 5.5.16). */
const EMPTY_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/** What a style may be, and what it is called here. Nothing of it can name an address. */
const STYLES: Record<StyleName, [property: string, form: RegExp]> = {
  radius: ["--round", /^\d{1,2}(\.\d{1,3})?(px|rem|em)?$/],
  font: ["--sans", /^[\p{L}\p{N} ,"'_-]{1,300}$/u],
};

export function embedded(given: Given, controller: Controller): void {
  const { embedding } = given;
  if (!embedding) return;
  given.onLook = (look) => apply(look, controller);
  apply(embedding.look, controller);
  for (const [name, missing] of Object.entries(MISSING))
    void missing().then((is) => is && tell(`fault:${name as keyof typeof MISSING}`));
}

function apply({ language, theme, styles = {} }: Look, controller: Controller): void {
  if (language === "ja" || language === "en") controller.setLanguage(language);
  if (theme === "auto" || theme === "light" || theme === "dark") controller.change({ theme });
  for (const [name, [property, form]] of Object.entries(STYLES)) {
    const value = styles[name as StyleName];
    const { style } = document.documentElement;
    if (value === "") style.removeProperty(property);
    else if (value !== undefined && form.test(value)) style.setProperty(property, value);
  }
}

/** Whether the policy of the page around takes it away, as all of it is laid on this one as well. */
const MISSING = {
  style: async () =>
    getComputedStyle(document.documentElement).getPropertyValue("--paper").trim() === "",
  wasm: async () =>
    WebAssembly.compile(EMPTY_MODULE).then(
      () => false,
      () => true,
    ),
  worker: () =>
    new Promise<boolean>((resolve) => {
      const ended = (is: boolean) => {
        worker.terminate();
        resolve(is);
      };
      const worker = workerOf("postMessage(0)");
      worker.onmessage = () => ended(false);
      worker.onerror = (event) => {
        event.preventDefault();
        ended(true);
      };
    }).catch(() => true),
} satisfies Record<Exclude<InnerFault, "script" | "panels">, () => Promise<boolean>>;
