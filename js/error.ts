import type { CoreCode, Evidence } from "./types.js";

/** Where in the input; an error that concerns the whole has neither. */
export interface Position {
  /** 1-based line of the decompressed text. */
  line?: number;
  /** 0-based byte of the file as given. */
  byte?: number;
}

/** What the core throws, and what the package itself throws in the same shape. */
export interface ErrorFields {
  /** What it is. */
  code: ErrorCode;
  /** What happened, for people. */
  message: string;
  /** What to do, for people. */
  remedy?: string;
  /** Where. */
  position?: Position;
  /** The offending value. */
  detail?: string;
  /** What the command exits with. */
  exitCode?: number;
  /** What led to a refusal of the build. */
  evidence?: Evidence[];
}

/** Codes of the package's own, beside those of the core (`docs/errors.md`). */
export type PackageCode = "trap" | "wasm_load" | "instance_gone";

/** What a {@link GenosieveError} can be. */
export type ErrorCode = CoreCode | PackageCode;

/**
 * Every failure of the package but an abort, which rejects with the signal's reason.
 * Act on `code`; `message` and `remedy` are English texts for people.
 */
export class GenosieveError extends Error {
  /** The class. */
  override readonly name = "GenosieveError";
  /** Stable. */
  readonly code: ErrorCode;
  /** Where in the input; empty where it concerns the whole. */
  readonly position: Position;
  /** What to do, for people; may be empty. */
  readonly remedy: string;
  /** The offending value. */
  readonly detail: string;
  /** What the command exits with: 1 usage, 3 refused for the build, 4 unreadable. */
  readonly exitCode: number;
  /** What led to a refusal of the build. */
  readonly evidence: readonly Evidence[];

  /** For callers that fail in the same way, such as their own sources. */
  constructor(fields: ErrorFields, options?: ErrorOptions) {
    super(fields.message, options);
    this.code = fields.code;
    this.position = fields.position ?? {};
    this.remedy = fields.remedy ?? "";
    this.detail = fields.detail ?? "";
    this.exitCode = fields.exitCode ?? 4;
    this.evidence = fields.evidence ?? [];
  }
}

/** The core describes its errors as plain objects with a code; anything else is a broken instance. */
export function isCoreError(thrown: unknown): thrown is ErrorFields {
  return (
    typeof thrown === "object" &&
    thrown !== null &&
    "code" in thrown &&
    typeof thrown.code === "string" &&
    !(thrown instanceof Error)
  );
}

/** An error with what led to it, which is its detail where there is no better one. */
function caused(fields: ErrorFields, cause: unknown): GenosieveError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new GenosieveError({ detail, ...fields }, { cause });
}

/** The instance stopped inside: its memory may be wrong, so nothing of it is used again. */
export function trapError(cause: unknown): GenosieveError {
  return caused(
    {
      code: "trap",
      message: "The program stopped inside; nothing of this run was answered.",
      remedy: "Start again with load() and open the panel anew.",
    },
    cause,
  );
}

/** The same for want of memory. */
export function memoryError(cause: unknown): GenosieveError {
  return caused(
    {
      code: "out_of_memory",
      message: "There was not enough memory; nothing of this run was answered.",
      remedy: "Use a smaller panel or fewer samples, after load() and with the panel opened anew.",
    },
    cause,
  );
}

/** Whether the instance is lost: nothing else can be done with it. */
export function isStop(error: unknown): boolean {
  return error instanceof GenosieveError && ["trap", "out_of_memory"].includes(error.code);
}

/** A module that did not come, or cannot be compiled; an error that says more stays as it is. */
export function loadError(cause: unknown): GenosieveError {
  if (cause instanceof GenosieveError) return cause;
  // Engines have no room for an instance, and say so by this class.
  if (cause instanceof RangeError) return memoryError(cause);
  return caused(
    {
      code: "wasm_load",
      message: "The wasm of Genosieve could not be loaded.",
      remedy: "Check that the wasm files are served beside the script, or pass load({ wasm }).",
    },
    cause,
  );
}

/** The entry `genosieve/bare` knows no location of the wasm. */
export function unlocatedError(
  option: "wasm" | "compiler" | "describer" | "exporter" | "family",
): GenosieveError {
  return new GenosieveError({
    code: "wasm_load",
    message: "No location of the wasm of Genosieve was given.",
    remedy: `Call load({ ${option} }) first.`,
  });
}

/** A file that can no longer be read. */
export function unreadableError(cause: unknown): GenosieveError {
  const detail = cause instanceof Error ? cause.name : String(cause);
  return caused(
    {
      code: "io",
      message:
        "The file can no longer be read: it was moved, changed or removed since it was chosen.",
      remedy: "Choose the file again.",
      detail,
    },
    cause,
  );
}

/** A file that became another one while it was read. */
export function changedError(): GenosieveError {
  return new GenosieveError({
    code: "file_changed",
    message: "The file was changed while it was read.",
    remedy: "Choose the file again and screen it anew.",
  });
}

/** A panel or report of an instance that has since been replaced. */
export function goneError(): GenosieveError {
  return new GenosieveError({
    code: "instance_gone",
    message: "This object was freed, or belongs to an instance that stopped.",
    remedy: "Open the panel again.",
  });
}

export function tooManySamples(samples: number, cause: unknown): GenosieveError {
  return caused(
    {
      code: "samples_too_many",
      message: `A report of ${String(samples)} samples is longer than a text can be.`,
      remedy: "Take its jsonPieces(), or name the samples that matter.",
      detail: String(samples),
      exitCode: 1,
    },
    cause,
  );
}

export function optionError(detail: string): GenosieveError {
  return new GenosieveError({
    code: "option_invalid",
    message: `An option cannot have this value: ${detail}.`,
    remedy: "See the types of the package.",
    detail,
    exitCode: 1,
  });
}
