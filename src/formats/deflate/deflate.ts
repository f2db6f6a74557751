import type { Bytes } from "../../kit/bytes.ts";
import { adler32 } from "./adler32.ts";
import { type BitWriter, bitWriter, endBits, makeRoom } from "./bit-writer.ts";
import { type Effort, RepeatFinder } from "./find-repeats.ts";
import { writeBlock } from "./write-block.ts";

/** Entries of a block: a byte each, or a repeat. */
const BLOCK = 16_384;
/** Repeats at least this long are taken without a look at the next place. */
const LONG_ENOUGH = 32;

const EFFORTS = {
  /** For what is packed once for every document. */
  quick: { places: 4, lazy: "greedy" },
  /** For files that people keep and send. */
  small: { places: 24, lazy: "lazy" },
} as const satisfies Record<string, Effort>;

export type Packing = keyof typeof EFFORTS;

const entries = new Uint32Array(BLOCK);

/**
 * A raw deflate stream (RFC 1951) of blocks with codes of their own. The same content gives the same bytes on every
 * runtime, which the platform's CompressionStream does not promise. Every content packs; nothing is kept of it.
 */
export function deflate(content: Uint8Array, packing: Packing): Bytes {
  const writer = bitWriter(new Uint8Array(startSize(content)), 0);
  deflateInto(writer, content, packing);
  return writer.out.slice(0, writer.at);
}

/** A zlib stream (RFC 1950): deflate with its head and checksum. */
export function zlibStream(content: Uint8Array, packing: Packing): Bytes {
  const writer = bitWriter(new Uint8Array(startSize(content)), 2);
  writer.out[0] = 0x78;
  writer.out[1] = 0x01;
  deflateInto(writer, content, packing);
  makeRoom(writer, 4);
  new DataView(writer.out.buffer).setUint32(writer.at, adler32(content));
  return writer.out.slice(0, writer.at + 4);
}

const startSize = (content: Uint8Array): number => (content.length >> 2) + 512;

function deflateInto(writer: BitWriter, content: Uint8Array, packing: Packing): void {
  const effort = EFFORTS[packing];
  const finder = new RepeatFinder(content, effort);
  let at = 0;
  do {
    const { count, next } =
      effort.lazy === "lazy" ? lazily(finder, content, at) : greedily(finder, content, at);
    at = next;
    writeBlock(writer, entries.subarray(0, count), at >= content.length ? "last" : "more");
  } while (at < content.length);
  endBits(writer);
}

type Taken = { readonly count: number; readonly next: number };

/** Takes the first repeat found at each place. */
function greedily(finder: RepeatFinder, content: Uint8Array, from: number): Taken {
  let at = from;
  let count = 0;
  while (at < content.length && count < BLOCK) {
    const found = finder.find(at, 0);
    if (found === 0) {
      entries[count] = content[at]!;
      at += 1;
    } else {
      entries[count] = found;
      const end = at + (found >>> 16);
      finder.pass(at + 1, end);
      at = end;
    }
    count += 1;
  }
  return { count, next: at };
}

/** Takes a repeat only when none that begins a byte later is longer. */
function lazily(finder: RepeatFinder, content: Uint8Array, from: number): Taken {
  let at = from;
  let count = 0;
  while (at < content.length && count < BLOCK) {
    let found = finder.find(at, 0);
    let entered = at;
    // One entry must stay free for the repeat itself.
    while (found !== 0 && found >>> 16 < LONG_ENOUGH && count < BLOCK - 1) {
      entered = at + 1;
      const later = finder.find(entered, found >>> 16);
      if (later === 0) break;
      entries[count] = content[at]!;
      count += 1;
      at += 1;
      found = later;
    }
    if (found === 0) {
      entries[count] = content[at]!;
      at += 1;
    } else {
      entries[count] = found;
      const end = at + (found >>> 16);
      finder.pass(entered + 1, end);
      at = end;
    }
    count += 1;
  }
  return { count, next: at };
}
