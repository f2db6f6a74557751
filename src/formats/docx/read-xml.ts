import { SaxesParser } from "saxes";
import { DocxError } from "./errors.ts";
import type { DocxLimits } from "./limits.ts";
import type { XmlElement } from "./xml-tree.ts";

type Growing = { name: string; attributes: Record<string, string>; children: Growing[]; text: string };

/** Namespaces the house reads, by their usual prefix; the "strict" variants (ISO 29500-1) mean the same. */
const PREFIXES: Readonly<Record<string, string>> = {
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
  "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
  "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
  "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
  "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
  "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
  "http://purl.oclc.org/ooxml/drawingml/main": "a",
  "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
  "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
  "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
  "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
  "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
  "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing": "wp14",
  "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
  "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup": "wpg",
  "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas": "wpc",
  "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
  "http://purl.oclc.org/ooxml/officeDocument/math": "m",
  "urn:schemas-microsoft-com:vml": "v",
  "urn:schemas-microsoft-com:office:office": "o",
  "urn:schemas-microsoft-com:office:word": "w10",
  "http://schemas.openxmlformats.org/package/2006/relationships": "",
};

/** Parses one part. DTDs (and so entities), depth and size over the limits are refused; comments and instructions are dropped. */
export function readXml(text: string, part: string, limits: DocxLimits): XmlElement {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const root: Growing = { name: "#document", attributes: {}, children: [], text: "" };
  const open: Growing[] = [root];
  const renamed = new Map<string, string>();
  let elements = 0;
  const at = () => open.at(-1) ?? root;
  parser.on("doctype", () => {
    throw new DocxError("docx.doctype_refused", `part ${part} has a document type; remove it`, { part });
  });
  parser.on("error", (error) => {
    throw new DocxError(
      "docx.malformed_xml",
      `part ${part} is not well-formed XML; save the file again`,
      { part },
      { cause: error },
    );
  });
  parser.on("opentag", (tag) => {
    elements += 1;
    if (open.length > limits.depth)
      throw new DocxError("docx.too_deep", `part ${part} nests more than ${limits.depth} elements`, {
        part,
        limit: limits.depth,
      });
    if (elements > limits.elements)
      throw new DocxError("docx.too_large", `part ${part} has more than ${limits.elements} elements`, {
        part,
        limit: limits.elements,
      });
    learnPrefixes(tag.attributes, renamed);
    const element: Growing = {
      name: usualName(tag.name, renamed),
      attributes: usualNames(tag.attributes, renamed),
      children: [],
      text: "",
    };
    at().children.push(element);
    if (!tag.isSelfClosing) open.push(element);
  });
  parser.on("closetag", (tag) => {
    if (!tag.isSelfClosing) open.pop();
  });
  const take = (data: string): void => {
    at().text += data;
  };
  parser.on("text", take);
  parser.on("cdata", take);
  parser.write(text.startsWith("\uFEFF") ? text.slice(1) : text).close();
  return root.children[0] ?? root;
}

function learnPrefixes(attributes: Readonly<Record<string, string>>, renamed: Map<string, string>): void {
  for (const name in attributes) {
    if (!name.startsWith("xmlns")) continue;
    const usual = PREFIXES[attributes[name] ?? ""];
    const prefix = name.slice("xmlns:".length);
    if (usual !== undefined && usual !== prefix) renamed.set(prefix, usual);
    else renamed.delete(prefix);
  }
}

function usualName(name: string, renamed: ReadonlyMap<string, string>): string {
  if (renamed.size === 0) return name;
  const colon = name.indexOf(":");
  const usual = renamed.get(colon === -1 ? "" : name.slice(0, colon));
  if (usual === undefined) return name;
  const local = name.slice(colon + 1);
  return usual === "" ? local : `${usual}:${local}`;
}

function usualNames(
  attributes: Record<string, string>,
  renamed: ReadonlyMap<string, string>,
): Record<string, string> {
  if (renamed.size === 0) return attributes;
  const usual: Record<string, string> = {};
  for (const name in attributes) {
    // An attribute without prefix has no namespace: only prefixed ones are renamed.
    const value = attributes[name] ?? "";
    // mc:Choice names what it requires by the file's own prefixes.
    usual[name.includes(":") ? usualName(name, renamed) : name] =
      name === "Requires" ? value.replaceAll(/\S+/g, (prefix) => renamed.get(prefix) ?? prefix) : value;
  }
  return usual;
}
