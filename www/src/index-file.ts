/** Indexes that lie beside a genome. */
const INDEX = /\.(tbi|csi)$/i;

export const isIndex = (name: string) => INDEX.test(name);

/** The index of a file among those that came with it: that of its name before any other. */
export function indexOf(file: File, files: readonly File[]): File | undefined {
  const indexes = files.filter((other) => other !== file && isIndex(other.name));
  return indexes.find(({ name }) => name.replace(INDEX, "") === file.name) ?? indexes[0];
}
