import { concat } from "../../kit/bytes.ts";
import { type Font, readFont } from "../../formats/fonts/read-font.ts";
import { writeSfnt } from "../../formats/fonts/write-sfnt.ts";

type Contour = readonly (readonly [number, number])[];

/** ☐ ☑ ☒, the form signs that Chinese fonts lack. */
export const CHECK_BOXES = { first: 0x2610, last: 0x2612 } as const;

const EM = 1000;
const square = (inset: number): Contour => [
  [110 + inset, -50 + inset],
  [110 + inset, 730 - inset],
  [890 - inset, 730 - inset],
  [890 - inset, -50 + inset],
];
const EMPTY: readonly Contour[] = [square(0), square(52).toReversed()];
const TICK: Contour = [
  [230, 330],
  [300, 390],
  [440, 220],
  [740, 640],
  [810, 590],
  [450, 90],
];
const CROSS: Contour = [
  [270, 110],
  [440, 340],
  [270, 570],
  [340, 620],
  [500, 405],
  [660, 620],
  [730, 570],
  [560, 340],
  [730, 110],
  [660, 60],
  [500, 275],
  [340, 60],
];
const GLYPHS: readonly (readonly Contour[])[] = [EMPTY, EMPTY, [...EMPTY, TICK], [...EMPTY, CROSS]];

let made: Font | undefined;

/** A small TrueType font with the three check boxes, drawn here, so that they are embedded, copied and searched like any text. */
export function checkBoxFont(): Font {
  made ??= readFont(buildFont());
  return made;
}

function buildFont(): Uint8Array {
  const records = GLYPHS.map(glyphRecord);
  const loca = new Uint32Array(records.length + 1);
  for (const [index, record] of records.entries()) loca[index + 1] = (loca[index] ?? 0) + record.length;
  return writeSfnt(
    new Map([
      ["glyf", concat(...records)],
      ["loca", words32(...loca)],
      ["hmtx", words(...GLYPHS.flatMap(() => [EM, 110]))],
      [
        "cmap",
        concat(
          words(0, 1, 3, 10),
          words32(12),
          words(12, 0),
          words32(28, 0, 1, CHECK_BOXES.first, CHECK_BOXES.last, 1),
        ),
      ],
      [
        "head",
        concat(
          words32(0x10000, 0x10000, 0, 0x5f0f3cf5),
          words(3, EM),
          new Uint8Array(16),
          words(110, -50, 890, 730, 0, 8, 2, 1, 0),
        ),
      ],
      [
        "hhea",
        concat(
          words32(0x10000),
          words(880, -120, 0, EM, 110, 110, 890, 1, 0, 0, 0, 0, 0, 0, 0, GLYPHS.length),
        ),
      ],
      ["maxp", concat(words32(0x10000), words(GLYPHS.length, 18, 3, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0))],
    ]),
  );
}

/** A simple glyph: every point on the curve, coordinates as 16-bit steps (OpenType glyf). */
function glyphRecord(contours: readonly Contour[]): Uint8Array {
  const points = contours.flat();
  const ends = contours.map((_, index) => contours.slice(0, index + 1).flat().length - 1);
  const steps = (axis: 0 | 1): number[] =>
    points.map((point, index) => point[axis] - (index === 0 ? 0 : (points[index - 1]?.[axis] ?? 0)));
  const record = concat(
    words(contours.length, 110, -50, 890, 730, ...ends, 0),
    new Uint8Array(points.length).fill(1),
    words(...steps(0), ...steps(1)),
  );
  return concat(record, new Uint8Array((4 - (record.length % 4)) % 4));
}

function words(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 2);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setInt16(index * 2, value);
  return bytes;
}

function words32(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setUint32(index * 4, value);
  return bytes;
}
