/** The document of the sealed frame, with the first of its scripts and a style; and the second script, which is handed to it. */
import { readFileSync } from "node:fs";

import { attacks, hardening } from "./attacks.js";
import { filled, inElement } from "./document.js";
import { framePolicy } from "./policy.js";
import { saidIn } from "./said.js";
import { bundled } from "./script.js";
import { split, type Split } from "./split.js";
import { packedTexts, type Has } from "./texts.js";
import {
  builtInPanels,
  coreTexts,
  exportedTexts,
  laterTexts,
  workerHardening,
  workerScript,
} from "./virtual.js";

export interface Frame {
  document: string;
  /** All that its policy names: those of the document, and then the second one. */
  scripts: string[];
  second: string;
  style: string;
}

/** Where the frame is not hardened nothing runs: not in a frame within the frame that repeats this script. */
const GUARD = 'if(!Object.hasOwn(globalThis,"sealed"))throw new Error("sealed");\n';

export async function sealedFrame(version: string): Promise<Frame> {
  const harden = await bundled("../src/sealed/harden.ts", { plugins: [workerHardening()] });
  const { first, later } = await application(version);
  const own = `${attacks()}${first.code}`;
  const how = hardening();
  const inDocument = (
    how === "prefix" ? [harden.code + own] : how === "none" ? [own] : [harden.code, own]
  ).map(inElement);
  const guard = how === "none" ? "" : GUARD;
  const second = inElement(`${guard}${styled(later.style)}${later.code}`);
  const scripts = [...inDocument, second];
  const template = readFileSync(new URL("../frame.html", import.meta.url), "utf8");
  const policy = framePolicy(scripts, first.style);
  const document = filled(template, { policy, scripts: inDocument, style: first.style });
  return { document, scripts, second, style: first.style };
}

/** A style that comes with a script whose text is hashed as a whole. */
const styled = (style: string) =>
  `{const sheet=new CSSStyleSheet();sheet.replaceSync(${JSON.stringify(style)});` +
  "document.adoptedStyleSheets=[...document.adoptedStyleSheets,sheet]}";

/** Twice: which texts the first script says is seen of it alone. */
async function application(version: string): Promise<Split> {
  const parts = (isFirst: Has) =>
    split("../src/main.tsx", "../src/screens.ts", {
      plugins: [
        workerScript("virtual:worker-script", "../src/job/worker.ts", exportedTexts()),
        packedTexts(isFirst),
        coreTexts(isFirst),
        laterTexts(isFirst),
        builtInPanels(),
      ],
      define: { __VERSION__: JSON.stringify(version) },
    });
  const { first } = await parts(() => false);
  return parts(saidIn(first.code));
}
