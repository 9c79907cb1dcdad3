import { Handle, type Comparing, type Core, type Screening } from "./core.js";
import { optionError } from "./error.js";
import { FamilyReport } from "./family-report.js";
import type * as Raw from "./glue.family.js";
import { expectPanel } from "./panel.js";
import type { Spawn } from "./pool/protocol.js";
import * as screens from "./screen.js";
import { chunks, collect, nameOf, PIECE, sizeOf } from "./source.js";
import type {
  AssignedRole,
  FamilyFile,
  FoundRoles,
  NamedSamples,
  Progress,
  RolesOptions,
  Source,
  StatedRole,
} from "./types.js";

/** What the files of a family are screened with. */
export interface FamilyOptions extends Omit<
  screens.ScreenOptions,
  "samples" | "all" | "name" | "index"
> {
  /** Who is who, by the names of {@link FoundRoles}. */
  roles: AssignedRole[];
}

/** Compares samples, in an instance of its own. */
export class Families {
  readonly #screening: Core<Screening>;
  readonly #core: Core<Comparing>;

  constructor(screening: Core<Screening>, core: Core<Comparing>) {
    this.#screening = screening;
    this.#core = core;
  }

  async roles(files: FamilyFile[], { ped, roles = [], signal }: RolesOptions): Promise<FoundRoles> {
    await this.#core.load();
    const read = new Roles(this.#core);
    try {
      const found = await read.heads(files, signal);
      if (ped !== undefined) await read.pedigree(ped, signal);
      return { files: found, roles: read.found(roles) };
    } finally {
      read.free();
    }
  }

  /** Screens one file after the other, each with all workers. */
  async screen(
    surface: string,
    files: FamilyFile[],
    { roles, ...options }: FamilyOptions,
    spawn: Spawn | undefined,
  ): Promise<FamilyReport> {
    await Promise.all([this.#core.load(), this.#screening.load()]);
    const samples = await this.#samples(files, roles, options.signal);
    const panel = expectPanel(options.panel).within(this.#core);
    const reports: Handle<Raw.Report>[] = [];
    const progress = new Sum(files.map(({ source }) => sizeOf(source)));
    try {
      for (const [at, { source, name, index }] of files.entries()) {
        const own = {
          ...options,
          panel,
          samples: samples[at] ?? [],
          ...(name === undefined ? {} : { name }),
          ...(index === undefined ? {} : { index }),
          ...(options.onProgress && { onProgress: progress.of(at, options.onProgress) }),
        };
        reports.push((await screens.run(surface, source, own, spawn)).handle);
      }
      const raw = reports.map((report) => report.take((taken) => taken));
      const family = (wasm: Comparing) => new wasm.Family(raw, { roles: plain(roles) });
      return new FamilyReport(new Handle<Raw.Family, Comparing>(this.#core, family));
    } finally {
      for (const report of reports) report.free();
      panel.free();
    }
  }

  /** The samples of each file that are to be looked at. */
  async #samples(
    files: FamilyFile[],
    roles: AssignedRole[],
    signal: AbortSignal | undefined,
  ): Promise<string[][]> {
    const read = new Roles(this.#core);
    try {
      await read.heads(files, signal);
      return files.map((_, at) => read.wanted(at, roles));
    } finally {
      read.free();
    }
  }
}

/** Headers of files, and who their samples are. */
class Roles {
  readonly #handle: Handle<Raw.Roles, Comparing>;

  constructor(core: Core<Comparing>) {
    this.#handle = new Handle<Raw.Roles, Comparing>(core, (wasm) => new wasm.Roles());
  }

  async heads(files: FamilyFile[], signal: AbortSignal | undefined): Promise<NamedSamples[]> {
    if (files.length === 0) throw optionError("files: none");
    const samples: string[][] = [];
    for (const { source, name } of files) {
      // It is read again for its records.
      if (sizeOf(source) === undefined) throw optionError("a file of a family is a stream");
      for await (const chunk of chunks(source, signal, PIECE)) {
        if (this.#handle.use((raw) => raw.push(chunk))) break;
      }
      signal?.throwIfAborted();
      samples.push(
        this.#handle.use((raw) => raw.endFile(name ?? nameOf(source) ?? screens.NAMELESS)),
      );
    }
    const names = this.#handle.use((raw) => raw.names());
    return samples.map((own) => ({
      samples: own,
      names: names.splice(0, Math.max(own.length, 1)),
    }));
  }

  async pedigree(ped: Source, signal: AbortSignal | undefined): Promise<void> {
    const bytes = await collect(ped, signal);
    this.#handle.use((raw) => raw.pedigree(bytes));
  }

  found(stated: StatedRole[]): AssignedRole[] {
    const words = stated.map(({ sample, role }) => `${sample}=${role}`);
    return this.#handle.use((raw) => raw.found(words));
  }

  wanted(file: number, roles: AssignedRole[]): string[] {
    return this.#handle.use((raw) => raw.wanted(file, { roles: plain(roles) }));
  }

  free(): void {
    this.#handle.free();
  }
}

/** Without fields that nobody asked for. */
function plain(roles: AssignedRole[]): AssignedRole[] {
  if (!Array.isArray(roles)) throw optionError("roles");
  return roles.map(({ sample, role, sex = null, affected = null }) => ({
    sample,
    role,
    sex,
    affected,
  }));
}

/** Progress over several files, which are read one after the other. */
class Sum {
  readonly #sizes: number[];
  #records = 0;

  constructor(sizes: (number | undefined)[]) {
    this.#sizes = sizes.map((size) => size ?? 0);
  }

  of(at: number, tell: (progress: Progress) => void): (progress: Progress) => void {
    const before = this.#sizes.slice(0, at).reduce((sum, size) => sum + size, 0);
    const bytesTotal = this.#sizes.reduce((sum, size) => sum + size, 0);
    const earlier = this.#records;
    return ({ parts, ...own }) => {
      this.#records = earlier + own.records;
      const moved = parts?.map((part) => ({
        ...part,
        from: part.from + before,
        to: part.to + before,
      }));
      tell({
        ...own,
        bytesTotal,
        bytesRead: before + own.bytesRead,
        records: this.#records,
        ...(moved && { parts: moved }),
      });
    };
  }
}
