/** Names longer than this are not compared: the cost grows with the product of lengths. */
const LONGEST = 60;

/**
 * The name most like the one written, by edit distance (a swap of neighbours counts one), when it is like enough to be
 * meant; undefined otherwise. Capital letters hardly count.
 */
export function nearestName(written: string, names: Iterable<string>): string | undefined {
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of names) {
    if (name.length > LONGEST || written.length > LONGEST) continue;
    const distance = distanceOf(written.toLowerCase(), name.toLowerCase()) + (written === name ? 0 : 0.1);
    if (best === undefined || distance < best.distance) best = { name, distance };
  }
  const allowed = Math.max(1, Math.floor(written.length / 3)) + 0.5;
  return best !== undefined && best.distance <= allowed ? best.name : undefined;
}

function distanceOf(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[j - 2] ?? 0) + 1 : Infinity,
      );
    }
    before = row;
    row = next;
  }
  return row[other.length] ?? Infinity;
}
