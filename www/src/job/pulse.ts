/**
 * The end of a worker within the sealed frame, of which browsers tell nobody, and where there are no locks that
 * would: the address that its hardening made of a blob is good for as long as the worker lives, and a worker can
 * be made of it or not.
 */
import { sealed } from "../sealed/global.js";

/** Milliseconds between two looks. */
const EVERY = 2_000;

/** Whether the worker lives that made this address. */
async function lives(address: string): Promise<boolean> {
  // Some browsers throw where there is nothing at an address without an origin, others tell of an error.
  const probe = attempted(address);
  if (!probe) return false;
  return new Promise((resolve) => {
    const end = (lives: boolean) => {
      probe.terminate();
      resolve(lives);
    };
    probe.onmessage = () => end(true);
    probe.onerror = (event) => {
      event.preventDefault();
      end(false);
    };
  });
}

function attempted(address: string): Worker | undefined {
  try {
    return sealed()?.at(address);
  } catch {
    return undefined;
  }
}

/** Calls `lost` once the worker of this address is gone; the function that it gives stops that. */
export function watchPulse(address: string, lost: () => void): () => void {
  let watching = true;
  const look = async () => {
    if (!watching) return;
    // Nobody waits in a tab that is not seen.
    if (document.hidden || (await lives(address))) setTimeout(() => void look(), EVERY);
    else if (watching) lost();
  };
  setTimeout(() => void look(), EVERY);
  return () => {
    watching = false;
  };
}
