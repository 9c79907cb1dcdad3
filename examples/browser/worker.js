// Screens what the page hands over, and gives back what is carried.
import { compilePanel, isPanelFile, openPanel, screen } from "genosieve";

onmessage = async ({ data: { list, genome } }) => {
  try {
    const head = new Uint8Array(await list.slice(0, 4).arrayBuffer());
    const panel = isPanelFile(head) ? await openPanel(list) : await compilePanel(list);
    const report = await screen(genome, {
      panel,
      workers: 2,
      onProgress: ({ records }) => postMessage({ records }),
    });
    const carried = [];
    for await (const row of report.findings({ states: ["carried"] })) carried.push(row);
    postMessage({ carried, complete: report.overview.accounting.complete });
  } catch ({ code, message, remedy }) {
    postMessage({ failure: { code, message, remedy } });
  }
};
