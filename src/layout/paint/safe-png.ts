import { Unzlib } from "fflate";

/** Pixels of one picture: A4 at 300 dpi, 36 MB once unpacked. */
const MOST_PIXELS = 9_000_000;
const STEP = 16_384;
/** Samples a pixel by PNG colour type. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Whether a PNG unpacks to about what its header says and no more than allowed: proved before a decoder may trust it. */
export function isSafePng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = view.getUint32(16);
  const height = view.getUint32(20);
  const samples = SAMPLES[bytes[25] ?? -1];
  if (samples === undefined || width === 0 || height === 0 || width * height > MOST_PIXELS) return false;
  const row = Math.ceil((width * samples * (bytes[24] ?? 8)) / 8) + 1;
  // Interlaced pictures have more rows, each with its filter byte.
  const most = row * height + 8 * (width + height) + 64;
  let unpacked = 0;
  const unzlib = new Unzlib((chunk) => {
    unpacked += chunk.length;
  });
  try {
    for (const chunk of dataChunks(bytes, view)) {
      for (let at = 0; at < chunk.length; at += STEP) {
        unzlib.push(chunk.subarray(at, at + STEP));
        if (unpacked > most) return false;
      }
    }
  } catch {
    return false;
  }
  return unpacked > 0;
}

function* dataChunks(bytes: Uint8Array, view: DataView): Generator<Uint8Array> {
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    if (at + 12 + length > bytes.length) return;
    if (view.getUint32(at + 4) === 0x49444154) yield bytes.subarray(at + 8, at + 8 + length);
    at += 12 + length;
  }
}
