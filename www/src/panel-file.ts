/** How a panel is named and dated where people meet it as a file. */
import type { PanelInfo } from "genosieve";

const DAY = 86_400_000;

/** The date that the panel's source states, as YYYY-MM-DD; other ways of writing are not read. */
export function releaseOf({ sources }: PanelInfo): string | undefined {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(sources[0]?.date ?? "") ?? [];
  return day && `${year}-${month}-${day}`;
}

/** Whole days since then; none for a day to come. */
export function ageOf(release: string, now = Date.now()): number | undefined {
  const days = Math.floor((now - Date.parse(release)) / DAY);
  return days >= 0 ? days : undefined;
}

/** `clinvar_2026-11-15_GRCh38.gsp`; what file systems do not like becomes a line. */
export function panelFileName(info: PanelInfo): string {
  const name = info.name.replace(/[^\p{L}\p{N}.-]+/gu, "_");
  const parts = [name || "panel", releaseOf(info), info.build].filter(Boolean);
  return `${parts.join("_")}.gsp`;
}
