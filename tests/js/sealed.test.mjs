// The short form of the proof that nothing leaves the sealed page (`make prove-private`). Uses dist/ and builds pages
// of its own, with attacks inside.
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { join } from "node:path";
import test from "node:test";
import { promisify } from "node:util";

import { firefox } from "./firefox.mjs";
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
async function run(t, file, args, more = {}) {
  const { error, stdout } = await promisify(execFile)(file, args, {
    cwd: root,
    env: { ...process.env, ...more },
  }).catch((error) => ({
    error,
    stdout: `${error.stdout}\n${error.stderr}`,
  }));
  for (const line of stdout.trimEnd().split("\n")) t.diagnostic(line);
  const faults = stdout.split("\n").filter((line) => line.startsWith("FAULT "));
  assert.deepEqual(faults, []);
  assert.ifError(error);
}

/** The browsers that are here, each in a namespace of its own. */
const browsers = ["chromium", ...(firefox() ? ["firefox"] : [])];

test(
  "nothing leaves the sealed page, and everything leaves one that nothing holds",
  { skip: skip(), concurrency: true },
  async (t) => {
    await run(t, process.execPath, [join(sealed, "build.mjs"), "--short"]);
    const proof = [process.execPath, join(sealed, "prove.mjs"), "--short"];
    const attacked = browsers.map((browser) =>
      t.test(`in ${browser}`, (t) =>
        run(t, join(sealed, "namespace.sh"), proof, { GENOSIEVE_BROWSERS: browser }),
      ),
    );
    await Promise.all(attacked);
  },
);
