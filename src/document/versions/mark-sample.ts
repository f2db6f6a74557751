import { type Bytes, fromUtf8, utf8 } from "../../kit/bytes.ts";
import { openTemplate } from "../open-template.ts";
import { packDocx } from "../pack-docx.ts";

const BODY = "word/document.xml";
const RELATIONS = "word/_rels/document.xml.rels";
const TYPES = "[Content_Types].xml";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const HEADER = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml";

/** Real text of the page, not a drawing behind it: every program and every engine shows it. */
const MARK = `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="520" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="黑体" w:hAnsi="黑体" w:eastAsia="黑体"/><w:b w:val="0"/><w:color w:val="B0B0B0"/><w:sz w:val="40"/><w:szCs w:val="40"/></w:rPr><w:t xml:space="preserve">样张（不得签署）</w:t></w:r></w:p>`;

/**
 * A copy of the document whose every page is headed 样张（不得签署）: as first paragraph of every header, and in a header of
 * its own where pages have none. Throws what `openTemplate` throws.
 */
export function markSample(docx: Bytes): Bytes {
  const parts = new Map(openTemplate(docx));
  for (const [name, bytes] of parts) {
    if (/^word\/header[^/]*\.xml$/.test(name)) parts.set(name, utf8(headed(fromUtf8(bytes))));
  }
  const body = fromUtf8(parts.get(BODY) ?? new Uint8Array());
  const settings = fromUtf8(parts.get("word/settings.xml") ?? new Uint8Array());
  const wanted = missingKinds(body, settings);
  if (wanted.length > 0) addOwnHeader(parts, body, wanted);
  return packDocx(parts, "packed");
}

const headed = (xml: string): string =>
  xml.replace(/<w:hdr\b[^>]*?(\/?)>/, (tag, empty: string) =>
    empty === "/" ? `${tag.slice(0, -2)}>${MARK}</w:hdr>` : `${tag}${MARK}`,
  );

type Kind = "default" | "first" | "even";
const SECTION = /<w:sectPr\b[^>]*?(?:\/>|>[\s\S]*?<\/w:sectPr>)/g;

/** Kinds of header that some page asks for and the first section, from which the others inherit, does not have. */
function missingKinds(body: string, settings: string): readonly Kind[] {
  const sections = body.match(SECTION) ?? [];
  const first = sections[0] ?? "";
  const on = (xml: string, name: string): boolean =>
    new RegExp(`<w:${name}(?:\\s*/>| w:val="(?:1|true|on)"/>)`).test(xml);
  const kinds: Kind[] = ["default"];
  if (sections.some((section) => on(section, "titlePg"))) kinds.push("first");
  if (on(settings, "evenAndOddHeaders")) kinds.push("even");
  return kinds.filter((kind) => !new RegExp(`<w:headerReference [^>]*w:type="${kind}"`).test(first));
}

function addOwnHeader(parts: Map<string, Uint8Array>, body: string, kinds: readonly Kind[]): void {
  const references = kinds
    .map((kind) => `<w:headerReference xmlns:r="${OFFICE}" w:type="${kind}" r:id="rIdZhiqiSample"/>`)
    .join("");
  const own = freeName(parts);
  const relations = fromUtf8(parts.get(RELATIONS) ?? utf8(EMPTY));
  const relation = `<Relationship Id="rIdZhiqiSample" Type="${OFFICE}/header" Target="${own}"/>`;
  const type = `<Override PartName="/word/${own}" ContentType="${HEADER}"/>`;
  parts.set(BODY, utf8(withReferences(body, references)));
  parts.set(RELATIONS, utf8(appended(relations, "Relationships", relation)));
  parts.set(TYPES, utf8(appended(fromUtf8(parts.get(TYPES) ?? new Uint8Array()), "Types", type)));
  parts.set(
    `word/${own}`,
    utf8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:hdr xmlns:w="${W}">${MARK}</w:hdr>`),
  );
}

/** A header's usual name that no part has yet. */
function freeName(parts: ReadonlyMap<string, unknown>): string {
  let number = 1;
  while (parts.has(`word/header${number}.xml`)) number += 1;
  return `header${number}.xml`;
}

const EMPTY =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';

function withReferences(body: string, references: string): string {
  const [first] = body.match(SECTION) ?? [];
  if (first === undefined)
    return body.replace("</w:body>", () => `<w:sectPr>${references}</w:sectPr></w:body>`);
  const open = first.slice(0, first.indexOf(">") + 1);
  const whole = open.endsWith("/>")
    ? `${open.slice(0, -2)}>${references}</w:sectPr>`
    : `${open}${references}${first.slice(open.length)}`;
  return body.replace(first, () => whole);
}

/** The list with the entry at its end; an empty list may be one closed tag. */
function appended(xml: string, name: string, entry: string): string {
  const closing = `</${name}>`;
  if (xml.includes(closing)) return xml.replace(closing, () => `${entry}${closing}`);
  return xml.replace(
    new RegExp(`<${name}([^>]*)/>`),
    (_, rest: string) => `<${name}${rest}>${entry}${closing}`,
  );
}
