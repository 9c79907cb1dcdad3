/** How fast a file is read, and how long that takes yet. */
import type { JobProgress } from "../job/protocol.js";

/** Milliseconds that speed is taken from. */
const WINDOW = 2000;
/** Milliseconds of reading before a time left is told. */
const PATIENCE = 1000;
/** How much faster one half of the window may be than the other for a time left to be told. */
const STEADY = 2;

interface Point {
  at: number;
  bytes: number;
  records: number;
}

/** Bytes in a millisecond from one point to another. */
const slope = (from: Point, to: Point) => (to.bytes - from.bytes) / (to.at - from.at);

export class Speed {
  readonly #points: Point[] = [];
  #since: number | undefined;

  /** Takes what was told at `now`, in milliseconds; the same once more changes nothing. */
  note({ bytesRead: bytes, records = 0 }: JobProgress, now: number): void {
    const points = this.#points;
    if (points.at(-1)?.bytes === bytes) return;
    this.#since ??= now;
    points.push({ at: now, bytes, records });
    while ((points[1]?.at ?? now) < now - WINDOW) points.shift();
  }

  /** Records in a second. */
  get records(): number | undefined {
    const [first, last] = [this.#points[0], this.#points.at(-1)];
    if (!first || !last || last.at - first.at < 200) return undefined;
    return (1000 * (last.records - first.records)) / (last.at - first.at);
  }

  /**
   * Seconds until so many bytes are read; undefined where it is not known yet, or the speed changes
   * too much to tell: another worker has begun, or the disk is busy.
   */
  left(total: number): number | undefined {
    const points = this.#points;
    const [first, middle, last] = [points[0], points[points.length >> 1], points.at(-1)];
    if (!first || !middle || !last || middle === first || middle === last) return undefined;
    if (last.at - (this.#since ?? last.at) < PATIENCE) return undefined;
    const [before, after] = [slope(first, middle), slope(middle, last)];
    if (before > STEADY * after || after > STEADY * before) return undefined;
    return (total - last.bytes) / slope(first, last) / 1000;
  }
}
