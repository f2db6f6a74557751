import type { ShownText } from "../../../../schemas/api/signing-link.ts";
import { readPdfText } from "../../../formats/pdf/text/read-pdf-text.ts";
import { readingText } from "../../../formats/pdf/text/reading-text.ts";
import type { Bytes } from "../../../kit/bytes.ts";

/** The words of a file in reading order, as the server would take them; undefined for a file that this reader cannot read. */
export function wordsOf(pdf: Bytes): ShownText["pages"] | undefined {
  try {
    return readingText(readPdfText(pdf)).map(({ blocks }) => ({
      blocks: blocks.map(({ kind, cells }) => ({ kind, cells: [...cells] })),
    }));
  } catch {
    return undefined;
  }
}
