/** Whether the browser has what the page is built of. */
export function supported(): boolean {
  return (
    typeof WebAssembly === "object" &&
    typeof Worker === "function" &&
    typeof ReadableStream === "function" &&
    typeof HTMLDialogElement === "function"
  );
}
