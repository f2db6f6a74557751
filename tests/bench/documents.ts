import { readFileSync } from "node:fs";
import { unzipSync, zipSync } from "fflate";
import { utf8, type Bytes } from "../../src/kit/bytes.ts";

const SAMPLE = new URL("../layout/sample-contract.docx", import.meta.url);

/** A contract of five pages, as Word wrote it. */
export const fivePages = (): Bytes => new Uint8Array(readFileSync(SAMPLE));

/** The five pages so many times over, in one document. */
export function timesOver(docx: Bytes, times: number): Bytes {
  const parts = unzipSync(docx);
  const xml = new TextDecoder().decode(parts["word/document.xml"]);
  const start = xml.indexOf("<w:body>") + "<w:body>".length;
  const end = xml.lastIndexOf("<w:sectPr");
  const again = `<w:p><w:r><w:br w:type="page"/></w:r></w:p>${xml.slice(start, end)}`;
  const longer = xml.slice(0, end) + again.repeat(times - 1) + xml.slice(end);
  return new Uint8Array(zipSync({ ...parts, "word/document.xml": utf8(longer) }));
}
