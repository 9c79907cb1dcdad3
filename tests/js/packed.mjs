// The package as npm would publish it.
import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { root } from "./support.mjs";

const call = promisify(execFile);

/** Packs it into a folder; where the tarball is, and which files are in it. */
export async function pack(folder) {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const packed = await call("npm", args, { cwd: root });
  const [{ filename, files }] = JSON.parse(packed.stdout);
  return { tarball: join(folder, filename), files: files.map(({ path }) => path) };
}

/** Puts the package into a project's `node_modules`. */
export async function install(tarball, project) {
  const home = join(project, "node_modules/genosieve");
  await mkdir(home, { recursive: true });
  await call("tar", ["-xzf", tarball, "-C", home, "--strip-components=1"]);
}
