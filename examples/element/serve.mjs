// The portal on http://localhost:8081, or on the port in PORT: files of this folder, each with the policy.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";

import { policy } from "./policy.mjs";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

const server = createServer(async ({ url }, response) => {
  const { pathname } = new URL(url, "http://localhost");
  const file = new URL(`.${pathname === "/" ? "/index.html" : pathname}`, import.meta.url);
  const content = await readFile(file).catch(() => undefined);
  if (!content) return response.writeHead(404).end();
  response.setHeader("content-security-policy", policy());
  response.setHeader("content-type", TYPES[extname(file.pathname)] ?? "application/octet-stream");
  response.end(content);
});
server.listen(Number(process.env.PORT ?? 8081), "localhost", () => {
  console.log(`http://localhost:${server.address().port}`);
});
