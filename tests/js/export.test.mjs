// The expected exports (tests/exports, which tests/export.rs compares byte for byte) against their schemas.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";

import { BANNED } from "./banned.mjs";
import { root } from "./support.mjs";

const read = (path) => readFile(join(root, path), "utf8");
const schemas = ["report", "ndjson", "summary", "phenopacket"];
const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
const parsed = await Promise.all(
  schemas.map(async (name) => JSON.parse(await read(`docs/${name}.schema.json`))),
);
ajv.addSchema(parsed);
const validator = (name) => ajv.getSchema(parsed[schemas.indexOf(name)].$id);
const version = (text) => text.replaceAll("VERSION", "0.0.0");

function valid(name, value) {
  const validate = validator(name);
  assert.ok(validate(value), `${name}: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
}

test("each line of NDJSON is one of its schema", async () => {
  const lines = version(await read("tests/exports/all.ndjson"))
    .trimEnd()
    .split("\n");
  const values = lines.map((line) => JSON.parse(line));
  values.forEach((value) => valid("ndjson", value));
  const types = values.map(({ type }) => type);
  assert.deepEqual(
    [types[0], types.at(-1), new Set(types.slice(1, -1))],
    ["head", "end", new Set(["row"])],
  );
  assert.equal(validator("ndjson")({ ...values[1], state: "perhaps" }), false);
});

test("a summary is one of its schema", async () => {
  const summary = JSON.parse(version(await read("tests/exports/summary.json")));
  valid("summary", summary);
  const { samples, asked } = summary;
  for (const { states } of samples) {
    const sum = Object.values(states).reduce((a, b) => a + b);
    assert.equal(sum, asked);
  }
});

test("phenopackets are those of their schema, and name each resource that a term is of", async () => {
  for (const name of ["one", "cohort", "family"]) {
    const text = version(await read(`tests/exports/${name}.phenopacket.json`));
    const value = JSON.parse(text);
    valid("phenopacket", value);
    const { proband = value, relatives = [], pedigree } = value;
    const packets = value.members ?? [proband, ...relatives];
    assert.equal(packets.length, name === "one" ? 1 : 2);
    for (const { metaData, interpretations } of packets) {
      const prefixes = metaData.resources.map(({ namespacePrefix }) => `${namespacePrefix}:`);
      for (const [, term] of JSON.stringify(interpretations).matchAll(/"id":"([A-Z]+:)\w+"/g)) {
        assert.ok(prefixes.includes(term), term);
      }
      delete metaData.created;
    }
    assert.equal(validator("phenopacket")(value), false);
    if (!pedigree) continue;
    // The mother is in no file, and goes with none.
    const [child, father] = ["検体A", "<B&C>"];
    const person = (individualId, sex, affectedStatus) => ({
      familyId: "F",
      individualId,
      sex,
      affectedStatus,
    });
    assert.deepEqual(pedigree.persons, [
      { ...person(child, "FEMALE", "AFFECTED"), paternalId: father },
      person(father, "MALE", "UNAFFECTED"),
    ]);
    assert.deepEqual([proband.subject.id, relatives[0].subject.id], [child, father]);
  }
});

/** Every schema within a schema, by its path. */
function* within(schema, path = "") {
  yield [path, schema];
  for (const [key, value] of Object.entries(schema)) {
    if (value && typeof value === "object") yield* within(value, `${path}/${key}`);
  }
}

test("the schema of a summary has no place for a variant", () => {
  const summary = parsed[schemas.indexOf("summary")];
  // Texts that are no word of a list: what the user named, what a source states, and the intended use.
  const free =
    /\/(panel\/properties\/name|items\/properties\/(date|sample)|intendedUse\/properties\/(en|ja))$/;
  for (const [path, schema] of within(summary)) {
    if (schema.type === "object") assert.ok("additionalProperties" in schema, `${path} is open`);
    const text = schema.type === "string" || schema.type?.includes?.("string");
    if (text && !path.endsWith("/propertyNames")) {
      assert.ok(schema.pattern || schema.enum || free.test(path), `${path} is any text`);
    }
    assert.doesNotMatch(path, /pos|contig|chrom|allele$|alt|ref$|gt|genotype|records|entry|rsid/i);
  }
  for (const key of ["contig", "pos", "ref", "alt", "gt", "id", "verdicts"]) {
    const validate = validator("summary");
    assert.equal(validate({ [key]: "1" }), false);
    assert.ok(
      validate.errors.some(({ keyword }) => keyword === "additionalProperties"),
      key,
    );
  }
});

test("no export has a banned word but in its intended use", async () => {
  const messages = await read("messages/messages.tsv");
  const [, en, ja] = messages.match(/^intended\.full\t(.+)\t(.+)$/m);
  const names = (await readdir(join(root, "tests/exports"))).filter(
    (name) => !/^(input|panel)/.test(name),
  );
  assert.ok(names.length > 10);
  for (const name of names) {
    // A key of phenopackets, and a type of FHIR.
    const keys = /"diagnosis":|"DiagnosticReport"/g;
    const text = (await read(`tests/exports/${name}`))
      .replaceAll(en, "")
      .replaceAll(ja, "")
      .replace(keys, "");
    for (const word of BANNED) assert.doesNotMatch(text, word, name);
  }
});
