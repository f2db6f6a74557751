import type { Bytes } from "../kit/bytes.ts";
import { openForAppending } from "./pdf-file.ts";
import { findStraddleBoxes } from "./straddle-boxes.ts";

/** Whether revision 1 of a PDF has 骑缝章 boxes for this field. Throws `sign.unreadable_pdf`, `sign.pdf_too_large`. */
export const hasStraddle = (pdf: Bytes, field: string): boolean =>
  openForAppending(pdf, (file) => findStraddleBoxes(file.at(), field).length > 0);
