import { strToU8, zipSync } from "fflate";
import type { Bytes } from "../../src/kit/bytes.ts";

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Parts besides the body; header and footer become parts of their own. */
export type DocxParts = {
  readonly styles?: string;
  readonly numbering?: string;
  readonly settings?: string;
  readonly header?: string;
  readonly footer?: string;
  readonly firstHeader?: string;
  readonly evenHeader?: string;
  readonly files?: Readonly<Record<string, Uint8Array>>;
  readonly relations?: string;
};

const STYLES =
  '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/><w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>';

/** A4 with 25.4 mm margins and whatever else is asked for. */
export const section = (inner = ""): string =>
  `<w:sectPr>${inner}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>`;

/** A paragraph of one run. */
export const paragraph = (text: string, properties = "", run = ""): string =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:rPr>${run}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

const PARTS = [
  ["styles", "styles"],
  ["numbering", "numbering"],
  ["settings", "settings"],
  ["header", "hdr"],
  ["footer", "ftr"],
  ["firstHeader", "hdr"],
  ["evenHeader", "hdr"],
] as const;

/** A small Word file of this body (give `section()` yourself when it matters). */
export function docxOf(body: string, parts: DocxParts = {}): Bytes {
  const files: Record<string, Uint8Array> = { ...parts.files };
  const all = { styles: STYLES, ...parts };
  let relations = parts.relations ?? "";
  let types = "";
  for (const [name, root] of PARTS) {
    const content = all[name];
    if (content === undefined) continue;
    files[`word/${name}.xml`] = strToU8(`${HEAD}<w:${root} ${NAMESPACES}>${content}</w:${root}>`);
    const kind = root === "hdr" ? "header" : root === "ftr" ? "footer" : name;
    relations += `<Relationship Id="${name}" Type="${OFFICE}/${kind}" Target="${name}.xml"/>`;
    types += `<Override PartName="/word/${name}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${kind}+xml"/>`;
  }
  const references =
    (parts.header === undefined ? "" : '<w:headerReference w:type="default" r:id="header"/>') +
    (parts.footer === undefined ? "" : '<w:footerReference w:type="default" r:id="footer"/>') +
    (parts.firstHeader === undefined ? "" : '<w:headerReference w:type="first" r:id="firstHeader"/>') +
    (parts.evenHeader === undefined ? "" : '<w:headerReference w:type="even" r:id="evenHeader"/>');
  const end = body.includes("<w:sectPr>") ? "" : section(references);
  files["[Content_Types].xml"] = strToU8(
    `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>${types}</Types>`,
  );
  files["_rels/.rels"] = strToU8(
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="d" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
  );
  files["word/_rels/document.xml.rels"] = strToU8(
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relations}</Relationships>`,
  );
  files["word/document.xml"] = strToU8(
    `${HEAD}<w:document ${NAMESPACES}><w:body>${body}${end}</w:body></w:document>`,
  );
  return zipSync(files, { mtime: new Date("2026-11-20T00:00:00Z") });
}
