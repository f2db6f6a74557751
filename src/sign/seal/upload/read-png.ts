import { Unzlib } from "fflate";
import { crc32 } from "../../../formats/docx/crc32.ts";
import { type Bytes, concat, latin1 } from "../../../kit/bytes.ts";
import { SignError } from "../../errors.ts";
import type { Dots } from "../picture.ts";
import { dotsOf, type PngHead, rawLength } from "./png-dots.ts";

/** Under this many dots a side no seal can be told; over that many dots, or raw bytes, none needs to be. */
const LEAST_SIDE = 64;
const MOST_DOTS = 6_000_000;
const MOST_RAW = 32_000_000;
/** Packed bytes are inflated in slices, so that a bomb is seen before it fills the memory: a slice is at most 2 MB unpacked. */
const SLICE = 2048;
const MOST_CHUNKS = 20_000;

const SIGNATURE = "\x89PNG\r\n\x1a\n";
/** Channels of a colour type and the depths it allows (PNG table 11.1). */
const KINDS: Readonly<Record<number, { channels: number; depths: readonly number[] }>> = {
  0: { channels: 1, depths: [1, 2, 4, 8, 16] },
  2: { channels: 3, depths: [8, 16] },
  3: { channels: 1, depths: [1, 2, 4, 8] },
  4: { channels: 2, depths: [8, 16] },
  6: { channels: 4, depths: [8, 16] },
};

function unreadable(why: string): never {
  throw new SignError("sign.picture_unreadable", `this PNG cannot be read: ${why}`);
}

/**
 * The dots of a PNG: every colour type and depth, interlaced or not; text, profiles and animation are passed over unread.
 * Checksums are checked. Never unpacks more than the head says, and refuses a head that says too much.
 */
export function readPng(file: Bytes): Dots {
  if (latin1(file, 0, 8) !== SIGNATURE) unreadable("it does not begin as a PNG");
  const chunks = chunksOf(file);
  const head = headOf(chunks[0]);
  const packed = chunks.filter(({ type }) => type === "IDAT").map(({ body }) => body);
  const one = (type: string): Uint8Array | undefined => chunks.find((chunk) => chunk.type === type)?.body;
  const palette = one("PLTE");
  if (head.colour === 3 && (palette === undefined || palette.length % 3 !== 0 || palette.length > 768))
    unreadable("its palette is missing or broken");
  const raw = inflated(packed, rawLength(head));
  return dotsOf(head, raw, { palette, transparency: one("tRNS") });
}

type Chunk = { readonly type: string; readonly body: Uint8Array };

function chunksOf(file: Bytes): Chunk[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const chunks: Chunk[] = [];
  for (let at = 8; ; ) {
    if (at + 12 > file.length || chunks.length > MOST_CHUNKS) unreadable("it breaks off");
    const length = view.getUint32(at);
    const end = at + 8 + length;
    if (end + 4 > file.length) unreadable("a part is longer than the file");
    const type = latin1(file, at + 4, at + 8);
    if (crc32(file.subarray(at + 4, end)) !== view.getUint32(end))
      unreadable(`a checksum of ${type} is wrong`);
    if (type === "IEND") return chunks;
    // Critical parts (a capital first letter) we do not know may not be passed over.
    if (/^[A-Z]/.test(type) && !["IHDR", "PLTE", "IDAT"].includes(type)) unreadable(`it has a part ${type}`);
    chunks.push({ type, body: file.subarray(at + 8, end) });
    at = end + 4;
  }
}

function headOf(chunk: Chunk | undefined): PngHead {
  if (chunk?.type !== "IHDR" || chunk.body.length !== 13) return unreadable("it has no head");
  const { body } = chunk;
  const view = new DataView(body.buffer, body.byteOffset, 13);
  const [columns, rows] = [view.getUint32(0), view.getUint32(4)];
  const [depth = 0, colour = -1, method, filter, interlace = 2] = body.subarray(8);
  const kind = KINDS[colour];
  if (kind === undefined || !kind.depths.includes(depth) || method !== 0 || filter !== 0 || interlace > 1)
    return unreadable("its head is not that of a PNG");
  const head = { columns, rows, depth, colour, channels: kind.channels, interlaced: interlace === 1 };
  if (columns < LEAST_SIDE || rows < LEAST_SIDE) refuseSize(head, `a seal needs ${LEAST_SIDE} dots a side`);
  if (columns * rows > MOST_DOTS || rawLength(head) > MOST_RAW)
    refuseSize(head, `a seal picture has at most ${MOST_DOTS / 1e6} million dots: make it smaller`);
  return head;
}

function refuseSize({ columns, rows }: PngHead, why: string): never {
  throw new SignError("sign.picture_out_of_bounds", `${columns} × ${rows} dots: ${why}`, { columns, rows });
}

/** Exactly the bytes the head promises; one more is a bomb, one less a broken file. */
function inflated(packed: readonly Uint8Array[], length: number): Bytes {
  const raw = new Uint8Array(length);
  let at = 0;
  const stream = new Unzlib((part) => {
    if (at + part.length > length) {
      throw new SignError("sign.picture_out_of_bounds", "this PNG unpacks to more than its head says");
    }
    raw.set(part, at);
    at += part.length;
  });
  const whole = concat(...packed);
  try {
    for (let from = 0; from < whole.length; from += SLICE) {
      stream.push(whole.subarray(from, from + SLICE), from + SLICE >= whole.length);
    }
  } catch (cause) {
    if (cause instanceof SignError) throw cause;
    unreadable("its dots cannot be unpacked");
  }
  if (at !== length) unreadable("dots are missing");
  return raw;
}
