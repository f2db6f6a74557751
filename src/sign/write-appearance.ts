import { zlibStream } from "../formats/deflate/deflate.ts";
import { writeDictionary, writeStream } from "../formats/pdf/append/index.ts";
import { type Bytes, utf8 } from "../kit/bytes.ts";
import type { Box } from "./seal/appearance.ts";
import { bitmapName, pdfOperators } from "./seal/pdf-operators.ts";
import type { Dots, SealPicture } from "./seal/picture.ts";

/** Takes an object into the revision that is being written, and tells its number. */
export type Register = (body: Uint8Array) => number;

/**
 * A widget's appearance (ISO 32000-2 §12.5.5) as objects of an appended revision: a form XObject of the field's size, and an
 * image with a soft mask for each bitmap of an uploaded seal. Returns the form's number.
 */
export function writeAppearance(register: Register, { width, height }: Box, picture: SealPicture): number {
  const images = (picture.bitmaps ?? []).map(
    (bitmap, at) => [bitmapName(at), `${writeImage(register, bitmap)} 0 R`] as const,
  );
  const resources = images.length === 0 ? "<< >>" : `<< /XObject ${writeDictionary(images)} >>`;
  // Outlines are nearly random digits: harder work saves one part in two hundred.
  const encoded = zlibStream(utf8(pdfOperators(picture)), "quick");
  const entries: [string, string][] = [
    ["Type", "/XObject"],
    ["Subtype", "/Form"],
    ["BBox", `[0 0 ${width} ${height}]`],
    ["Resources", resources],
    ["Filter", "/FlateDecode"],
  ];
  return register(writeStream(entries, encoded));
}

/** Colour and alpha apart (§11.6.5.2); PDF/A-2 and -3 allow the mask since the page has an output intent. */
function writeImage(register: Register, dots: Dots): number {
  const mask = writePlane(register, dots, [["ColorSpace", "/DeviceGray"]], [3]);
  const colour: [string, string][] = [
    ["ColorSpace", "/DeviceRGB"],
    ["SMask", `${mask} 0 R`],
  ];
  return writePlane(register, dots, colour, [0, 1, 2]);
}

function writePlane(
  register: Register,
  dots: Dots,
  special: readonly [string, string][],
  channels: readonly number[],
): number {
  const entries: [string, string][] = [
    ["Type", "/XObject"],
    ["Subtype", "/Image"],
    ["Width", String(dots.columns)],
    ["Height", String(dots.rows)],
    ["BitsPerComponent", "8"],
    ["Filter", "/FlateDecode"],
    ...special,
  ];
  return register(writeStream(entries, zlibStream(planeOf(dots, channels), "small")));
}

function planeOf({ columns, rows, rgba }: Dots, channels: readonly number[]): Bytes {
  const count = columns * rows;
  const plane = new Uint8Array(count * channels.length);
  for (let dot = 0; dot < count; dot += 1) {
    for (const [at, channel] of channels.entries())
      plane[dot * channels.length + at] = rgba[dot * 4 + channel] ?? 0;
  }
  return plane;
}
