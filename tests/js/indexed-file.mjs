// A BGZF VCF with a tabix index, made here: no tool is needed.
import { createHash } from "node:crypto";
import { crc32, deflateRawSync } from "node:zlib";

/** A block (SAM specification, section 4.1). */
function block(content) {
  const packed = deflateRawSync(content);
  const head = Buffer.from("1f8b08040000000000ff0600424302000000", "hex");
  head.writeUInt16LE(head.length + packed.length + 8 - 1, 16);
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(crc32(content), 0);
  tail.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, packed, tail]);
}

const HEADER = `##fileformat=VCFv4.2
##reference=GRCh38
#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS
`;

/** Bytes of the text in a block. */
const BLOCK = 6000;

/** Short records, sorted, as `{ contig, pos, rest }`: the file and its index. */
export function indexed(records) {
  const lines = records.map(({ contig, pos, rest }) => `${contig}\t${pos}\t${rest}\n`);
  const text = Buffer.from(HEADER + lines.join(""));
  const blocks = [];
  for (let at = 0; at < text.length; at += BLOCK) blocks.push(block(text.subarray(at, at + BLOCK)));
  const offsets = [0];
  for (const packed of blocks) offsets.push(offsets.at(-1) + packed.length);
  const virtual = (at) => BigInt(offsets[Math.floor(at / BLOCK)]) * 65536n + BigInt(at % BLOCK);
  const contigs = new Map();
  let at = HEADER.length;
  records.forEach(({ contig, pos }, i) => {
    const bins = contigs.get(contig) ?? new Map();
    contigs.set(contig, bins);
    const window = (pos - 1) >> 14;
    const [from, , count] = bins.get(window) ?? [at, at, 0];
    at += lines[i].length;
    bins.set(window, [from, at, count + 1]);
  });
  return {
    text: text.toString(),
    vcf: Buffer.concat([...blocks, block(Buffer.alloc(0))]),
    tbi: tabix(contigs, virtual),
  };
}

/** The index of contigs with their windows of 16 kb (The Tabix index file format), not compressed. */
function tabix(contigs, virtual) {
  const out = [];
  const put = (...numbers) => {
    for (const n of numbers) out.push(Buffer.from(new Int32Array([n]).buffer));
  };
  const place = (at) => out.push(Buffer.from(new BigUint64Array([virtual(at)]).buffer));
  const names = Buffer.from([...contigs.keys()].map((name) => `${name}\0`).join(""));
  out.push(Buffer.from("TBI\x01", "latin1"));
  put(contigs.size, 2, 1, 2, 0, "#".charCodeAt(0), 0, names.length);
  out.push(names);
  for (const bins of contigs.values()) {
    put(bins.size + 1);
    for (const [window, [from, to]] of bins) {
      put(4681 + window, 1);
      place(from);
      place(to);
    }
    // The bin of counts: where the records stand, and how many there are.
    const [windows, ranges] = [[...bins.keys()], [...bins.values()]];
    put(37450, 2);
    place(ranges[0][0]);
    place(ranges.at(-1)[1]);
    put(
      ranges.reduce((sum, [, , count]) => sum + count, 0),
      0,
      0,
      0,
    );
    put(windows.at(-1) + 1);
    let next = 0;
    for (let window = 0; window <= windows.at(-1); window++) {
      while (windows[next] < window) next++;
      place(bins.get(windows[next])[0]);
    }
  }
  return Buffer.concat(out);
}

/** Records of two chromosomes with two that the panel of the tests has, and a gVCF block over its third. */
export function someRecords() {
  const records = [];
  // What cannot be packed makes the file large enough for ranges.
  const noise = (pos) => createHash("sha512").update(String(pos)).digest("base64url");
  const rest = (pos) => `.\tA\tG\t50\tPASS\tX=${noise(pos)}\tGT:GQ\t0/1:99`;
  for (const [contig, from, to] of [
    ["chr10", 90_000_000, 99_000_000],
    ["chr12", 107_000_000, 116_000_000],
    ["chr13", 45_000_000, 50_000_000],
    ["scaffold9", 1, 9_000_000],
  ]) {
    for (let pos = from; pos < to; pos += 2000) records.push({ contig, pos, rest: rest(pos) });
  }
  records.push({ contig: "chr10", pos: 94_781_859, rest: ".\tG\tA\t50\tPASS\t.\tGT:GQ\t1/1:99" });
  records.push({ contig: "chr12", pos: 111_803_962, rest: ".\tG\tA\t50\tPASS\t.\tGT:GQ\t0/1:99" });
  const block = ".\tC\t<NON_REF>\t.\tPASS\tEND=48045730\tGT:GQ\t0/0:99";
  records.push({ contig: "chr13", pos: 48_045_710, rest: block });
  const order = (contig) => (contig === "scaffold9" ? 99 : Number(contig.slice(3)));
  return records.sort((a, b) => order(a.contig) - order(b.contig) || a.pos - b.pos);
}
