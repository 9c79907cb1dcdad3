// The two commands are one interface: the same exit codes, the same bytes of standard output.
import assert from "node:assert/strict";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { answer, COMMANDS, folder, GENOME, PANEL, run, TABLE } from "./support.mjs";

/** Runs both commands, compares them, and gives the result of the package's. */
async function both(args, { input, compare = (stdout) => stdout.toString() } = {}) {
  const node = await run(COMMANDS.node, args, input);
  const native = await run(COMMANDS.native, args, input);
  const label = args.join(" ");
  assert.equal(node.code, native.code, `${label}: ${node.stderr} / ${native.stderr}`);
  assert.equal(compare(node.stdout), compare(native.stdout), label);
  return { ...node, nativeStderr: native.stderr };
}

const screen = (...more) => ["screen", GENOME, "--panel", PANEL, ...more];

test("tables and tsv are the same bytes", async () => {
  for (const more of [
    [],
    ["--all"],
    ["--lang", "ja", "--all"],
    ["--format", "tsv"],
    ["--sample", "SYNTHETIC"],
  ]) {
    const { code, stdout } = await both(screen(...more));
    assert.equal(code, 0);
    assert.ok(stdout.length > 200);
  }
});

test("json differs in tool and run only", async () => {
  const { stdout } = await both(screen("--format", "json", "--all"), { compare: answer });
  assert.ok(stdout.toString().endsWith("}\n"));
  const { run: facts } = JSON.parse(stdout);
  assert.deepEqual(facts, { surface: "node", workers: 1 });
});

test("workers are taken under both names", async () => {
  for (const option of ["--workers", "--threads"]) {
    assert.equal(
      (await both(screen(option, "2", "--format", "json"), { compare: answer })).code,
      0,
    );
  }
});

test("standard input, and a panel that is compiled on the way", async () => {
  const input = await readFile(GENOME);
  const args = ["screen", "-", "--panel", TABLE, "--format", "json"];
  const { stdout } = await both(args, { input, compare: answer });
  const report = JSON.parse(stdout);
  assert.equal(report.input.name, "-");
  assert.equal(report.panel.name, "japan-sentinels");
  assert.equal(report.summary[0].carried, 7);
});

test("-o writes the same bytes and prints nothing", async (t) => {
  const out = join(await folder(t), "report.tsv");
  const { stdout } = await both(screen("--format", "tsv", "-o", out));
  assert.equal(stdout.length, 0);
  assert.deepEqual(
    await readFile(out),
    (await run(COMMANDS.node, screen("--format", "tsv"))).stdout,
  );
});

test("panel build writes the same file, panel info says the same", async (t) => {
  const dir = await folder(t);
  const made = {};
  for (const [name, command] of Object.entries(COMMANDS)) {
    made[name] = join(dir, `${name}.gsp`);
    const args = ["panel", "build", TABLE, "--name", "mine", "--build", "hg38", "-o", made[name]];
    const { code, stdout, stderr } = await run(command, args);
    assert.equal(code, 0, stderr);
    assert.equal(stdout.length, 0);
  }
  assert.deepEqual(await readFile(made.node), await readFile(made.native));
  await both(["panel", "info", made.node]);
  await both(["panel", "info", made.node, "--lang", "ja"]);
  const { stdout } = await both(["panel", "info", made.node, "--format", "json"]);
  assert.equal(JSON.parse(stdout).name, "mine");
});

test("panel build with a reference writes the same file", async (t) => {
  const dir = await folder(t);
  const source = join(dir, "source.vcf");
  const reference = join(dir, "part.fa");
  const rows = "1\t5\tdel\tCA\tC\t.\t.\t.\n1\t9\tsnv\tG\tT\t.\t.\t.\n";
  await writeFile(
    source,
    `##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n${rows}`,
  );
  await writeFile(reference, ">1\nGGTTCAAAGTCCATG\n");
  const made = {};
  for (const [name, command] of Object.entries(COMMANDS)) {
    made[name] = join(dir, `${name}.gsp`);
    const args = ["panel", "build", source, "--reference", reference, "-o", made[name]];
    const { code, stderr } = await run(command, args);
    assert.equal(code, 0, stderr);
  }
  assert.deepEqual(await readFile(made.node), await readFile(made.native));
});

test("exit codes and one line of standard error", async (t) => {
  const dir = await folder(t);
  const write = async (name, content) => {
    await writeFile(join(dir, name), content);
    return join(dir, name);
  };
  const head = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\n";
  const genome = await readFile(GENOME);
  const cases = [
    [4, ["screen", join(dir, "absent.vcf"), "--panel", PANEL], /^io: /],
    [4, ["screen", GENOME, "--panel", join(dir, "absent.gsp")], /^io: /],
    [4, ["screen", dir, "--panel", PANEL], /^io: /],
    [4, ["screen", await write("empty.vcf", ""), "--panel", PANEL], /^input_empty: /],
    [
      4,
      ["screen", await write("a.zip", "PK\u0003\u0004 and more"), "--panel", PANEL],
      /^input_zip/,
    ],
    [4, ["screen", PANEL, "--panel", PANEL], /^input_is_panel/],
    [
      4,
      ["panel", "info", await write("torn.gsp", (await readFile(PANEL)).subarray(0, 99))],
      /^panel_/,
    ],
    [1, ["screen", GENOME, "--panel", PANEL, "--sample", "nobody"], /^sample_unknown/],
    [1, ["screen", GENOME, "--panel", PANEL, "--build", "GRCh99"], /^option_invalid/],
    [
      3,
      [
        "screen",
        await write("37.vcf", `##contig=<ID=1,length=249250621>\n${head}`),
        "--panel",
        PANEL,
      ],
      /^build_conflict/m,
    ],
  ];
  for (const [expected, args, line] of cases) {
    const { code, stdout, stderr, nativeStderr } = await both(args);
    assert.equal(code, expected, `${args.join(" ")}: ${stderr}`);
    assert.equal(stdout.length, 0);
    assert.match(stderr, line);
    if (expected !== 3) assert.equal(stderr.trimEnd().split("\n").length, 1, stderr);
    // What the operating system says is worded by each runtime.
    if (!line.source.includes("io")) assert.equal(stderr, nativeStderr);
  }
  const cut = await write("cut.vcf.gz", genome.subarray(0, genome.length - 28));
  const { code, stdout } = await both(["screen", cut, "--panel", PANEL, "--format", "json"], {
    compare: answer,
  });
  assert.equal(code, 5);
  assert.equal(JSON.parse(stdout).accounting.complete, false);
});

test("usage errors exit 1, help exits 0", async () => {
  for (const args of [
    ["frob"],
    ["screen"],
    ["screen", GENOME],
    screen("--nonsense"),
    screen("--format", "xml"),
  ]) {
    for (const [name, command] of Object.entries(COMMANDS)) {
      const { code, stdout, stderr } = await run(command, args);
      assert.equal(code, 1, `${name} ${args.join(" ")}`);
      assert.equal(stdout.length, 0);
      assert.notEqual(stderr, "");
    }
  }
  for (const args of [
    ["--help"],
    ["screen", "--help"],
    ["panel", "build", "--help"],
    ["panel", "info", "--help"],
  ]) {
    for (const command of Object.values(COMMANDS)) {
      const { code, stdout } = await run(command, args);
      assert.equal(code, 0);
      assert.match(stdout.toString(), /Usage/);
    }
  }
  assert.equal((await both(["--version"])).stdout.toString(), "genosieve 0.1.0\n");
});

test("a closed pipe ends it quietly", async () => {
  const [program, file] = COMMANDS.node;
  const shell = `"${program}" "${file}" screen "${GENOME}" --panel "${PANEL}" --all | head -n 1`;
  const { code, stdout, stderr } = await run(["sh", "-c"], [shell]);
  assert.equal(code, 0);
  assert.match(stdout.toString(), /synthetic-genome/);
  assert.equal(stderr, "");
});

test("the command can be executed", async () => {
  const [, file] = COMMANDS.node;
  assert.ok((await readFile(file)).toString().startsWith("#!/usr/bin/env node\n"));
  assert.ok(((await stat(file)).mode & 0o111) !== 0);
});
