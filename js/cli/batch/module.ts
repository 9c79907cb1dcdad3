/** The module that a batch screens with: the one that can make a report of each sample. */
import { Core, type Comparing } from "../../core.js";
import * as comparing from "../../glue.family.js";
import type * as Raw from "../../glue.family.js";
import cohorts from "../../messages.cohorts.js";
import { located } from "../../node-api.js";
import type { Report } from "../../report.js";

/** This thread's, which has one: a batch compares no samples, so that nobody else loads it. */
export function batchCore(): Core<Comparing> {
  return new Core(comparing, located.family, { texts: cohorts });
}

/** Makes a report that of one sample after the other; one of a single sample stays as it is. */
export function* bySample(report: Report, samples: number): Generator<void, void> {
  if (samples < 2) return yield;
  for (let at = 0; at < samples; at += 1) {
    // Batches screen in an instance of this module.
    report.handle.use((raw) => (raw as Raw.Divisible).setSample(at));
    yield;
  }
}
