import type { Bytes } from "../kit/bytes.ts";
import { loadPdf } from "./pdf-file.ts";
import type { ReadPage } from "./seal/place-seal.ts";

/** The pages of a PDF by their size alone, without their text. Throws `sign.unreadable_pdf`, `sign.pdf_too_large`. */
export async function pageFramesOf(pdf: Bytes): Promise<ReadPage[]> {
  const document = await loadPdf(pdf);
  return document.getPages().map((page) => ({ ...page.getSize(), runs: [] }));
}
