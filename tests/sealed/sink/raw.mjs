// Streams and packets of which nothing is understood: that they came is enough, and TLS says for whom.
import { createSocket } from "node:dgram";
import { createServer } from "node:net";

/** A connection counts when it is made, and once more by what it sends first. */
export async function listenForStreams(address, ports, heard) {
  for (const port of ports) {
    const server = createServer((stream) => {
      heard("tcp", "", port);
      stream.on("error", () => {});
      stream.once("data", (bytes) => {
        // The name stands in clear in the first message of TLS (RFC 6066, section 3).
        heard("tls", bytes.toString("latin1"), port);
        stream.destroy();
      });
    });
    await new Promise((ready) => server.listen(port, address, ready));
  }
}

export async function listenForPackets(address, ports, heard) {
  for (const port of ports) {
    const socket = createSocket("udp4");
    socket.on("message", (bytes) => heard("udp", bytes.toString("latin1"), port));
    await new Promise((ready) => socket.bind(port, address, ready));
  }
}
