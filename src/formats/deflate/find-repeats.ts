/** How long to look for repeats: how many earlier places, and whether one that begins a byte later may be better. */
export type Effort = { readonly places: number; readonly lazy: "lazy" | "greedy" };

/** Repeats longer than this are taken without looking further. */
const GOOD = 64;
const SHORTEST = 4;
const LONGEST = 258;
const WINDOW = 32_768;
const MASK = WINDOW - 1;
const HASH_BITS = 15;

/** Scratch of one call: deflating never waits, so no two calls use it at once. Nothing of a content is read by the next. */
const heads = new Int32Array(1 << HASH_BITS);
const earlier = new Int32Array(WINDOW);

/** Finds repeats in a content, from its first byte to its last. */
export class RepeatFinder {
  readonly #content: Uint8Array;
  readonly #effort: Effort;
  readonly #shift: number;

  constructor(content: Uint8Array, effort: Effort) {
    this.#content = content;
    this.#effort = effort;
    const bits = content.length < 2_048 ? 10 : content.length < 16_384 ? 13 : HASH_BITS;
    this.#shift = 32 - bits;
    heads.fill(-1, 0, 1 << bits);
  }

  /**
   * The repeat that begins at `at`, as length × 65536 + distance − 1; 0 when there is none longer than `beat`.
   * Must be asked for, or told by `pass`, for every place in order.
   */
  find(at: number, beat: number): number {
    const content = this.#content;
    const most = Math.min(LONGEST, content.length - at);
    if (most < SHORTEST) return 0;
    let place = this.#enter(at);
    let length = Math.max(beat, SHORTEST - 1);
    if (length >= most) return 0;
    let found = 0;
    for (let tries = this.#effort.places; tries > 0 && place >= 0 && at - place < WINDOW; tries -= 1) {
      if (content[place + length] === content[at + length]) {
        let same = 0;
        while (same < most && content[place + same] === content[at + same]) same += 1;
        if (same > length) {
          length = same;
          found = same * 65_536 + at - place - 1;
          if (same === most || same >= GOOD) break;
        }
      }
      place = earlier[place & MASK]!;
    }
    return found;
  }

  /** Passes places that are inside a repeat. */
  pass(from: number, to: number): void {
    const end = Math.min(to, this.#content.length - SHORTEST + 1);
    for (let at = from; at < end; at += 1) this.#enter(at);
  }

  /** Enters a place and gives the last one like it, −1 when there is none. */
  #enter(at: number): number {
    const content = this.#content;
    const four = content[at]! | (content[at + 1]! << 8) | (content[at + 2]! << 16) | (content[at + 3]! << 24);
    const slot = Math.imul(four, 0x9e3779b1) >>> this.#shift;
    const last = heads[slot]!;
    earlier[at & MASK] = last;
    heads[slot] = at;
    return last;
  }
}
