// A file on a disk reads as a Blob of its bytes does, and not at all once it was changed.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { appendFile, readdir, readlink, rm, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";

import { DiskFile } from "../../dist/pool/disk.js";
import { chunks } from "../../dist/source.js";
import { folder } from "./support.mjs";

const BYTES = Uint8Array.from({ length: 200_003 }, (_, at) => (at * 31 + (at >> 8)) & 0xff);

async function file(t, bytes = BYTES) {
  const path = join(await folder(t), "bytes");
  await writeFile(path, bytes);
  return path;
}

async function read(blob, size) {
  const pieces = [];
  for await (const chunk of chunks(blob, undefined, size)) {
    assert.ok(chunk.byteLength <= size);
    pieces.push(Buffer.from(chunk));
  }
  return Buffer.concat(pieces);
}

test("slices of it, and slices of these, are those of a Blob", async (t) => {
  const disk = await DiskFile.at(await file(t));
  const blob = new Blob([BYTES]);
  assert.ok(disk instanceof Blob);
  const places = [undefined, 0, 1, -1, 7, 65_536, -65_537, 200_003, 200_004, -200_003, -300_000];
  for (const from of places)
    for (const to of places)
      for (const [again, more] of [
        [undefined, undefined],
        [3, -5],
      ]) {
        const own = disk.slice(from, to).slice(again, more);
        const other = blob.slice(from, to).slice(again, more);
        const what = `${from} to ${to}, ${again} to ${more}`;
        assert.equal(own.size, other.size, what);
        if (from !== undefined && to !== undefined) continue;
        const expected = Buffer.from(await other.arrayBuffer());
        assert.ok(expected.equals(await read(own, 50_000)), what);
        assert.ok(expected.equals(Buffer.from(await own.arrayBuffer())), what);
      }
});

test("text and plain readers have it too", async (t) => {
  const disk = await DiskFile.at(await file(t, "遺伝子\n"));
  assert.equal(await disk.text(), "遺伝子\n");
  const pieces = [];
  for await (const piece of disk.stream()) pieces.push(piece);
  assert.equal(Buffer.concat(pieces).toString(), "遺伝子\n");
  assert.equal((await read(await DiskFile.at(await file(t, "")), 10)).length, 0);
});

for (const [change, work] of [
  ["longer", (path) => appendFile(path, "x")],
  ["shorter", (path) => truncate(path, 5)],
  ["written again", (path) => utimes(path, 1, 1)],
  ["gone", (path) => rm(path)],
])
  test(`a file that is ${change} since is not read`, async (t) => {
    const path = await file(t);
    const disk = await DiskFile.at(path);
    await work(path);
    await assert.rejects(read(disk, 100), { code: "io" });
    await assert.rejects(disk.slice(0, 1).text());
  });

test("one that is cut while it is read is told of", async (t) => {
  const path = await file(t);
  const reading = chunks(await DiskFile.at(path), undefined, 1000);
  await reading.next();
  await truncate(path, 5000);
  await assert.rejects(
    async () => {
      for await (const _ of reading);
    },
    { code: "io" },
  );
});

const FILES = "/proc/self/fd";

test(
  "a reader that stops early leaves no file open",
  { skip: existsSync(FILES) ? false : `there is no ${FILES}` },
  async (t) => {
    const path = await file(t);
    const open = async () => {
      const names = await readdir(FILES);
      const links = names.map((name) => readlink(join(FILES, name)).catch(() => ""));
      return (await Promise.all(links)).filter((link) => link === path).length;
    };
    const reading = chunks(await DiskFile.at(path), undefined, 1000);
    await reading.next();
    assert.equal(await open(), 1);
    await reading.return();
    for (let tries = 0; (await open()) > 0 && tries < 100; tries += 1) await setTimeout(10);
    assert.equal(await open(), 0);
  },
);

test("a file that is not there says so", async (t) => {
  await assert.rejects(DiskFile.at(join(await folder(t), "none")), { code: "ENOENT" });
});
