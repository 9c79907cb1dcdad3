// What a genome carries of a panel: node carried.mjs PANEL GENOME (or deno run --allow-read, or bun).
import { readFile } from "node:fs/promises";
import process from "node:process";

import { compilePanel, isPanelFile, openPanel, screen } from "genosieve";

const [panelPath, genomePath] = process.argv.slice(2);
const list = await readFile(panelPath);
const panel = isPanelFile(list) ? await openPanel(list) : await compilePanel(list);
const report = await screen(await readFile(genomePath), { panel });
for await (const { entry, zygosity } of report.findings({ states: ["carried"] }))
  console.log(`${entry.contig}:${entry.pos} ${entry.ref}>${entry.alt} ${zygosity}`);
