/** The worker's side: parts of one file, one after the other. */
import { Core, Handle } from "../core.js";
import * as screening from "../glue.js";
import { openAgain } from "../panel.js";
import { readHead, readPart, type Reading } from "./part.js";
import type { FileOnDisk, FromWorker, Port, ToWorker } from "./protocol.js";

/** Makes a Blob of a file on a disk, where there is one. */
type OpenFile = (file: FileOnDisk) => Promise<Blob>;

/** Answers what comes through a port until it is closed. */
export function serve(port: Port<FromWorker, ToWorker>, openFile: OpenFile): void {
  let job: Promise<Job | undefined> = Promise.resolve(undefined);
  port.onMessage((message) => {
    // One after the other; whoever waits for an answer is told when there will be none.
    job = job
      .then((job) => step(port, job, message, openFile))
      .catch(() => {
        port.post({ kind: "failed" });
        return undefined;
      });
  });
}

interface Job {
  panel: Handle<screening.Panel>;
  whole: Handle<screening.Screen>;
  input: Blob;
}

async function step(
  port: Port<FromWorker, ToWorker>,
  job: Job | undefined,
  message: ToWorker,
  openFile: OpenFile,
): Promise<Job> {
  if (message.kind === "open") {
    const input = message.input instanceof Blob ? message.input : await openFile(message.input);
    const opened = await begin(message, input);
    port.post({ kind: "ready" });
    return opened;
  }
  if (job === undefined) throw new Error("no file is open");
  const { whole, input } = job;
  const progress = (reading: Reading) => port.post({ kind: "progress", reading });
  const range = [message.from, message.to] as const;
  const part = await readPart(whole, input, range, progress, { keepLines: true });
  if (part === undefined) throw new Error("the file cannot be cut");
  const reading = part.use((raw) => raw.progress());
  const bytes = part.take((raw) => raw.partialBytes());
  port.post({ kind: "partial", bytes, reading }, [bytes.buffer]);
  return job;
}

async function begin(
  { wasm, panel, options }: ToWorker & { kind: "open" },
  input: Blob,
): Promise<Job> {
  const core = new Core(screening, () => wasm);
  await core.load();
  const opened = openAgain(core, panel);
  const whole = new Handle(core, (glue) => opened.use((raw) => new glue.Screen(raw, options)));
  if (!(await readHead(whole, input))) throw new Error("there is no header");
  return { panel: opened, whole, input };
}
