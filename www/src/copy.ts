/** Copying and saving with what works in a sealed frame too: no clipboard permission, no link. */

import { sealed } from "./sealed/global.js";

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

/** The same for bytes, or for a file that is kept elsewhere. */
export function saveBlob(name: string, content: Blob): void {
  const keeper = sealed();
  if (keeper) return keeper.save(name, content);
  const url = URL.createObjectURL(content);
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
