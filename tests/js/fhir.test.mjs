// The expected bundles (tests/exports, which tests/export.rs compares byte for byte) against the base specification
// of FHIR R4 and the profiles of Genomics Reporting 3.0.0.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Fhir } from "fhir/fhir.js";

import { faults, guide } from "./fhir-profiles.mjs";
import { root } from "./support.mjs";

const folder = join(root, "node_modules/hl7.fhir.uv.genomics-reporting");
const profiles = await guide(folder);
const PROFILE = "http://hl7.org/fhir/uv/genomics-reporting/StructureDefinition/";
/** LOINC's answer lists to which the guide binds with strength "required". */
const answers = {
  "http://loinc.org/vs/LL1971-2": ["LA9633-4", "LA9634-2", "LA18198-4", "LA11884-6"],
  "http://loinc.org/vs/LL2938-0": [
    ...["LA21254-0", "LA21255-7", "LA21256-5", "LA21257-3", "LA21258-1", "LA21259-9", "LA21260-7"],
    ...["LA21261-5", "LA21262-3", "LA21263-1", "LA21264-9", "LA21265-6", "LA21266-4", "LA21267-2"],
    ...["LA21268-0", "LA21269-8", "LA21270-6", "LA21271-4", "LA21272-2", "LA21273-0", "LA21274-8"],
    ...["LA21275-5", "LA21276-3", "LA21277-1"],
  ],
};

const read = async (name) => JSON.parse(await readFile(join(root, "tests/exports", name), "utf8"));
const bundles = { "all.fhir.json": 20, "carried.fhir.json": 8 };

/** All that is wrong with a bundle by the profiles that its resources claim. */
function check(bundle) {
  const resolve = (url) => bundle.entry.find(({ fullUrl }) => fullUrl === url)?.resource;
  const options = { profiles, answers, resolve };
  return bundle.entry.flatMap(({ resource }) =>
    resource.meta.profile.flatMap((url) => faults(resource, url, options)),
  );
}

for (const [name, rows] of Object.entries(bundles)) {
  test(`${name}: the base specification`, async () => {
    const fhir = new Fhir();
    const bundle = await read(name);
    const severe = (input) =>
      fhir
        .validate(input, { errorOnUnexpected: true })
        .messages.filter(({ severity }) => severity === "error" || severity === "fatal");
    assert.deepEqual(severe(bundle), []);
    for (const { resource } of bundle.entry) assert.deepEqual(severe(resource), []);
    bundle.entry[0].resource.status = "perhaps";
    bundle.entry[0].resource.colour = "blue";
    assert.ok(severe(bundle.entry[0].resource).length >= 2, "it finds what is wrong");
  });

  test(`${name}: the profiles`, async () => {
    const bundle = await read(name);
    assert.deepEqual(check(bundle), []);
    const types = bundle.entry.map(({ resource }) => resource.meta.profile[0].replace(PROFILE, ""));
    const count = (type) => types.filter((one) => one === type).length;
    assert.deepEqual(
      ["variant", "genomic-study-analysis", "genomic-study", "genomic-report"].map(count),
      [rows, 2, 2, 2],
    );
    // No implication, no patient: only what a file records.
    assert.equal(types.length, rows + 6);
  });

  test(`${name}: references and identifiers`, async () => {
    const { entry } = await read(name);
    const urls = entry.map(({ fullUrl }) => fullUrl);
    assert.equal(new Set(urls).size, urls.length);
    const uuid = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    urls.forEach((url) => assert.match(url, uuid));
    const references = [...JSON.stringify(entry).matchAll(/"reference":"([^"]+)"/g)];
    references.forEach(([, url]) => assert.ok(urls.includes(url), url));
    const results = entry.flatMap(({ resource }) => resource.result ?? []);
    assert.equal(results.length, bundles[name]);
  });
}

test("answers are those of the list, and preliminary", async () => {
  const bundle = await read("all.fhir.json");
  const observations = bundle.entry
    .map(({ resource }) => resource)
    .filter(({ resourceType }) => resourceType === "Observation");
  const displays = observations.map(({ valueCodeableConcept: { coding } }) => coding[0].display);
  const count = (answer) => displays.filter((display) => display === answer).length;
  assert.deepEqual(["Present", "Absent", "No call", "Indeterminate"].map(count), [8, 8, 3, 1]);
  for (const { resource } of bundle.entry) {
    if (resource.resourceType !== "Procedure") assert.equal(resource.status, "preliminary");
  }
});

test("a bundle that is not by the profiles is found", async () => {
  const spoil = async (change) => {
    const bundle = await read("all.fhir.json");
    const { resource } = bundle.entry[0];
    change(resource, bundle);
    return check(bundle);
  };
  const component = (resource, code) =>
    resource.component.find((one) => one.code.coding[0].code === code);
  const spoiled = [
    (one) => one.category.pop(),
    (one) => delete one.status,
    (one) => (one.code.coding[0].code = "69547-8"),
    (one) => (one.valueCodeableConcept.coding[0].code = "LA9633-5"),
    (one) => one.component.push(component(one, "69547-8")),
    (one) => (component(one, "81290-9").valueCodeableConcept.coding[0].system = "http://loinc.org"),
    (one) => (component(one, "48000-4").valueCodeableConcept.coding[0].code = "LA0-0"),
    (_, { entry }) => entry.at(-1).resource.category.pop(),
    (_, { entry }) => delete entry.at(-2).resource.subject,
    (_, { entry }) => (entry.at(-3).resource.code = { text: "no code here" }),
  ];
  for (const change of spoiled) {
    const found = await spoil(change);
    assert.ok(found.length > 0, String(change));
  }
});
