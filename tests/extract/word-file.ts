import { strToU8, zipSync } from "fflate";
import type { Bytes } from "../../src/kit/bytes.ts";

/** Paragraphs, and tables as rows of cells, in their order. */
export type Paragraphs = readonly (string | readonly (readonly string[])[])[];

const paragraph = (text: string): string => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const table = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join("")}</w:tr>`).join("")}</w:tbl>`;

/** A Word file of paragraphs and tables and nothing else. */
export function wordOf(parts: Paragraphs): Bytes {
  const body = parts.map((part) => (typeof part === "string" ? paragraph(part) : table(part))).join("");
  const office = "http://schemas.openxmlformats.org";
  return new Uint8Array(
    zipSync({
      "[Content_Types].xml": strToU8(
        `<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
      ),
      "_rels/.rels": strToU8(
        `<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="r1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
      ),
      "word/document.xml": strToU8(
        `<w:document xmlns:w="${office}/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
      ),
    }),
  );
}
