// What cargo-llvm-cov counted, by the folders whose coverage counts.
import { readFileSync } from "node:fs";

const LEAST = 95;
const { data } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const files = data.flatMap(({ files }) => files);
const short = ["input", "panel", "kernel"].filter((folder) => {
  const own = files.filter(({ filename }) => filename.includes(`/src/${folder}/`));
  const sum = (key) => own.reduce((all, { summary }) => all + summary.lines[key], 0);
  const percent = (100 * sum("covered")) / sum("count");
  console.log(`src/${folder}: ${sum("covered")} of ${sum("count")} lines, ${percent.toFixed(1)}%`);
  const low = own.filter(({ summary }) => summary.lines.percent < LEAST);
  for (const { filename, summary } of low)
    console.log(`  ${filename.split("/src/")[1]}: ${summary.lines.percent.toFixed(1)}%`);
  return !(percent >= LEAST);
});
if (short.length > 0) {
  console.error(`Less than ${LEAST}% of the lines: ${short.join(", ")}`);
  process.exitCode = 1;
}
