// What a search for a disease takes: every name of the table as a query, as it is spelled and with a wrong letter.
import { parseDiseases, tables } from "genosieve/diseases";

/** Turns of each query; the fastest counts, since others use the machine too. */
const TURNS = 5;

const diseases = parseDiseases(tables);
const names = diseases.all.flatMap(({ notified, subclasses }) =>
  [notified, ...subclasses].flatMap(({ ja, kana, en }) => [ja, kana, en].filter(Boolean)),
);

function milliseconds(query) {
  const turns = Array.from({ length: TURNS }, () => {
    const since = performance.now();
    diseases.search(query);
    return performance.now() - since;
  });
  return Math.min(...turns);
}

const wrong = (name) => {
  const at = name.length >> 1;
  return `${name.slice(0, at)}ぬ${name.slice(at + 1)}`;
};

for (const [what, change] of Object.entries({
  "as spelled": String,
  "one wrong letter": wrong,
})) {
  const times = names.map((name) => milliseconds(change(name))).sort((one, other) => one - other);
  const [median, most] = [0.5, 0.95].map((part) =>
    times[Math.floor(times.length * part)].toFixed(2),
  );
  console.log(`${what}: ${names.length} queries, median ${median} ms, 95% within ${most} ms`);
}
