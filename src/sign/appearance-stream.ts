import { zlibSync } from "fflate";
import { type PDFContext, PDFRawStream } from "pdf-lib";
import { utf8 } from "../kit/bytes.ts";
import type { Box } from "./seal/appearance.ts";
import { pdfOperators } from "./seal/pdf-operators.ts";
import type { SealPicture } from "./seal/picture.ts";

/**
 * An empty field's appearance in revision 1 (ISO 32000-2 §12.5.5): a form XObject of the field's size that needs no
 * resources. Seals, which may hold bitmaps, come later (write-appearance.ts).
 */
export function appearanceStream(
  context: PDFContext,
  { width, height }: Box,
  picture?: Pick<SealPicture, "width" | "height" | "shapes">,
): PDFRawStream {
  const form = { Type: "XObject", Subtype: "Form", BBox: [0, 0, width, height], Resources: {} };
  if (picture === undefined) return PDFRawStream.of(context.obj(form), new Uint8Array());
  const { shapes } = picture;
  // Level 1: outlines are nearly random digits, and harder work saves one part in two hundred.
  const compressed = zlibSync(utf8(pdfOperators({ width, height, shapes })), { level: 1 });
  return PDFRawStream.of(context.obj({ ...form, Filter: "FlateDecode" }), compressed);
}
