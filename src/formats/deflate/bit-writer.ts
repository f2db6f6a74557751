/**
 * Bits on their way into bytes, the lowest first (RFC 1951 §3.1.1). Between calls fewer than 8 are held. `out` must have
 * two bytes more than are written.
 */
export type BitWriter = {
  out: Uint8Array<ArrayBuffer>;
  view: DataView;
  at: number;
  held: number;
  bits: number;
};

/** A writer into these bytes from `at` on. */
export const bitWriter = (out: Uint8Array<ArrayBuffer>, at: number): BitWriter => ({
  out,
  view: new DataView(out.buffer),
  at,
  held: 0,
  bits: 0,
});

/** Writes at most 15 bits. Without a branch: whether a byte is full cannot be foretold, and guessing wrong costs more. */
export function putBits(writer: BitWriter, value: number, count: number): void {
  const held = writer.held | (value << writer.bits);
  const bits = writer.bits + count;
  writer.view.setUint16(writer.at, held, true);
  writer.at += bits >>> 3;
  writer.held = held >>> (bits & 24);
  writer.bits = bits & 7;
}

/** Ends the byte that is not full. */
export function endBits(writer: BitWriter): void {
  if (writer.bits > 0) {
    writer.out[writer.at] = writer.held;
    writer.at += 1;
  }
  writer.held = 0;
  writer.bits = 0;
}

/** Makes room for so many bytes more. */
export function makeRoom(writer: BitWriter, bytes: number): void {
  if (writer.at + bytes + 4 <= writer.out.length) return;
  const larger = new Uint8Array(Math.max(writer.out.length * 2, writer.at + bytes + 4));
  larger.set(writer.out.subarray(0, writer.at));
  writer.out = larger;
  writer.view = new DataView(larger.buffer);
}
