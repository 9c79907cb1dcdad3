// Sources: every kind gives the same bytes, in chunks that fit, and stops when told to.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CHUNK, chunks, nameOf, sizeOf } from "../../dist/source.js";

/** Bytes that differ from place to place, so that a swapped or reused chunk shows. */
function pattern(length) {
  return Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) & 0xff);
}

async function collect(source, signal) {
  const parts = [];
  for await (const chunk of chunks(source, signal)) {
    assert.ok(chunk.byteLength > 0 && chunk.byteLength <= CHUNK, "a chunk fits");
    parts.push(Buffer.from(chunk)); // a copy: the next read may reuse the buffer
  }
  return Buffer.concat(parts);
}

const bytes = pattern(2 * CHUNK + 12_345);

async function* pieces(size) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const sources = {
  Uint8Array: () => bytes,
  "a view into a larger buffer": () => {
    const larger = new Uint8Array(bytes.length + 20);
    larger.set(bytes, 10);
    return larger.subarray(10, 10 + bytes.length);
  },
  ArrayBuffer: () => bytes.slice().buffer,
  Blob: () => new Blob([bytes.subarray(0, 7), bytes.subarray(7)]),
  "byte stream (BYOB)": () => {
    let at = 0;
    return new ReadableStream({
      type: "bytes",
      pull(controller) {
        const view = controller.byobRequest?.view;
        assert.ok(view, "BYOB is used where the stream has it");
        const part = bytes.subarray(at, at + Math.min(view.byteLength, 70_001));
        new Uint8Array(view.buffer, view.byteOffset).set(part);
        at += part.length;
        controller.byobRequest.respond(part.length);
        if (at === bytes.length) controller.close();
      },
    });
  },
  "plain stream": () => ReadableStream.from(pieces(99_991)),
  "AsyncIterable of small pieces": () => pieces(4_099),
  "AsyncIterable of one large piece": () => pieces(bytes.length),
};

for (const [name, make] of Object.entries(sources)) {
  test(`${name} gives its bytes`, async () => {
    assert.ok((await collect(make())).equals(bytes));
  });

  test(`${name} refuses an aborted signal`, async () => {
    const reason = new Error("enough");
    await assert.rejects(collect(make(), AbortSignal.abort(reason)), reason);
  });

  test(`${name} stops between chunks`, async () => {
    const abort = new AbortController();
    let seen = 0;
    await assert.rejects(
      async () => {
        for await (const chunk of chunks(make(), abort.signal)) {
          seen += chunk.byteLength;
          abort.abort();
        }
      },
      { name: "AbortError" },
    );
    assert.ok(seen < bytes.length, `${seen} bytes after the abort`);
  });
}

test("an abort ends a read that is pending", async () => {
  const never = () => new Promise(() => {});
  for (const source of [
    new ReadableStream({ pull: never }),
    new ReadableStream({ type: "bytes", pull: never }),
    { [Symbol.asyncIterator]: () => ({ next: never }) },
  ]) {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 20);
    await assert.rejects(collect(source, abort.signal), { name: "AbortError" });
  }
});

test("leaving early closes the source", async () => {
  let cancelled = 0;
  const stream = new ReadableStream({
    pull: (controller) => controller.enqueue(pattern(10)),
    cancel: () => void (cancelled += 1),
  });
  for await (const _ of chunks(stream)) break;
  async function* endless() {
    try {
      for (;;) yield pattern(10);
    } finally {
      cancelled += 1;
    }
  }
  for await (const _ of chunks(endless())) break;
  assert.equal(cancelled, 2);
});

test("an error of the source comes through", async () => {
  const broken = new Error("disk");
  const stream = new ReadableStream({ pull: (controller) => controller.error(broken) });
  await assert.rejects(collect(stream), broken);
});

test("what is no source is refused by code", async () => {
  for (const wrong of ["text", 7, null, undefined, {}, [1, 2]]) {
    await assert.rejects(collect(wrong), { name: "GenosieveError", code: "option_invalid" });
  }
  async function* text() {
    yield "text";
  }
  await assert.rejects(collect(text()), { code: "option_invalid" });
});

test("name and size are known where they can be", () => {
  assert.equal(sizeOf(new Blob(["abc"])), 3);
  assert.equal(sizeOf(pattern(5)), 5);
  assert.equal(sizeOf(pieces(5)), undefined);
  const blob = new Blob([]);
  assert.equal(nameOf(blob), undefined);
  assert.equal(nameOf(Object.assign(blob, { name: "a.vcf" })), "a.vcf");
});
