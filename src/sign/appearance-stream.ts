import { zlibSync } from "fflate";
import { type PDFContext, PDFRawStream, type PDFRef } from "pdf-lib";
import { type Bytes, utf8 } from "../kit/bytes.ts";
import type { Box } from "./seal/appearance.ts";
import { bitmapName, pdfOperators } from "./seal/pdf-operators.ts";
import type { Bitmap, Dots, SealPicture } from "./seal/picture.ts";

/**
 * A widget's appearance (ISO 32000-2 §12.5.5): a form XObject of the field's size. It needs no resources but the bitmaps of
 * an uploaded seal, which become image XObjects with a soft mask.
 */
export function appearanceStream(
  context: PDFContext,
  { width, height }: Box,
  picture?: SealPicture,
): PDFRawStream {
  const bitmaps = picture?.bitmaps ?? [];
  const images = Object.fromEntries(bitmaps.map((bitmap, at) => [bitmapName(at), imageOf(context, bitmap)]));
  const resources = bitmaps.length === 0 ? {} : { XObject: images };
  const form = { Type: "XObject", Subtype: "Form", BBox: [0, 0, width, height], Resources: resources };
  if (picture === undefined) return PDFRawStream.of(context.obj(form), new Uint8Array());
  // Level 1: outlines are nearly random digits, and harder work saves one part in two hundred.
  const compressed = zlibSync(utf8(pdfOperators(picture)), { level: 1 });
  return PDFRawStream.of(context.obj({ ...form, Filter: "FlateDecode" }), compressed);
}

/** Colour and alpha apart (ISO 32000-2 §11.6.5.2); PDF/A-2 and -3 allow the mask since the page has an output intent. */
function imageOf(context: PDFContext, bitmap: Bitmap): PDFRef {
  const alpha = registerPlane(context, bitmap, { channels: [3], space: "DeviceGray" });
  return registerPlane(context, bitmap, { channels: [0, 1, 2], space: "DeviceRGB", mask: alpha });
}

type Plane = {
  readonly channels: readonly number[];
  readonly space: "DeviceGray" | "DeviceRGB";
  readonly mask?: PDFRef;
};

function registerPlane(context: PDFContext, dots: Dots, { channels, space, mask }: Plane): PDFRef {
  const image = context.obj({
    Type: "XObject",
    Subtype: "Image",
    Width: dots.columns,
    Height: dots.rows,
    ColorSpace: space,
    BitsPerComponent: 8,
    Filter: "FlateDecode",
    ...(mask === undefined ? {} : { SMask: mask }),
  });
  return context.register(PDFRawStream.of(image, zlibSync(planeOf(dots, channels), { level: 6 })));
}

function planeOf({ columns, rows, rgba }: Dots, channels: readonly number[]): Bytes {
  const count = columns * rows;
  const plane = new Uint8Array(count * channels.length);
  for (let dot = 0; dot < count; dot += 1) {
    for (const [at, channel] of channels.entries()) {
      plane[dot * channels.length + at] = rgba[dot * 4 + channel] ?? 0;
    }
  }
  return plane;
}
