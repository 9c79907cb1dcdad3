/** The demonstration's worker: it loads everything first, then runs without a single request. */
import { load, messages, openPanel, screen, version } from "genosieve";
import panelUrl from "../dist/demo/japan-sentinels.grch38.gsp?url";
import genomeUrl from "../dist/demo/synthetic-genome.grch38.vcf.gz?url";
import { fieldsOf } from "./failure.ts";
import type { Ask, Tell } from "./protocol.ts";

const GENOME_NAME = "synthetic-genome.grch38.vcf.gz";

const tell = (message: Tell): void => self.postMessage(message);

async function fetched(url: string): Promise<Blob> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return response.blob();
}

async function prepare() {
  const [panelBytes, genome] = await Promise.all([fetched(panelUrl), fetched(genomeUrl), load()]);
  const panel = await openPanel(panelBytes);
  tell({
    kind: "ready",
    panel: panel.info,
    version: await version(),
    words: { en: await messages("en"), ja: await messages("ja") },
    genome: { name: GENOME_NAME, bytes: genome.size },
  });
  return { panel, genome };
}

const prepared = prepare();
prepared.catch((error: unknown) => tell({ kind: "error", error: fieldsOf(error) }));

self.onmessage = async ({ data }: MessageEvent<Ask>) => {
  if (data.kind !== "demo") return;
  try {
    const { panel, genome } = await prepared;
    const start = performance.now();
    const report = await screen(genome, {
      panel,
      name: GENOME_NAME,
      all: true,
      onProgress: ({ bytesRead }) => tell({ kind: "progress", bytesRead, bytesTotal: genome.size }),
    });
    const milliseconds = performance.now() - start;
    tell({ kind: "report", report: report.data, json: report.json(), milliseconds });
    report.free();
  } catch (error) {
    tell({ kind: "error", error: fieldsOf(error) });
  }
};
