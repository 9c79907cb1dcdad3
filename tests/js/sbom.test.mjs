// dist/sbom.cdx.json: valid, and it names whatever the wasm and the page show that they are made of.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { build } from "vite";

import { dist, root } from "./support.mjs";

const sbom = JSON.parse(await readFile(join(dist, "sbom.cdx.json"), "utf8"));
const byRef = new Map(sbom.components.map((each) => [each["bom-ref"], each]));
const needs = new Map(sbom.dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));

/** All that a component is made of, at any depth. */
function within(ref, found = new Set()) {
  for (const next of needs.get(ref)) if (!found.has(next)) within(next, found.add(next));
  return found;
}

test("it holds to the schema of CycloneDX 1.6", async () => {
  const library = createRequire(import.meta.url).resolve("@cyclonedx/cyclonedx-library");
  const folder = join(dirname(library), "../res/schema");
  const ajv = new Ajv({ strict: false });
  const schema = async (name) => JSON.parse(await readFile(join(folder, name), "utf8"));
  for (const name of ["spdx.SNAPSHOT.schema.json", "jsf-0.82.SNAPSHOT.schema.json"]) {
    ajv.addSchema(await schema(name), `http://cyclonedx.org/schema/${name}`);
  }
  addFormats(ajv);
  // Of addresses beyond ASCII, which the list has none of.
  for (const format of ["iri-reference", "idn-email"]) ajv.addFormat(format, /^[ -~]*$/);
  const validate = ajv.compile(await schema("bom-1.6.SNAPSHOT.schema.json"));
  assert.ok(validate(sbom), JSON.stringify(validate.errors));
  assert.ok(!validate({ ...sbom, components: [{ name: "no type" }] }));
});

test("it says nothing of a moment or a machine, so the same source gives the same list", () => {
  assert.equal(sbom.serialNumber, undefined);
  assert.equal(sbom.metadata.timestamp, undefined);
});

test("each part has a version and a licence, and what was downloaded has a hash", () => {
  for (const { name, version, licenses, hashes, purl = "" } of sbom.components) {
    assert.ok(version && licenses?.length > 0, name);
    const own = purl.startsWith("pkg:cargo/genosieve@") || purl.startsWith("pkg:generic/");
    if (purl && !own) assert.equal(hashes?.length, 1, name);
  }
});

test("each wasm that is shipped is in it, with its hash", async () => {
  const shipped = (await readdir(dist)).filter((name) => name.endsWith(".wasm"));
  assert.deepEqual(
    sbom.components.filter(({ type }) => type === "file").map(({ name }) => name),
    shipped.sort(),
  );
  for (const name of shipped) {
    const sum = createHash("sha256").update(await readFile(join(dist, name)));
    assert.equal(byRef.get(`dist/${name}`).hashes[0].content, sum.digest("hex"), name);
  }
});

test("each crate that a wasm names is in it", async () => {
  let seen = 0;
  for (const [ref, { name, type }] of byRef) {
    if (type !== "file" || !name.endsWith(".wasm")) continue;
    const parts = within(ref);
    // Panics say where they arose, in what the linker makes: what is shipped of it says nothing any more.
    const linked = basename(name).replace(/\.wasm$/, ".linked.wasm");
    const text = await readFile(join(root, "target/xtask", linked), "latin1");
    // The folder of the registry has this name in every build.
    for (const [, crate, version] of text.matchAll(
      /crates\/([\w-]+?)-(\d+\.\d+\.\d+[\w.+-]*)\//g,
    )) {
      assert.ok(parts.has(`pkg:cargo/${crate}@${version}`), `${crate} ${version} in ${name}`);
      seen += 1;
    }
    assert.ok([...parts].some((part) => part.startsWith("pkg:generic/rust-std@")));
  }
  assert.ok(seen > 0);
});

test("each dependency of the crate that wasm has is in it, at the version of the lock file", async () => {
  const [manifest, lock] = await Promise.all(
    ["Cargo.toml", "Cargo.lock"].map((name) => readFile(join(root, name), "utf8")),
  );
  const tables = manifest.split(/^(?=\[)/m);
  const wanted = tables
    .filter((table) => /^\[(target\.'cfg\(target_arch = "wasm32"\)'\.)?dependencies\]/.test(table))
    .flatMap((table) => table.split("\n").slice(1))
    .filter((line) => /^[\w-]+ = /.test(line) && !line.includes("optional = true"))
    .map((line) => line.split(" ")[0]);
  assert.ok(wanted.includes("noodles") && wanted.includes("wasm-bindgen"));
  for (const name of wanted) {
    const [, version] = new RegExp(`name = "${name}"\nversion = "(.+)"`).exec(lock);
    assert.ok(within("dist/genosieve.wasm").has(`pkg:cargo/${name}@${version}`), name);
  }
});

test("the npm packages that the bundler puts into the page are those in it", async () => {
  const bundled = new Set();
  const built = await build({
    configFile: false,
    root: join(root, "www"),
    logLevel: "warn",
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      write: false,
      rollupOptions: {
        input: ["main.tsx", "screens.ts", "library/main.tsx"].map((name) =>
          join(root, "www/src", name),
        ),
        preserveEntrySignatures: "strict",
        external: /^virtual:|^genosieve|\?url$/,
      },
    },
  });
  for (const chunk of [built].flat().flatMap(({ output }) => output)) {
    for (const id of chunk.moduleIds ?? []) {
      const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id) ?? [];
      if (name) bundled.add(name);
    }
  }
  const listed = [...within("www/dist")].map((ref) => byRef.get(ref).name);
  assert.deepEqual([...bundled].sort(), listed.sort());
});
