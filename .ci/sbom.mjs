/**
 * Writes `dist/sbom.cdx.json`, CycloneDX 1.6: what is in the files that are shipped. For the wasm those are the
 * crates that it is linked from, as cargo resolves them for its target; for the page the npm packages that
 * its source imports, and theirs. Names, licences and checksums are those of the lock files, and nothing of
 * the moment or the machine is in it: the same source gives the same bytes.
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";

const { Component, HashDictionary, LicenseExpression, LicenseRepository } = Models;
const { Application, File, Library } = Enums.ComponentType;

const root = fileURLToPath(new URL("../", import.meta.url));
const read = (name) => readFile(join(root, name), "utf8");

const own = JSON.parse(await read("package.json"));
const lock = JSON.parse(await read("package-lock.json"));

/** Each once, by its package URL. */
const components = new Map();

function component(type, name, { purl, version, license, hash }) {
  const known = components.get(purl);
  if (known) return known;
  const made = new Component(type, name, {
    bomRef: purl,
    purl: purl.startsWith("pkg:") ? purl : undefined,
    version,
    licenses: new LicenseRepository(license ? [new LicenseExpression(license)] : []),
    hashes: new HashDictionary(hash ? [hash] : []),
  });
  components.set(purl, made);
  return made;
}

/** The crate itself, below which its graph hangs: cargo prints one line a node, with the depth in front. */
async function crates() {
  const checksums = new Map();
  const entry = /name = "(.+)"\nversion = "(.+)"\n(?:source = .+\n)?(?:checksum = "(.+)")?/g;
  for (const [, name, version, sum] of (await read("Cargo.lock")).matchAll(entry)) {
    checksums.set(`${name}@${version}`, sum);
  }
  const { stdout } = await promisify(execFile)(
    process.env.CARGO ?? "cargo",
    [
      ..."tree --quiet --locked --package genosieve --target wasm32-unknown-unknown".split(" "),
      ..."--no-default-features --features wasm-screen,wasm-compile,wasm-describe,wasm-export".split(
        " ",
      ),
      // What runs while it compiles is not in it.
      ..."--edges normal,no-proc-macro --no-dedupe --prefix depth --format |{p}|{l}".split(" "),
    ],
    { cwd: root },
  );
  const above = [];
  for (const line of stdout.trimEnd().split("\n")) {
    const [depth, crate, licences] = line.split("|");
    const [name, version] = crate.replace(" v", " ").split(" ");
    const sum = checksums.get(`${name}@${version}`);
    const node = component(Library, name, {
      purl: `pkg:cargo/${name}@${version}`,
      version,
      // The older spelling of a choice.
      license: licences.replaceAll("/", " OR "),
      hash: sum && [Enums.HashAlgorithm["SHA-256"], sum],
    });
    above.length = Number(depth);
    above.at(-1)?.dependencies.add(node.bomRef);
    above.push(node);
  }
  return above[0];
}

/** What rustc links in by itself. */
async function standardLibrary() {
  const [, version] = /channel = "(.+)"/.exec(await read("rust-toolchain.toml"));
  const license = "MIT OR Apache-2.0";
  return component(Library, "std", { purl: `pkg:generic/rust-std@${version}`, version, license });
}

/** The names of packages that the page's source imports. */
async function imported() {
  const names = new Set();
  for (const folder of ["www/src", "js"]) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    for (const { parentPath, name } of entries.filter(({ name }) => /\.tsx?$/.test(name))) {
      const source = await readFile(join(parentPath, name), "utf8");
      for (const [, from] of source.matchAll(
        /(?:from|import) "((?:@[^"/]+\/)?[^".@/:][^"/:]*)[/"]/g,
      )) {
        names.add(from);
      }
    }
  }
  names.delete(own.name);
  return [...names].sort();
}

/** A package of the lock file as a package below `folder` finds it, and what it needs. */
function npmPackage(name, folder = "") {
  const path = `${folder && `${folder}/`}node_modules/${name}`;
  const entry = lock.packages[path];
  if (!entry && folder) return npmPackage(name, folder.replace(/\/?node_modules\/[^]*?$/, ""));
  if (!entry) throw new Error(`package-lock.json has no ${name}`);
  const { version, license, integrity } = entry;
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  const known = components.has(purl);
  const [, sum] = /sha512-(.+)/.exec(integrity);
  const hash = [Enums.HashAlgorithm["SHA-512"], Buffer.from(sum, "base64").toString("hex")];
  const made = component(Library, name, { purl, version, license, hash });
  if (known) return made;
  for (const needed of Object.keys(entry.dependencies ?? {})) {
    made.dependencies.add(npmPackage(needed, path).bomRef);
  }
  return made;
}

const product = { version: own.version, license: own.license };
const bom = new Models.Bom();
const whole = new Component(Application, own.name, {
  bomRef: "genosieve",
  version: own.version,
  purl: `pkg:npm/${own.name}@${own.version}`,
  licenses: new LicenseRepository([new LicenseExpression(own.license)]),
});
bom.metadata.component = whole;

const linked = [await crates(), await standardLibrary()];
const modules = (await readdir(join(root, "dist"))).filter((name) => name.endsWith(".wasm"));
if (modules.length === 0) throw new Error("dist/ has no wasm yet: cargo run -p xtask -- wasm");
for (const name of modules.sort()) {
  const sum = createHash("sha256")
    .update(await readFile(join(root, "dist", name)))
    .digest("hex");
  const hash = [Enums.HashAlgorithm["SHA-256"], sum];
  const module = component(File, name, { purl: `dist/${name}`, ...product, hash });
  for (const { bomRef } of linked) module.dependencies.add(bomRef);
  whole.dependencies.add(module.bomRef);
}
// Its hashes are in SHA256SUMS: they are not known before it is built.
const page = component(Application, "page", { purl: "www/dist", ...product });
for (const name of await imported()) page.dependencies.add(npmPackage(name).bomRef);
whole.dependencies.add(page.bomRef);

for (const each of components.values()) bom.components.add(each);
const normalizers = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
// In the order in which they were found: that of the library depends on the language of the machine.
const text = new Serialize.JsonSerializer(normalizers).serialize(bom, {
  space: 1,
});
await writeFile(join(root, "dist/sbom.cdx.json"), `${text}\n`);
