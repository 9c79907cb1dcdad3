// Chunks from every kind of source; nothing here needs the wasm.
import assert from "node:assert/strict";
import { openAsBlob } from "node:fs";
import { truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { folder } from "./support.mjs";
import { CHUNK, chunks, nameOf, sizeOf, unchanged } from "../../dist/source.js";

const bytes = Uint8Array.from({ length: 2 * CHUNK + 12_345 }, (_, at) => (at * 7) % 251);

async function joined(source, signal) {
  const parts = [];
  for await (const chunk of chunks(source, signal)) {
    assert.ok(chunk.byteLength > 0 && chunk.byteLength <= CHUNK);
    // A chunk is valid until the next one only.
    parts.push(chunk.slice());
  }
  return Buffer.concat(parts);
}

function stream(options) {
  let at = 0;
  return new ReadableStream({
    ...options,
    pull(controller) {
      if (at >= bytes.byteLength) return controller.close();
      controller.enqueue(bytes.slice(at, (at += 70_001)));
    },
  });
}

const sources = {
  bytes: () => bytes,
  "a buffer": () => bytes.buffer,
  "a view with an offset": () =>
    new Uint8Array(Buffer.concat([Buffer.alloc(3), bytes])).subarray(3),
  "a Blob": () => new Blob([bytes]),
  "a File": () => new File([bytes], "a.vcf"),
  "a default stream": () => stream({}),
  "an iterable": async function* () {
    for (let at = 0; at < bytes.byteLength; at += 1_500_000)
      yield bytes.subarray(at, at + 1_500_000);
    yield new Uint8Array(0);
  },
};

for (const [kind, make] of Object.entries(sources)) {
  test(`${kind} comes out whole`, async () => {
    assert.ok((await joined(make())).equals(bytes));
  });
}

test("a byte stream is read into one buffer, and comes out whole", async () => {
  let at = 0;
  const asked = [];
  const byob = new ReadableStream({
    type: "bytes",
    pull(controller) {
      const request = controller.byobRequest;
      asked.push(request?.view.byteLength);
      const part = bytes.subarray(at, at + Math.min(300_000, request.view.byteLength));
      if (part.byteLength === 0) {
        controller.close();
        return request.respond(0);
      }
      at += part.byteLength;
      new Uint8Array(request.view.buffer, request.view.byteOffset).set(part);
      request.respond(part.byteLength);
    },
  });
  assert.ok((await joined(byob)).equals(bytes));
  assert.ok(asked.every((length) => length === CHUNK));
});

test("sizes and names are known where the source knows them", () => {
  assert.equal(sizeOf(new Blob(["abc"])), 3);
  assert.equal(sizeOf(bytes), bytes.byteLength);
  assert.equal(sizeOf(stream({})), undefined);
  assert.equal(nameOf(new File(["abc"], "x.vcf.gz")), "x.vcf.gz");
  assert.equal(nameOf(new Blob(["abc"])), undefined);
});

test("what is no source is refused by code", async () => {
  for (const wrong of [7, "text", {}, null, undefined]) {
    await assert.rejects(joined(wrong), { name: "GenosieveError", code: "option_invalid" });
  }
  const text = (async function* () {
    yield "text";
  })();
  await assert.rejects(joined(text), { code: "option_invalid" });
});

test("an abort ends a pending read with the signal's reason, and cancels the stream", async () => {
  const reason = new Error("enough");
  for (const type of [undefined, "bytes"]) {
    const control = new AbortController();
    let cancelled;
    const endless = new ReadableStream({
      type,
      cancel(why) {
        cancelled = why;
      },
    });
    setTimeout(() => control.abort(reason), 10);
    await assert.rejects(joined(endless, control.signal), reason);
    assert.equal(cancelled, reason);
  }
});

test("an abort ends a pending iterable, and lets it clean up", async () => {
  const control = new AbortController();
  let returned = false;
  const waiting = {
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise(() => {}),
      return: async () => {
        returned = true;
        return { done: true };
      },
    }),
  };
  setTimeout(() => control.abort(), 10);
  await assert.rejects(joined(waiting, control.signal), { name: "AbortError" });
  assert.ok(returned);
});

test("a signal that has aborted before reads nothing", async () => {
  let pulled = false;
  const source = (async function* () {
    pulled = true;
    yield bytes;
  })();
  await assert.rejects(joined(source, AbortSignal.abort()), { name: "AbortError" });
  assert.equal(pulled, false);
});

test("a file that was changed or cut short since it was opened is not taken", async (t) => {
  const file = join(await folder(t), "file");
  await writeFile(file, bytes);
  await utimes(file, 1_000_000_000, 1_000_000_000);
  const opened = await openAsBlob(file);
  await unchanged(opened);
  await writeFile(
    file,
    bytes.map((byte) => byte ^ 1),
  );
  await assert.rejects(unchanged(opened), { code: "io" });
  await truncate(file, 1000);
  await assert.rejects(joined(opened), { code: "io" });
  // An engine that does not look gives what is there.
  const whole = new Blob([bytes]);
  whole.stream = () => new Blob([bytes.subarray(0, 1000)]).stream();
  await assert.rejects(joined(whole), {
    code: "io",
    detail: `${bytes.length - 1000} bytes are missing`,
  });
});
