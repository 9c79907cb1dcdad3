// The short form of the proof that nothing leaves the sealed page (`make prove-private`). Uses dist/ and builds pages
// of its own, with attacks inside.
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { join } from "node:path";
import test from "node:test";
import { promisify } from "node:util";

import { root } from "./support.mjs";

const sealed = join(root, "tests/sealed");

/** Why it cannot run here; false where it can. */
function skip() {
  if (process.platform !== "linux") return "network namespaces are Linux's";
  try {
    execFileSync(join(sealed, "namespace.sh"), ["true"], { stdio: "ignore" });
    return false;
  } catch {
    return "no network namespace can be made here (unshare of util-linux, ip of iproute2)";
  }
}

/** Runs a script of the proof; what it says is shown, and is the reason where it fails. */
async function run(t, file, args) {
  const { error, stdout } = await promisify(execFile)(file, args, { cwd: root }).catch((error) => ({
    error,
    stdout: `${error.stdout}\n${error.stderr}`,
  }));
  for (const line of stdout.trimEnd().split("\n")) t.diagnostic(line);
  const faults = stdout.split("\n").filter((line) => line.startsWith("FAULT "));
  assert.deepEqual(faults, []);
  assert.ifError(error);
}

test(
  "nothing leaves the sealed page, and everything leaves one that nothing holds",
  { skip: skip() },
  async (t) => {
    await run(t, process.execPath, [join(sealed, "build.mjs"), "--short"]);
    await run(t, join(sealed, "namespace.sh"), [
      process.execPath,
      join(sealed, "prove.mjs"),
      "--short",
    ]);
  },
);
