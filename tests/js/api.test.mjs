// The public types of the package, each entry beside the report of it that is kept (docs/api/): a change to them shows.
// UPDATE=1 writes the reports anew.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { Extractor, ExtractorConfig } from "@microsoft/api-extractor";
import * as typedoc from "typedoc";

import { root } from "./support.mjs";

/** An entry's types as API Extractor reports them, and what it complains of. */
function reported(entry, folder) {
  const configObject = {
    projectFolder: root,
    mainEntryPointFilePath: join(root, `dist/${entry}.d.ts`),
    compiler: {
      overrideTsconfig: {
        compilerOptions: {
          target: "ES2022",
          lib: ["ES2023", "DOM", "DOM.Iterable", "DOM.AsyncIterable", "ESNext.Disposable"],
          module: "NodeNext",
          moduleResolution: "NodeNext",
          strict: true,
          types: ["node"],
        },
        include: ["dist/**/*.d.ts"],
      },
    },
    apiReport: {
      enabled: true,
      reportFolder: folder,
      reportTempFolder: join(folder, "temp"),
      reportFileName: `${entry}.api.md`,
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    messages: {
      extractorMessageReporting: { "ae-missing-release-tag": { logLevel: "none" } },
      // TypeDoc's, which makes the reference.
      tsdocMessageReporting: { "tsdoc-undefined-tag": { logLevel: "none" } },
    },
  };
  const complaints = [];
  Extractor.invoke(
    ExtractorConfig.prepare({
      configObject,
      configObjectFullPath: undefined,
      packageJsonFullPath: join(root, "package.json"),
    }),
    {
      localBuild: true,
      messageCallback: (message) => {
        message.handled = true;
        const { category, logLevel, messageId, text } = message;
        if (category === "console" || logLevel === "none" || logLevel === "verbose") return;
        complaints.push(`${messageId}: ${text}`);
      },
    },
  );
  return complaints;
}

// `bare` has the types of `index` and two functions more.
for (const entry of ["index", "diseases", "element"])
  test(`the public types of the entry ${entry} are those that are kept`, async () => {
    const folder = await mkdtemp(join(tmpdir(), "genosieve-api-"));
    try {
      assert.deepEqual(reported(entry, folder), []);
      const now = await readFile(join(folder, `${entry}.api.md`), "utf8");
      const kept = join(root, `docs/api/${entry}.api.md`);
      if (process.env.UPDATE === "1") await writeFile(kept, now);
      assert.equal(now, await readFile(kept, "utf8"), "UPDATE=1 keeps what has changed");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

test("every public item is documented, and every link in that leads somewhere", async () => {
  const complaints = [];
  const app = await typedoc.Application.bootstrap({ options: join(root, "typedoc.json") }, [
    new typedoc.TypeDocReader(),
    new typedoc.TSConfigReader(),
  ]);
  app.logger = new (class extends typedoc.Logger {
    log(message, level) {
      if (level >= typedoc.LogLevel.Warn) complaints.push(message);
    }
    addContext(message) {
      return message;
    }
  })();
  const project = await app.convert();
  assert.ok(project, complaints.join("\n"));
  app.validate(project);
  assert.deepEqual(complaints, []);
  const screen = project.getChildByName(["index", "screen"]);
  const text = screen.signatures?.[0]?.comment?.summary.map(({ text }) => text).join("");
  assert.match(text ?? "", /Screens a VCF/, "a function of an entry has the text of its interface");
});
