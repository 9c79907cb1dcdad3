/** Whether a name is there but for a slip of the fingers. */

/** Slips that are forgiven in a query of so many letters. */
export function forgiven(letters: number): number {
  if (letters < 4) return 0;
  return letters < 8 ? 1 : 2;
}

/** Where in a name the query was met: with so many slips, ending there (0-based, exclusive). */
export interface Near {
  slips: number;
  end: number;
}

/**
 * A test for one query: the place of a name that is fewest slips away from it, at most `most`. A slip is a
 * letter too many, missing or wrong, or two that changed places (optimal string alignment).
 *
 * Of 2n + 1 pieces of a query n slips leave one as it is, since each harms two pieces at most: a name that
 * holds none of them need not be aligned, which is most of them.
 */
export function nearness(query: string, most: number): (name: string) => Near | undefined {
  const length = query.length;
  const count = Math.min(length, 2 * most + 1);
  const pieces = Array.from({ length: count }, (_, i) =>
    query.slice(Math.floor((i * length) / count), Math.floor(((i + 1) * length) / count)),
  );
  const beyond = most + 1;
  let before = new Uint8Array(length + 2);
  let last = new Uint8Array(length + 2);
  let here = new Uint8Array(length + 2);
  return (name) => {
    if (name.length < length - most || !pieces.some((piece) => name.includes(piece)))
      return undefined;
    let best: Near | undefined;
    // Letters of the query that were met so far within `most`; costs past them are not computed (Ukkonen).
    let reach = most;
    for (let i = 0; i <= length; i += 1) last[i] = Math.min(i, beyond);
    for (let j = 1; j <= name.length; j += 1) {
      // The name may begin anywhere, so letters before cost nothing.
      here[0] = 0;
      const until = Math.min(length, reach + 1);
      reach = 0;
      for (let i = 1; i <= until; i += 1) {
        const same = query[i - 1] === name[j - 1];
        let cost = Math.min(last[i - 1]! + (same ? 0 : 1), last[i]! + 1, here[i - 1]! + 1);
        const swapped =
          i > 1 && j > 1 && query[i - 1] === name[j - 2] && query[i - 2] === name[j - 1];
        if (swapped) cost = Math.min(cost, before[i - 2]! + 1);
        here[i] = Math.min(cost, beyond);
        if (cost <= most) reach = i;
      }
      here[until + 1] = beyond;
      if (reach === length && (!best || here[length]! < best.slips))
        best = { slips: here[length]!, end: j };
      [before, last, here] = [last, here, before];
    }
    return best;
  };
}
