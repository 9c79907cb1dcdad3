/** A list of genes from a file: its symbols go into the field, and what gave none is said. */
import type { GeneList } from "genosieve";
import { useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import type { Failure } from "../job/protocol.js";
import { FileButton, Name, useSay } from "./common.js";

export function GeneFile(props: { controller: Controller; onGenes: (genes: string) => void }) {
  const { controller, onGenes } = props;
  const say = useSay();
  const [read, setRead] = useState<{ file: string; given: GeneList | Failure }>();
  const take = async ([file]: File[]) => {
    if (!file) return;
    const given = await controller.readGenes(file);
    setRead({ file: file.name, given });
    if ("genes" in given) onGenes(given.genes.map(({ symbol }) => symbol).join(", "));
  };
  return (
    <div class="gene-file">
      <FileButton
        label={say("narrow.geneFile")}
        kind="quiet"
        onFiles={(files) => void take(files)}
      />
      <div class="small" role="status">
        {read && (
          <p>
            <Name>{read.file}</Name>:{" "}
            {"genes" in read.given
              ? say("disease.genes", { n: read.given.genes.length })
              : say.error(read.given.code, read.given.detail)[0]}
          </p>
        )}
      </div>
      {read && "genes" in read.given && <RejectedGenes list={read.given} />}
    </div>
  );
}

/** What gave no gene, by its line. */
export function RejectedGenes({ list: { rejected } }: { list: GeneList }) {
  const say = useSay();
  if (rejected.length === 0) return null;
  return (
    <details>
      <summary>{say("narrow.geneFile.rejected", { n: rejected.length })}</summary>
      <ul class="lines">
        {rejected.map(({ line, asGiven, reason }) => (
          <li key={line}>
            <span class="muted">{say("account.line", { n: line })}</span> <code>{asGiven}</code>{" "}
            {say.reason(reason)}
          </li>
        ))}
      </ul>
    </details>
  );
}
