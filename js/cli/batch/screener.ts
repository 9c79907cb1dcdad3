/** Screens inputs of a batch one after the other, in this thread, and writes their reports. */
import { mkdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

import type { Comparing, Core } from "../../core.js";
import { changedError, GenosieveError, isStop } from "../../error.js";
import { openPacked, type Packed, type Panel } from "../../panel.js";
import type { Report } from "../../report.js";
import { run, type ScreenOptions } from "../../screen.js";
import { STATES } from "../../states.js";
import type { Language, PanelInfo } from "../../types.js";
import type { AskedArgs, Format } from "../args.js";
import { indexOf } from "../asked.js";
import { failed, fileName, input as opened, read, replaced } from "../files.js";
import { placeOf } from "../say.js";
import { piecesOf } from "../written.js";
import type { Input } from "./inputs.js";
import { isSame, stampOf, type Outcome, type Stamp, type Written } from "./manifest.js";
import { bySample } from "./module.js";

const EXTENSIONS: Record<Format, string> = { table: "txt", json: "json", tsv: "tsv" };

/** What all inputs have in common. Another thread can be given it. */
export interface Batch {
  packed: Packed;
  info: PanelInfo;
  options: Omit<ScreenOptions, "panel" | "name" | "index">;
  index: AskedArgs["index"];
  format: Format;
  language: Language;
  folder: string;
}

export class Screener {
  readonly #core: Core<Comparing>;
  readonly #batch: Batch;
  #panel: Panel | undefined;

  constructor(core: Core<Comparing>, batch: Batch, panel?: Panel) {
    this.#core = core;
    this.#batch = batch;
    this.#panel = panel;
  }

  /** What an input comes to. Throws `io` where a report cannot be written. */
  async outcome(input: Input): Promise<Outcome> {
    const stamp = await stampOf(input);
    let report: Report;
    try {
      report = await this.#screened(input, stamp);
    } catch (error) {
      return this.#unanswered(stamp, error);
    }
    try {
      return await this.#written(report, stamp);
    } catch (error) {
      if (isStop(error)) return this.#unanswered(stamp, error);
      throw error;
    } finally {
      report.free();
    }
  }

  /** Gives back what its module holds: others do the work. */
  release(): void {
    this.#panel = undefined;
    this.#core.drop();
  }

  async #screened(input: Input, stamp: Stamp): Promise<Report> {
    const { options, packed, info } = this.#batch;
    await this.#core.load();
    const panel = (this.#panel ??= openPacked(this.#core, packed, info));
    const index = await indexOf(input.path, this.#batch.index);
    // Only ranges are read from any byte on.
    const source = index === undefined ? read(input.path) : await opened(input.path);
    const own = { ...options, panel, name: fileName(input.path), ...(index && { index }) };
    let report: Report | undefined;
    try {
      report = await run("node", source, own);
    } catch (error) {
      // Of a file that changed, ranges can no longer be read.
      const isUnread = error instanceof GenosieveError && error.code === "io";
      if (!isUnread || isSame(await stampOf(input), stamp)) throw error;
    }
    if (report !== undefined && isSame(await stampOf(input), stamp)) return report;
    report?.free();
    throw changedError();
  }

  /** The outcome of an input that gave no report. */
  #unanswered(stamp: Stamp, error: unknown): Outcome {
    if (!(error instanceof GenosieveError)) throw error;
    // What an instance held that stopped is lost with it.
    if (isStop(error)) this.#panel = undefined;
    const { code, exitCode: exit, position, detail } = error;
    const rest = { notices: [], reports: [], planes: null };
    return { ...stamp, code, exit, position: placeOf(position), detail, ...rest };
  }

  /** Writes a report for each sample; those of a file with several are in a folder of its name. */
  async #written(report: Report, stamp: Stamp): Promise<Outcome> {
    const { notices, summary } = report.overview;
    const exit = report.exitCode;
    const reports: Written[] = [];
    let at = 0;
    for (const _ of bySample(report, summary.length)) {
      const counts = summary[at++];
      if (counts === undefined) break;
      const { sample } = counts;
      const within = summary.length > 1 ? `/${encoded(sample ?? "")}` : "";
      const file = `reports/${stamp.name}${within}.${EXTENSIONS[this.#batch.format]}`;
      const bytes = await this.#write(file, report);
      reports.push({ sample, file, bytes, counts: STATES.map((state) => counts[state]) });
    }
    return {
      ...stamp,
      code: exit === 0 ? "answered" : "incomplete",
      exit,
      position: "-",
      detail: "",
      notices: notices.map(({ code }) => code),
      reports,
      planes: null,
    };
  }

  /** Writes a file of the folder, and gives its size in bytes. */
  async #write(file: string, report: Report): Promise<number> {
    const { folder, format, language } = this.#batch;
    const path = join(folder, file);
    await mkdir(dirname(path), { recursive: true }).catch(failed(dirname(path)));
    await replaced(path, piecesOf(report, format, language));
    return (await stat(path).catch(failed(path))).size;
  }
}

/**
 * The name of a sample as that of a file, different for different ones: what is no letter, digit, dot, hyphen or
 * underscore of ASCII is written as in URLs, and so is a dot in front.
 */
export function encoded(sample: string): string {
  const one = (byte: number, at: number) => {
    const sign = String.fromCharCode(byte);
    const kept = /[A-Za-z0-9_-]/.test(sign) || (sign === "." && at > 0);
    return kept ? sign : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  };
  return Array.from(new TextEncoder().encode(sample), one).join("");
}
