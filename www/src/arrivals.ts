/** What arrives once, for whoever asks before or after. */

/** A promise with its end at hand: `Promise.withResolvers` is younger than the oldest browsers here. */
export interface Later<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (reason: Error) => void;
}

export function later<T>(): Later<T> {
  let resolve!: Later<T>["resolve"];
  let reject!: Later<T>["reject"];
  const promise = new Promise<T>((give, fail) => {
    resolve = give;
    reject = fail;
  });
  // Whoever asks for it hears of it.
  promise.catch(() => {});
  return { promise, resolve, reject };
}

/** Files by their names. */
export class Arrivals<T> {
  readonly #all = new Map<string, Later<T>>();

  of(name: string): Promise<T> {
    return this.#of(name).promise;
  }

  /** Undefined: it could not be loaded. */
  take(name: string, content: T | undefined): void {
    const { resolve, reject } = this.#of(name);
    if (content === undefined) reject(new Error(name));
    else resolve(content);
  }

  #of(name: string): Later<T> {
    const known = this.#all.get(name) ?? later<T>();
    this.#all.set(name, known);
    return known;
  }
}
