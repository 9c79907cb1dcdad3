// A web server that has something for everyone who asks, so that an attack goes on to its end.
import { createHash } from "node:crypto";
import { createServer } from "node:http";

const ACCEPTED = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';

/** What is sent, by what the browser says it is for (Fetch Metadata). */
const BODIES = {
  image: ["image/svg+xml", PICTURE],
  style: ["text/css", "x {}"],
  json: ["application/json", "{}"],
  document: ["text/html", "<title>sink</title>sink"],
  iframe: ["text/html", "<title>sink</title>sink"],
};
const SCRIPT = ["text/javascript", "0;"];
for (const use of "script worker sharedworker serviceworker audioworklet paintworklet".split(" "))
  BODIES[use] = SCRIPT;

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "*",
  "access-control-allow-methods": "*",
};

export function welcome(request, response) {
  const { accept = "", "sec-fetch-dest": use } = request.headers;
  request.resume();
  if (accept.includes("text/event-stream")) {
    response.writeHead(200, { ...CORS, "content-type": "text/event-stream" });
    return response.write("data: sink\n\n");
  }
  const [type, body] = BODIES[use] ?? ["text/html", "sink"];
  response.writeHead(200, { ...CORS, "content-type": type });
  response.end(body);
}

/** RFC 6455, section 4.2.2; nothing is said after that. */
function shakeHands(request, stream) {
  stream.on("error", () => {});
  const key = createHash("sha1")
    .update(request.headers["sec-websocket-key"] + ACCEPTED)
    .digest("base64");
  const lines = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"];
  stream.write([...lines, `Sec-WebSocket-Accept: ${key}`, "", ""].join("\r\n"));
}

/** Plain HTTP and WebSocket; `heard` is given the kind and the host with the path. */
export async function listenForRequests(address, ports, heard) {
  for (const port of ports) {
    const server = createServer((request, response) => {
      heard("http", `${request.headers.host}${request.url}`, port);
      welcome(request, response);
    });
    server.on("upgrade", (request, stream) => {
      heard("websocket", `${request.headers.host}${request.url}`, port);
      shakeHands(request, stream);
    });
    await new Promise((ready) => server.listen(port, address, ready));
  }
}
