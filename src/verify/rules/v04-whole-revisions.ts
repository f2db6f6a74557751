import type { PdfFile } from "../../formats/pdf/index.ts";
import type { ByteRange } from "./v03-byte-range.ts";

/** V4: the revision whose end the signed range reaches (with or without the line end behind `%%EOF`); undefined when it reaches none. */
export const signedRevisionOf = (pdf: PdfFile, range: ByteRange): number | undefined =>
  pdf.revisions.find((revision) => range.end >= revision.endOfMarker && range.end <= revision.end)?.index;

/** Whether nothing but line ends stands behind the signed range. */
export const coversWholeFile = (bytes: Uint8Array, range: ByteRange): boolean =>
  bytes.subarray(range.end).every((byte) => byte === 10 || byte === 13);
