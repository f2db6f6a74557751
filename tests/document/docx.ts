import { readFileSync } from "node:fs";
import { openDocx } from "../../src/formats/docx/open-docx.ts";
import type { XmlElement } from "../../src/formats/docx/xml-tree.ts";
import { packDocx } from "../../src/document/pack-docx.ts";
import { type Bytes, utf8 } from "../../src/kit/bytes.ts";
import { Contract } from "../../schemas/contract.ts";

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A file of the repository. */
export const fileAt = (path: string): Bytes =>
  new Uint8Array(readFileSync(new URL(`../../${path}`, import.meta.url)));

/** A valid sample contract by its id (V1 …), read as the house reads it. */
export function sample(id: string): Contract {
  const samples: { readonly valid: Record<string, unknown> } = JSON.parse(
    new TextDecoder().decode(fileAt("tests/fixtures/contracts.json")),
  );
  return Contract.parse(samples.valid[id]);
}

export const paragraph = (text: string): string =>
  `<w:p><w:r><w:t xml:space="preserve">${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</w:t></w:r></w:p>`;

/** The parts of the smallest Word document around these body elements. */
export function minimalParts(body: string): Map<string, Uint8Array> {
  return new Map([
    [
      "[Content_Types].xml",
      utf8(
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      ),
    ],
    [
      "_rels/.rels",
      utf8(
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
      ),
    ],
    [
      "word/_rels/document.xml.rels",
      utf8(
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>',
      ),
    ],
    [
      "word/document.xml",
      utf8(
        `<?xml version="1.0" encoding="UTF-8"?><w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`,
      ),
    ],
  ]);
}

/** A template whose paragraphs are these texts. */
export const template = (...paragraphs: readonly string[]): Bytes =>
  packDocx(minimalParts(paragraphs.map(paragraph).join("")), "packed");

/** The words of all parts, one paragraph a line. */
export function textOf(docx: Bytes): string {
  const opened = openDocx(docx);
  const parts = opened.parts.filter((name) => /^word\/(?:document|header\d*|footer\d*)\.xml$/.test(name));
  return parts.flatMap((name) => paragraphsOf(opened.xml(name))).join("\n");
}

function paragraphsOf(element: XmlElement | undefined): string[] {
  if (element === undefined) return [];
  if (element.name === "w:p") return [wordsOf(element)];
  return element.children.flatMap(paragraphsOf);
}

function wordsOf(element: XmlElement): string {
  if (element.name === "w:t") return element.text;
  if (element.name === "w:br") return "\n";
  return element.children.map(wordsOf).join("");
}
