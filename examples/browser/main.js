// The page: two file choosers, and a worker that reads them.
const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
const [list, genome] = document.querySelectorAll("input");
const status = document.querySelector("output");
const found = document.querySelector("ul");

document.querySelector("button").onclick = () => {
  found.replaceChildren();
  worker.postMessage({ list: list.files[0], genome: genome.files[0] });
};

worker.onmessage = ({ data: { records, carried, complete, failure } }) => {
  if (records !== undefined) status.value = `${records} records`;
  if (failure) status.value = `${failure.code}: ${failure.message} ${failure.remedy}`;
  if (!carried) return;
  status.value = complete
    ? `${carried.length} carried`
    : `${carried.length} carried; the file is cut`;
  for (const { entry, zygosity } of carried) {
    const item = document.createElement("li");
    item.textContent = `${entry.contig}:${entry.pos} ${entry.ref}>${entry.alt} ${zygosity}`;
    found.append(item);
  }
};
