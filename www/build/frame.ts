/** The document of the sealed frame: one script whose beginning is the hardening, and one style. */
import { readFileSync } from "node:fs";

import { attacks, hardening } from "./attacks.js";
import { filled, inElement } from "./document.js";
import { framePolicy } from "./policy.js";
import { bundled } from "./script.js";
import { packedTexts } from "./texts.js";
import {
  builtInPanels,
  coreTexts,
  exportedTexts,
  workerHardening,
  workerScript,
} from "./virtual.js";

export interface Frame {
  document: string;
  scripts: string[];
  style: string;
}

export async function sealedFrame(version: string): Promise<Frame> {
  const harden = await bundled("../src/sealed/harden.ts", { plugins: [workerHardening()] });
  const app = await bundled("../src/main.tsx", {
    plugins: [
      workerScript("virtual:worker-script", "../src/job/worker.ts", exportedTexts()),
      packedTexts(),
      coreTexts(),
      builtInPanels(),
    ],
    define: { __VERSION__: JSON.stringify(version) },
  });
  const own = `${attacks()}${app.code}`;
  const how = hardening();
  const scripts = (
    how === "prefix" ? [harden.code + own] : how === "none" ? [own] : [harden.code, own]
  ).map(inElement);
  const template = readFileSync(new URL("../frame.html", import.meta.url), "utf8");
  const policy = framePolicy(scripts, app.style);
  const document = filled(template, { policy, scripts, style: app.style });
  return { document, scripts, style: app.style };
}
