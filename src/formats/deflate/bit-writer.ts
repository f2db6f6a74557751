/** Bits on their way into bytes, the lowest first (RFC 1951 §3.1.1). Between calls fewer than 16 are held. */
export type BitWriter = { out: Uint8Array<ArrayBuffer>; at: number; held: number; bits: number };

/** Writes at most 15 bits. */
export function putBits(writer: BitWriter, value: number, count: number): void {
  writer.held |= value << writer.bits;
  writer.bits += count;
  if (writer.bits < 16) return;
  writer.out[writer.at] = writer.held;
  writer.out[writer.at + 1] = writer.held >>> 8;
  writer.at += 2;
  writer.held >>>= 16;
  writer.bits -= 16;
}

/** Writes the bits still held, filling the last byte. */
export function endBits(writer: BitWriter): void {
  for (; writer.bits > 0; writer.bits -= 8) {
    writer.out[writer.at] = writer.held;
    writer.at += 1;
    writer.held >>>= 8;
  }
  writer.bits = 0;
}

/** Makes room for so many bytes more. */
export function makeRoom(writer: BitWriter, bytes: number): void {
  if (writer.at + bytes + 4 <= writer.out.length) return;
  const larger = new Uint8Array(Math.max(writer.out.length * 2, writer.at + bytes + 4));
  larger.set(writer.out.subarray(0, writer.at));
  writer.out = larger;
}
