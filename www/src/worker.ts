/** Runs the demonstration: fetches its two files and screens the one against the other. */
import { GenosieveError, messages, openPanel, screen } from "genosieve";

import genomeUrl from "../../dist/demo/synthetic-genome.grch38.vcf.gz?url";
import panelUrl from "../../dist/demo/japan-sentinels.grch38.gsp?url";
import type { Failure, Told } from "./protocol.js";

const tell = (told: Told) => postMessage(told);

async function run(): Promise<void> {
  tell({ kind: "texts", texts: { en: await messages("en"), ja: await messages("ja") } });
  const panel = await openPanel(await fetched(panelUrl));
  const report = await screen(await fetched(genomeUrl), {
    panel,
    name: "synthetic-genome.grch38.vcf.gz",
    onProgress: (progress) => tell({ kind: "progress", progress }),
  });
  tell({ kind: "report", report: report.data });
}

async function fetched(url: string): Promise<Blob> {
  const response = await fetch(new URL(url, import.meta.url));
  if (!response.ok)
    throw new GenosieveError({ code: "io", message: "", detail: `${response.status}` });
  return response.blob();
}

function failureOf(error: unknown): Failure {
  if (error instanceof GenosieveError) {
    const { code, position, detail } = error;
    return { code, position, detail };
  }
  return { code: "io", position: {}, detail: String(error) };
}

void run().catch((error: unknown) => tell({ kind: "failure", failure: failureOf(error) }));
