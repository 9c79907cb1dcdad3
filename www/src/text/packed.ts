/** Texts as the build packs them (`build/texts.ts`): for each key a line, whose parts tabs divide. */
export function unpacked(keys: string[], lines: string): Record<string, string | string[]> {
  const texts = lines.split("\n").map((line) => {
    const [text = "", ...more] = line.split("\t");
    return more.length > 0 ? [text, ...more] : text;
  });
  return Object.fromEntries(keys.map((key, at) => [key, texts[at] ?? ""]));
}
