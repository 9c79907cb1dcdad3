/** Workers of a browser. */
import { end, lifeName } from "./life.js";
import type { FromWorker, Life, Port, ToWorker } from "./protocol.js";

/** A worker as a port. */
export function portOf(worker: Worker): Port<ToWorker, FromWorker> {
  const life = lifeName();
  let lost = () => {};
  worker.postMessage({ life } satisfies Life);
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    onMessage: (take) => {
      worker.onmessage = ({ data }: MessageEvent<FromWorker | Life>) => {
        if ("life" in data) void end(life).then((known) => known && lost());
        else take(data);
      };
    },
    onLost: (take) => {
      lost = take;
      worker.onerror = (event) => {
        event.preventDefault();
        take();
      };
      worker.onmessageerror = take;
    },
    close: () => worker.terminate(),
  };
}
