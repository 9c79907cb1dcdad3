/** Taking things away so that nothing later can put them back. */

export function fix(on: object, name: string, value: unknown): void {
  Object.defineProperty(on, name, { value, writable: false, configurable: false });
}

/** Members of an object whose names fit. */
export function remove(on: object, names: RegExp): void {
  for (const name of Object.getOwnPropertyNames(on)) {
    if (!names.test(name)) continue;
    Reflect.deleteProperty(on, name);
    // What cannot be deleted has no value at least.
    if (name in on) fix(on, name, undefined);
  }
}
