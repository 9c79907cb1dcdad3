/** A file handed to the person by the browser. */

/** Bytes whatever they are of: a browser that opened them would show nothing. */
const BYTES = { type: "application/octet-stream" };

export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(new Blob([content], BYTES));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
