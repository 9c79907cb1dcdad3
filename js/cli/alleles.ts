/** Alleles that are typed in place of a panel: the native command makes the same panel of them. */
import { GenosieveError, optionError } from "../error.js";
import { compilePanel, messages } from "../node.js";
import type { Panel } from "../panel.js";
import { HEADER_LINES, TYPED, typedTable } from "../typed.js";
import type { Language } from "../types.js";

/**
 * A panel of these alleles alone, each with what was typed as its id. Throws `option_invalid` with the first that
 * cannot be read, and why: an allele that was asked about is never left out.
 */
export async function panelOfAlleles(
  alleles: readonly string[],
  build: string | undefined,
  language: Language,
): Promise<Panel> {
  const odd = alleles.find((allele) => allele.trim() === "" || /[\r\n\0]/.test(allele));
  if (odd !== undefined) throw optionError(`--allele ${odd}`);
  const table = await messages(language);
  const unread = (line: number, reason: string) =>
    optionError(
      `--allele ${alleles[line - HEADER_LINES - 1] ?? ""} (${table[`skip.${reason}`] ?? reason})`,
    );
  const panel = await compilePanel(new TextEncoder().encode(typedTable(alleles)), {
    sourceName: TYPED,
    ...(build === undefined ? {} : { build }),
  }).catch((error: unknown) => {
    throw rowOf(error, unread) ?? error;
  });
  const [refused] = panel.info.rejected;
  if (refused === undefined) return panel;
  panel.free();
  throw unread(refused.line, refused.reason);
}

/** What is wrong with the row by which a table without an entry is refused. */
function rowOf(error: unknown, unread: (line: number, reason: string) => GenosieveError) {
  if (!(error instanceof GenosieveError)) return undefined;
  const { code, position, detail } = error;
  const empty = code === "panel_empty" || code === "panel_rs_only";
  return empty && position.line !== undefined ? unread(position.line, detail) : undefined;
}
