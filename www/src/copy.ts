/** Copying and saving with what works in a sealed frame too: no clipboard permission, no link. */

import { save } from "./given.js";
import { download } from "./shell/download.js";

/** Copies a text; says whether it worked. */
export function copyText(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.setAttribute("aria-hidden", "true");
  area.className = "heard";
  const { activeElement } = document;
  // Within an open dialog nothing outside of it can be selected.
  (activeElement?.closest("dialog") ?? document.body).append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (activeElement instanceof HTMLElement) activeElement.focus();
  return done;
}

/** Hands a text to the browser as a file to save. */
export function saveText(name: string, type: string, text: string): void {
  saveBlob(name, new Blob([text], { type }));
}

/** The same for bytes, or for a file that is kept elsewhere. A frame that could do it itself could go elsewhere, too. */
export function saveBlob(name: string, content: Blob): void {
  if (parent === window) download(name, content);
  else save(name, content);
}
