import { Handle, type Compiling, type Core, type Screening } from "./core.js";
import type * as Raw from "./glue.compiler.js";
import { breath, ticker } from "./pace.js";
import { openCompiled, type Panel } from "./panel.js";
import { chunks, nameOf, sizeOf, unchanged } from "./source.js";
import type { CompileOptions, Source } from "./types.js";

/** The panel's name from its source's file name. */
export function panelName(sourceName: string): string {
  let name = sourceName;
  for (const extension of [".gz", ".bgz", ".vcf", ".tsv", ".txt"]) {
    if (name.endsWith(extension)) name = name.slice(0, -extension.length);
  }
  return name;
}

/**
 * Compiles panels in an instance of its own, which takes 370 MB for a panel of 3.4 million alleles and
 * could not give them back: once nobody compiles, it is replaced.
 */
export class Compiler {
  readonly #screening: Core<Screening>;
  readonly #core: Core<Compiling>;

  constructor(screening: Core<Screening>, core: Core<Compiling>) {
    this.#screening = screening;
    this.#core = core;
  }

  async compile(source: Source, options: CompileOptions): Promise<Panel> {
    await Promise.all([this.#screening.load(), this.#core.load()]);
    this.#core.enter();
    try {
      return openCompiled(this.#screening, await bytes(this.#core, source, options));
    } finally {
      this.#core.leave();
    }
  }
}

/** The bytes of a `.gsp`. */
async function bytes(
  core: Core<Compiling>,
  source: Source,
  options: CompileOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const sourceName = options.sourceName ?? nameOf(source) ?? "panel";
  const name = options.name ?? panelName(sourceName);
  const build = options.build === undefined ? {} : { build: options.build };
  const keepInfo = options.keepInfo === undefined ? {} : { keepInfo: options.keepInfo };
  const builder = new Handle<Raw.PanelBuilder, Compiling>(
    core,
    (wasm) => new wasm.PanelBuilder({ name, sourceName, ...build, ...keepInfo }),
  );
  const bytesTotal = sizeOf(source);
  const due = ticker();
  let bytesRead = 0;
  try {
    for await (const chunk of chunks(source, options.signal)) {
      bytesRead += chunk.byteLength;
      builder.use((raw) => raw.push(chunk));
      if (due()) options.onProgress?.({ bytesRead, bytesTotal });
      await breath();
    }
    await unchanged(source, options.signal);
    options.onProgress?.({ bytesRead, bytesTotal });
    builder.use((raw) => raw.sourceDone());
    if (options.reference !== undefined) {
      for await (const chunk of chunks(options.reference, options.signal)) {
        builder.use((raw) => raw.pushReference(chunk));
        await breath();
      }
      await unchanged(options.reference, options.signal);
      const name = options.referenceName ?? nameOf(options.reference) ?? "reference";
      builder.use((raw) => raw.nameReference(name));
    }
    return builder.take((raw) => raw.finish());
  } finally {
    builder.free();
  }
}
