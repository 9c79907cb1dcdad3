/**
 * Runs before anything else in each worker that the sealed frame makes, and it makes no others: some browsers have
 * calls there that the policy of the frame does not reach (Firefox before 153: `EventSource` and `FontFace`).
 */
import type { SealedWorker } from "./global.js";
import { fix, remove } from "./remove.js";

/** Interfaces that reach a network beside the policy, and those by which a worker makes others of its own text. */
const INTERFACES =
  /^(webkit|moz)?RTC|^WebTransport|^FontFace|^(EventSource|fonts|WebSocketStream|XMLHttpRequest|importScripts|Worker|SharedWorker)$/;

const pulse = URL.createObjectURL(new Blob(["postMessage(0)"], { type: "text/javascript" }));
remove(URL, /^createObjectURL$/);
for (
  let on: object = globalThis;
  on !== Object.prototype;
  on = Reflect.getPrototypeOf(on) ?? Object.prototype
)
  remove(on, INTERFACES);
fix(globalThis, "sealed", Object.freeze<SealedWorker>({ pulse }));
