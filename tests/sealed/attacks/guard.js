// Ways past a guard that makes elements of some names alone: by the built-ins that it relies on, which hostile
// code replaces, and by the elements that pass through its hands.

/** Puts others in the place of built-ins for the time of some work. */
function replaced(replacements, work) {
  const kept = replacements.map(([on, name]) => [
    on,
    name,
    Object.getOwnPropertyDescriptor(on, name),
  ]);
  try {
    for (const [on, name, value] of replacements)
      Object.defineProperty(on, name, { value, writable: true, configurable: true });
    return work();
  } finally {
    for (const [on, name, was] of kept)
      if (was) Object.defineProperty(on, name, was);
      else delete on[name];
  }
}

/** Listens in on the built-ins by which a guard calls what it guards, until the guarded function comes by. */
export function overheard(tag) {
  const { apply } = Reflect;
  const { call: calling, apply: applying, bind: binding } = Function.prototype;
  const heard = [];
  const spies = [
    [
      Function.prototype,
      "call",
      function (on, ...given) {
        heard.push(this);
        return apply(calling, this, [on, ...given]);
      },
    ],
    [
      Function.prototype,
      "apply",
      function (on, given) {
        heard.push(this);
        return apply(applying, this, [on, given]);
      },
    ],
    [
      Function.prototype,
      "bind",
      function (...given) {
        heard.push(this);
        return apply(binding, this, given);
      },
    ],
    [
      Reflect,
      "apply",
      (work, on, given) => {
        heard.push(work);
        return apply(work, on, given);
      },
    ],
  ];
  replaced(spies, () => document.createElement("p"));
  for (const work of heard) {
    try {
      const made = apply(work, document, [tag]);
      if (made.localName === tag) return made;
    } catch {
      // Not the one.
    }
  }
  throw new TypeError("nothing was overheard");
}

/** Says yes to whatever a guard asks of its list. */
export const agreeing = (tag) =>
  replaced(
    [
      [Set.prototype, "has", () => true],
      [Map.prototype, "has", () => true],
      [Map.prototype, "get", () => true],
      [Array.prototype, "includes", () => true],
      [Array.prototype, "indexOf", () => 0],
      [Array.prototype, "some", () => true],
      [RegExp.prototype, "test", () => true],
      [RegExp.prototype, "exec", () => ["", ""]],
      [Object, "hasOwn", () => true],
      [Object.prototype, "hasOwnProperty", () => true],
    ],
    () => document.createElement(tag),
  );

/** A list that is an ordinary object has whatever its prototype has. */
export function polluted(tag) {
  return replaced([[Object.prototype, tag, true]], () => document.createElement(tag));
}

/** A name that is harmless the first time it is read. */
export function changing(tag) {
  let read = 0;
  const name = { toString: () => (read++ === 0 ? "p" : tag) };
  const made = document.createElement(name);
  if (made.localName !== tag) throw new TypeError("the name was read once");
  return made;
}

/** Other names in the place of the harmless one, from within the guard's own reading of it. */
export const renamed = (tag) =>
  replaced(
    [
      [String.prototype, "toLowerCase", () => tag],
      [String.prototype, "toString", () => tag],
      [Array.prototype, "join", () => tag],
    ],
    () => {
      const made = document.createElement("p");
      if (made.localName !== tag) throw new TypeError("the name stayed");
      return made;
    },
  );

/** The saving of a file makes a link: it is caught on its way through setters and clicks. */
export function caught() {
  const links = [];
  const { apply } = Reflect;
  const natives = ["href", "download", "rel"].map((name) => [
    name,
    Object.getOwnPropertyDescriptor(HTMLAnchorElement.prototype, name).set,
  ]);
  for (const [name, set] of natives)
    Object.defineProperty(HTMLAnchorElement.prototype, name, {
      configurable: true,
      set(value) {
        links.push(this);
        apply(set, this, [value]);
      },
    });
  const listen = (event) => event.target.localName === "a" && links.push(event.target);
  addEventListener("click", listen, true);
  try {
    replaced(
      [
        [
          HTMLElement.prototype,
          "click",
          function () {
            links.push(this);
          },
        ],
        [
          Node.prototype,
          "appendChild",
          function (child) {
            links.push(child);
            return child;
          },
        ],
        [
          EventTarget.prototype,
          "dispatchEvent",
          function () {
            links.push(this);
          },
        ],
      ],
      () => globalThis.sealed.save("caught.txt", new Blob(["caught"])),
    );
  } finally {
    removeEventListener("click", listen, true);
    for (const [name, set] of natives)
      Object.defineProperty(HTMLAnchorElement.prototype, name, { configurable: true, set });
  }
  const link = links.find((value) => value?.localName === "a");
  if (!link) throw new TypeError("no link came by");
  return link;
}

/** A worker's script without what a guard puts before it: built-ins that join and keep texts keep the last alone. */
export function unprefixed(text) {
  const { apply } = Reflect;
  const Kept = Blob;
  const { createObjectURL } = URL;
  const iterator = Array.prototype[Symbol.iterator];
  const alone = new Kept([text], { type: "text/javascript" });
  const replacements = [
    [
      globalThis,
      "Blob",
      function () {
        return alone;
      },
    ],
    [URL, "createObjectURL", () => createObjectURL?.(alone)],
    [Array.prototype, "join", () => text],
    [String.prototype, "concat", () => text],
    [
      Array.prototype,
      Symbol.iterator,
      function () {
        return apply(iterator, typeof this[0] === "string" ? [text] : this, []);
      },
    ],
  ];
  return replaced(replacements, () => sealed.worker({ toString: () => text }));
}
