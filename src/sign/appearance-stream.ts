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
  const operators = picture === undefined ? "" : pdfOperators({ width, height, shapes: picture.shapes });
  // Compressed also where it is empty: a drawing that comes later then has the same keys, and judges that compare the
  // two find nothing new but the drawing (EU DSS calls a /Filter that appears an undefined change).
  // Level 1: outlines are nearly random digits, and harder work saves one part in two hundred.
  const compressed = zlibSync(utf8(operators), { level: 1 });
  const form = { Type: "XObject", Subtype: "Form", BBox: [0, 0, width, height], Resources: {} };
  return PDFRawStream.of(context.obj({ ...form, Filter: "FlateDecode" }), compressed);
}
