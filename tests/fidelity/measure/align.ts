/** Differences after which two texts are not compared any further: they are not the same document. */
const MOST_EDITS = 3_000;

/** Index pairs of a longest common subsequence of two texts given as characters (Myers 1986), in order. */
export function align(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const trace: Int32Array[] = [];
  const limit = Math.min(a.length + b.length, MOST_EDITS);
  const offset = limit + 1;
  let reach = new Int32Array(2 * limit + 3);
  for (let edits = 0; edits <= limit; edits += 1) {
    trace.push(reach.slice());
    const next = reach;
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && at(reach, offset + k - 1) < at(reach, offset + k + 1));
      let x = down ? at(reach, offset + k + 1) : at(reach, offset + k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      next[offset + k] = x;
      if (x >= a.length && x - k >= b.length) return walkBack(trace, a.length, b.length, offset);
    }
    reach = next;
  }
  return [];
}

const at = (values: Int32Array, index: number): number => values[index] ?? 0;

function walkBack(
  trace: readonly Int32Array[],
  aLength: number,
  bLength: number,
  offset: number,
): (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  let [x, y] = [aLength, bLength];
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const reach = trace[edits] ?? new Int32Array(0);
    const k = x - y;
    const down = k === -edits || (k !== edits && at(reach, offset + k - 1) < at(reach, offset + k + 1));
    const fromK = down ? k + 1 : k - 1;
    const fromX = edits === 0 ? 0 : at(reach, offset + fromK);
    const fromY = edits === 0 ? 0 : fromX - fromK;
    // Where the run of equal pairs began: behind the one edit that led here, or at the very start.
    const startX = edits === 0 ? 0 : fromX + (down ? 0 : 1);
    while (x > startX && x > 0 && y > 0) {
      x -= 1;
      y -= 1;
      pairs.push([x, y]);
    }
    if (edits > 0) [x, y] = [fromX, fromY];
  }
  return pairs.reverse();
}
