// The sites that are attacked, in target/sealed: the page with the attacks inside its own scripts, and pages that
// nothing holds, or too little.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build } from "vite";

const root = fileURLToPath(new URL("../../", import.meta.url));
const here = fileURLToPath(new URL(".", import.meta.url));

export const target = join(root, "target/sealed");

/** All attacks as the text of one classic script. */
async function attackScript() {
  const built = await build({
    configFile: false,
    logLevel: "warn",
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      target: "es2022",
      rollupOptions: { input: join(here, "attacks/entry.js"), output: { format: "iife" } },
    },
  });
  const outputs = [built].flat().flatMap(({ output }) => output);
  if (outputs.length !== 1) throw new Error("the attacks are not one script");
  return outputs[0].code.replaceAll("</script", "<\\/script");
}

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Pages of this folder, with the attacks in them and beside them. */
async function openPages(code) {
  const folder = join(target, "open");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "attacks.js"), code);
  for (const name of await readdir(join(here, "pages"))) {
    const page = await readFile(join(here, "pages", name), "utf8");
    const html = page.replace("%ATTACKS%", () => code);
    const scripts = [...html.matchAll(/<script>([^]*?)<\/script>/g)].map(([, text]) => hash(text));
    await writeFile(join(folder, name), html.replace("%HASHES%", scripts.join(" ")));
  }
}

/** The page as it is built for everyone, but for the attacks and, if asked for, without what hardens it. */
async function pageWith(hardening) {
  const folder = join(target, hardening);
  const env = {
    ...process.env,
    GENOSIEVE_ATTACKS: join(target, "open/attacks.js"),
    GENOSIEVE_HARDENING: hardening,
  };
  const vite = ["vite", "build", "www", "--logLevel", "warn", "--outDir"];
  const built = (to, mode) =>
    promisify(execFile)("npx", [...vite, to, "--mode", mode], { cwd: root, env });
  // The service worker comes last, since it knows the files of the others.
  for (const mode of ["production", "library", "worker"]) await built(folder, mode);
  if (hardening === "prefix") await built(join(target, "single"), "single");
}

/** `short` leaves the page out that is not hardened. */
export async function buildSites(short) {
  for (const built of ["open", "prefix", "none", "single"])
    await rm(join(target, built), { recursive: true, force: true });
  await openPages(await attackScript());
  for (const hardening of short ? ["prefix"] : ["prefix", "none"]) await pageWith(hardening);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  await buildSites(process.argv.includes("--short"));
