// What a run found, for the terminal.
import { rows } from "./verdict.mjs";

const isOut = ({ kinds }) => kinds.length > 0;

/** One site in one browser: how many channels got out, by group. */
export function table(run) {
  const all = rows(run);
  const { site, browser, result } = run;
  const lines = [`${site.label}, ${browser.name} ${browser.version}: ${site.says}`];
  for (const group of new Set(all.map(({ channel }) => channel.group)))
    for (const context of ["page", "worker"]) {
      const rows = all.filter((row) => row.channel.group === group && row.context === context);
      if (rows.length === 0) continue;
      const out = rows.filter(isOut);
      const names = site.expected === "held" ? out.map(({ channel }) => channel.id).join(" ") : "";
      lines.push(
        `  ${group.padEnd(12)} ${context.padEnd(7)} ${out.length} of ${rows.length} ${names}`,
      );
    }
  lines.push(`  packets to other addresses: ${result.outside}`);
  return lines.join("\n");
}
