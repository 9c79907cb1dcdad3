import { contigMap } from "./contig-map.js";
import { Handle, type Core, type Screening } from "./core.js";
import type * as Raw from "./glue.js";
import { expectPanel } from "./panel.js";
import { chunks, PIECE } from "./source.js";
import type { Inspection, InspectOptions, Source } from "./types.js";

/** Reads the header and the first records, and leaves the rest of the source unread. */
export async function run(
  core: Core<Screening>,
  input: Source,
  options: InspectOptions,
): Promise<Inspection> {
  const inspect = look(core, options);
  try {
    for await (const chunk of chunks(input, options.signal, PIECE)) {
      if (inspect.use((raw) => raw.push(chunk))) break;
    }
    options.signal?.throwIfAborted();
    return inspect.take((raw) => raw.finish());
  } finally {
    inspect.free();
  }
}

function look(core: Core<Screening>, options: InspectOptions): Handle<Raw.Inspect> {
  const { panel, build } = options;
  const map = options.contigMap === undefined ? undefined : contigMap(options.contigMap);
  if (panel === undefined) return new Handle(core, (wasm) => new wasm.Inspect(build, map));
  const handle = expectPanel(panel).handle;
  const beside = (wasm: typeof Raw) => handle.use((raw) => wasm.Inspect.beside(raw, build, map));
  return new Handle(handle.core, beside);
}
