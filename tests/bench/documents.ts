import { readFileSync } from "node:fs";
import { unzipSync, zipSync } from "fflate";
import { utf8, type Bytes } from "../../src/kit/bytes.ts";

const SAMPLE = new URL("../layout/sample-contract.docx", import.meta.url);

/** A contract of five pages, as Word wrote it. */
export const fivePages = (): Bytes => new Uint8Array(readFileSync(SAMPLE));

/** Everyday characters, by which versions of a document differ. */
const OTHERS = Array.from("山川河湖江海风云春夏秋冬东南西北日月星辰松柏梅兰竹菊");

/** Versions of a document as long as it is, no two with the same words: digits and every seventh Han character are others. */
export function versionsOf(docx: Bytes, count: number): readonly Bytes[] {
  const parts = unzipSync(docx);
  const xml = new TextDecoder().decode(parts["word/document.xml"]);
  return Array.from({ length: count }, (_, version) => {
    let seen = 0;
    const other = (character: string): string => {
      seen += 1;
      return seen % 7 === 0 ? (OTHERS[(seen + version * 5) % OTHERS.length] ?? character) : character;
    };
    const varied = xml.replaceAll(/(<w:t[^>]*>)([^<]*)/g, (_match, tag: string, text: string) => {
      const words = text
        .replaceAll(/\d/g, (digit) => String((Number(digit) + version) % 10))
        .replaceAll(/[\u4e00-\u9fff]/g, other);
      return tag + words;
    });
    return new Uint8Array(zipSync({ ...parts, "word/document.xml": utf8(varied) }));
  });
}

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
