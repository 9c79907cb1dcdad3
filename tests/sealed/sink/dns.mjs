// A name server that knows one domain, and hears what is asked about all others. RFC 1035.
import { createSocket } from "node:dgram";
import { createServer } from "node:net";

import { DOMAIN } from "./names.mjs";

const HEADER = 12;
const TYPE_A = 1;
/** An answer of ours, without a fault, recursion available. */
const FLAGS = 0x8580;
const NO_SUCH_NAME = 3;

/** The name of the only question, and where it ends. */
function question(message) {
  const labels = [];
  let at = HEADER;
  while (message[at]) {
    labels.push(message.toString("latin1", at + 1, at + 1 + message[at]));
    at += 1 + message[at];
  }
  return { name: labels.join(".").toLowerCase(), type: message.readUInt16BE(at + 1), end: at + 5 };
}

/** One address for all names of the domain, none for others; other types of ours have no record. */
export function answer(message, address) {
  const { name, type, end } = question(message);
  const ours = name.endsWith(`.${DOMAIN}`);
  const found = ours && type === TYPE_A;
  const header = Buffer.alloc(HEADER);
  message.copy(header, 0, 0, 2);
  header.writeUInt16BE(FLAGS | (ours ? 0 : NO_SUCH_NAME), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(found ? 1 : 0, 6);
  // A pointer to the name of the question, class IN, a second to live, four bytes.
  const record = Buffer.from([0xc0, HEADER, 0, TYPE_A, 0, 1, 0, 0, 0, 1, 0, 4]);
  const parts = [header, message.subarray(HEADER, end)];
  if (found) parts.push(record, Buffer.from(address.split(".").map(Number)));
  return { name, reply: Buffer.concat(parts) };
}

/** Over UDP and TCP, at port 53. */
export async function listenForNames(address, heard) {
  const respond = (message) => {
    const { name, reply } = answer(message, address);
    heard(name);
    return reply;
  };
  const packets = createSocket("udp4");
  packets.on("message", (message, { port, address: from }) =>
    packets.send(respond(message), port, from),
  );
  await new Promise((ready) => packets.bind(53, address, ready));
  const streams = createServer((stream) => {
    stream.on("error", () => {});
    // Two bytes of length before each message; a question fits into one piece.
    stream.on("data", (bytes) => {
      const reply = respond(bytes.subarray(2));
      const length = Buffer.alloc(2);
      length.writeUInt16BE(reply.length);
      stream.write(Buffer.concat([length, reply]));
    });
  });
  await new Promise((ready) => streams.listen(53, address, ready));
}
