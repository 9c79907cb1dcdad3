/** The library's worker: one file becomes a panel, or is one already, and is kept; or two panels are compared. */
import {
  compilePanel,
  inspect,
  isPanelFile,
  load,
  openPanel,
  panelDifference,
  type PanelInfo,
  type ReadProgress,
} from "genosieve/bare";

import { live } from "../../../js/pool/life.js";
import { bare, failureOf } from "../job/failure.js";
import type { Failure } from "../job/protocol.js";
import type { Task, Told, Wanted } from "./protocol.js";
import { keep } from "./store.js";

const tell = (told: Told) => postMessage(told);

/** Ends the import with a code of the page's own. */
class Refusal extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** How many samples a genotype file names; none for what is no such file. */
async function samplesOf(source: File): Promise<number> {
  return inspect(source).then(
    ({ samples }) => samples.length,
    () => 0,
  );
}

type Importing = Extract<Task, { kind: "import" }>;

async function panelOf({
  source,
  certain,
}: Importing): Promise<{ info: PanelInfo; bytes: Uint8Array }> {
  const head = new Uint8Array(await source.slice(0, 4).arrayBuffer());
  if (isPanelFile(head)) {
    // What was verified is what is written.
    const bytes = new Uint8Array(await source.arrayBuffer());
    const { info } = await openPanel(bytes);
    return { info, bytes };
  }
  const samples = certain ? 0 : await samplesOf(source);
  if (samples > 0) throw new Refusal(bare("has_samples", String(samples)));
  const onProgress = (progress: ReadProgress) => tell({ kind: "progress", progress });
  const panel = await compilePanel(source, { onProgress });
  // Not a copy: all of ClinVar takes 100 MB.
  return { info: panel.info, bytes: panel.packed };
}

async function take(wanted: Wanted): Promise<void> {
  await live(wanted.life, () => tell({ kind: "alive" }));
  await load(wanted.modules);
  if (wanted.kind === "compare") {
    const [from, to] = [await openPanel(wanted.from), await openPanel(wanted.to)];
    return tell({ kind: "compared", difference: await panelDifference(from, to) });
  }
  const { info, bytes } = await panelOf(wanted);
  tell({ kind: "keeping" });
  const { id, before } = await keep(info, bytes);
  tell({ kind: "kept", id, name: info.name, before });
}

function failed(thrown: unknown): Failure {
  if (thrown instanceof Refusal) return thrown.failure;
  const full = thrown instanceof DOMException && thrown.name === "QuotaExceededError";
  return full ? bare("library_full") : failureOf(thrown);
}

const begin = ({ data }: MessageEvent<Wanted>) =>
  void take(data).catch((thrown: unknown) => tell({ kind: "fails", failure: failed(thrown) }));

addEventListener("message", begin, { once: true });
