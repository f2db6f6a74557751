import { concat, utf8 } from "../../kit/bytes.ts";

const CURVE_POINTS = 256;

/** s15Fixed16 of colour values, D50-adapted (IEC 61966-2-1, ICC.1:2001-04). */
const WHITE = [0.9642, 1, 0.8249] as const;
const RED = [0.43607, 0.22249, 0.01392] as const;
const GREEN = [0.38515, 0.71687, 0.09708] as const;
const BLUE = [0.14307, 0.06061, 0.7141] as const;

/** An ICC version 2 profile of sRGB, computed from the standard's numbers: the output intent of every PDF. */
export function srgbProfile(): Uint8Array {
  const tags: readonly (readonly [string, Uint8Array])[] = [
    ["desc", description("sRGB")],
    ["cprt", concat(utf8("text"), words32(0), utf8("CC0\0"))],
    ["wtpt", xyz(WHITE)],
    ["rXYZ", xyz(RED)],
    ["gXYZ", xyz(GREEN)],
    ["bXYZ", xyz(BLUE)],
    ["rTRC", curve()],
  ];
  const shared = ["gTRC", "bTRC"];
  const start = 128 + 4 + 12 * (tags.length + shared.length);
  let at = start;
  const table: Uint8Array[] = [words32(tags.length + shared.length)];
  const bodies: Uint8Array[] = [];
  for (const [tag, body] of tags) {
    const padded = concat(body, new Uint8Array((4 - (body.length % 4)) % 4));
    table.push(concat(utf8(tag), words32(at, body.length)));
    // The three channels have one curve.
    if (tag === "rTRC") for (const also of shared) table.push(concat(utf8(also), words32(at, body.length)));
    bodies.push(padded);
    at += padded.length;
  }
  return concat(header(at), ...table, ...bodies);
}

function header(size: number): Uint8Array {
  const bytes = new Uint8Array(128);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, size);
  view.setUint32(8, 0x02100000);
  bytes.set(utf8("mntrRGB XYZ "), 12);
  for (const [index, part] of [2026, 1, 1, 0, 0, 0].entries()) view.setUint16(24 + index * 2, part);
  bytes.set(utf8("acsp"), 36);
  bytes.set(fixed(...WHITE), 68);
  return bytes;
}

function description(text: string): Uint8Array {
  const ascii = utf8(`${text}\0`);
  return concat(utf8("desc"), words32(0, ascii.length), ascii, new Uint8Array(4 + 4 + 2 + 1 + 67));
}

const xyz = (values: readonly number[]): Uint8Array => concat(utf8("XYZ "), words32(0), fixed(...values));

function curve(): Uint8Array {
  const points = new Uint8Array(CURVE_POINTS * 2);
  const view = new DataView(points.buffer);
  for (let index = 0; index < CURVE_POINTS; index += 1) {
    const value = index / (CURVE_POINTS - 1);
    const linear = value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    view.setUint16(index * 2, Math.round(linear * 65_535));
  }
  return concat(utf8("curv"), words32(0, CURVE_POINTS), points);
}

const fixed = (...values: readonly number[]): Uint8Array =>
  words32(...values.map((value) => Math.round(value * 65_536)));

function words32(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setUint32(index * 4, value);
  return bytes;
}
