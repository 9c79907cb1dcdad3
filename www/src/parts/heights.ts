/** Heights of the rows of a list, and where each begins: as guessed until a row was drawn and measured. */
export class Heights {
  readonly count: number;
  readonly #heights: Float64Array;
  /** Where each row begins; the one after the last begins where the list ends. */
  readonly #starts: Float64Array;
  readonly #gap: number;
  /** The first row whose start is to be worked out anew. */
  #stale = 0;

  constructor(count: number, usual: number, gap: number) {
    this.count = count;
    this.#gap = gap;
    this.#heights = new Float64Array(count).fill(usual);
    this.#starts = new Float64Array(count + 1);
  }

  height(row: number): number {
    return this.#heights[row] ?? 0;
  }

  set(row: number, height: number): void {
    this.#heights[row] = height;
    this.#stale = Math.min(this.#stale, row);
  }

  start(row: number): number {
    for (; this.#stale < this.count; this.#stale += 1) {
      const start = this.#starts[this.#stale] ?? 0;
      this.#starts[this.#stale + 1] = start + this.height(this.#stale) + this.#gap;
    }
    return this.#starts[row] ?? 0;
  }

  get total(): number {
    return this.count === 0 ? 0 : this.start(this.count) - this.#gap;
  }

  /** The row that is there; the last one below all of them. */
  at(place: number): number {
    let [low, high] = [0, this.count - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.start(middle) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
