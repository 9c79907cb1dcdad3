/**
 * Prints what the notes of a release say of its bytes, of a built `dist/` and `www/dist/`: a page cannot hold
 * the hash of itself, so the notes do.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const read = (name) => readFile(join(root, name), "utf8");

const { version } = JSON.parse(await read("package.json"));
const sums = await read("dist/SHA256SUMS");
const rows = sums.split("\n").map((line) => [line.slice(66), line.slice(0, 64)]);
/** What is opened or run; the rest stands in the list. */
const named = rows.filter(([name]) => /\.(wasm|html|cdx\.json)$|(^|\/)sw\.js$/.test(name));
// The bundler's names of the wasm are those of the same bytes.
const files = named.filter(([name]) => !name.startsWith("www/dist/assets/"));

/** The hashes that the policy of a page allows as its scripts: of a shell the first, and then the frame's. */
async function scripts(page) {
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(
    await read(page),
  );
  const [, allowed] = /script-src ([^;]*)/.exec(policy);
  return allowed.split(" ").filter((source) => source.startsWith("'sha256-"));
}
const [shell, frame, second] = await scripts("www/dist/index.html");
const [single] = await scripts("dist/genosieve.html");
const [library] = await scripts("www/dist/library.html");

const code = (text) => `\`${text}\``;
const table = (head, lines) =>
  [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

console.log(`## Bytes of Genosieve ${version}

${table(
  ["file", "SHA-256"],
  [
    ...files.map((cells) => cells.map(code)),
    [code("dist/SHA256SUMS"), code(createHash("sha256").update(sums).digest("hex"))],
  ],
)}

${table(
  ["script", "hash, as the policy of its page names it"],
  [
    [code("www/dist/index.html") + ", the shell", code(shell)],
    [code("www/dist/index.html") + ", the sealed frame (in the foot of the page)", code(frame)],
    [
      code("www/dist/assets/screens-*.js") + ", its second script (in the foot of the page)",
      code(second),
    ],
    [
      code("dist/genosieve.html") + ", its shell; the frame and its scripts are the same",
      code(single),
    ],
    [code("www/dist/library.html") + " (in the foot of the page)", code(library)],
  ],
)}

Every other file is in \`dist/SHA256SUMS\`, and \`sha256sum -c dist/SHA256SUMS\` compares them. \`make reproducible\` makes
the same bytes from this commit. \`dist/sbom.cdx.json\` lists what is in them (CycloneDX 1.6).

同じコミットから \`make reproducible\` を実行すると、同じバイト列ができます。画面の下に出る wasm とスクリプトのハッシュは、
上の表の値と一致します。`);
