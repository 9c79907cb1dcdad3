/** Panels that a page hands over which embeds this one: each is opened before it is offered. */
import { tell } from "../given.js";
import { Job } from "../job/client.js";
import type { Modules, PackedPanel } from "../job/protocol.js";
import type { Choice } from "../model.js";

/** Lists of those that can be opened, in their order. */
export async function openGiven(
  panels: readonly Blob[],
  modules: Modules,
  counter: () => (made: number, stopped: number) => void,
): Promise<Choice[]> {
  if (panels.length === 0) return [];
  const job = new Job(modules, { counter, onLost: () => {} });
  const opened: PackedPanel[] = [];
  for (const panel of panels) {
    const source = new File([panel], "panel.gsp");
    const { built, first, ...packed } = await job
      .call("compile", { source })
      .catch(() => ({ built: true, first: [], info: undefined, bytes: undefined }));
    // What has to be made into a panel first is none.
    if (built || !packed.info) tell("fault:panels");
    else opened.push({ info: packed.info, bytes: source });
  }
  job.close();
  return opened.map((panel, at) => ({
    id: `given-${at + 1}`,
    group: "other",
    kept: true,
    name: panel.info.name,
    panels: [panel],
  }));
}
