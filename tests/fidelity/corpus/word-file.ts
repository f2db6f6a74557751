import { strToU8, zipSync } from "fflate";
import type { Bytes } from "../../../src/kit/bytes.ts";

const NAMESPACES = Object.entries({
  w: "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
  r: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
  wp: "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
  a: "http://schemas.openxmlformats.org/drawingml/2006/main",
  pic: "http://schemas.openxmlformats.org/drawingml/2006/picture",
  mc: "http://schemas.openxmlformats.org/markup-compatibility/2006",
  w14: "http://schemas.microsoft.com/office/word/2010/wordml",
  w15: "http://schemas.microsoft.com/office/word/2012/wordml",
  wps: "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
  v: "urn:schemas-microsoft-com:vml",
  o: "urn:schemas-microsoft-com:office:office",
})
  .map(([prefix, address]) => `xmlns:${prefix}="${address}"`)
  .join(" ");
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A Word file to be made. `parts` are further parts by relation id, which the body refers to. */
export type WordFile = {
  readonly body: string;
  /** w:style elements after the defaults. */
  readonly styles?: string;
  /** Properties of w:rPrDefault and w:pPrDefault. */
  readonly defaults?: { readonly run?: string; readonly paragraph?: string };
  readonly numbering?: string;
  readonly settings?: string;
  readonly theme?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly footers?: Readonly<Record<string, string>>;
  readonly footnotes?: string;
  readonly images?: Readonly<Record<string, Uint8Array>>;
  /** External links by relation id. */
  readonly links?: Readonly<Record<string, string>>;
};

const RUN_DEFAULTS =
  '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>';
const NORMAL =
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>NORMAL_RUN</w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>';
const MODERN =
  '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>';

type Part = { readonly id: string; readonly name: string; readonly kind: string; readonly content: string };

/** Packs a Word file from its XML; the same description gives the same bytes. */
export function wordFile(file: WordFile): Bytes {
  const { run = RUN_DEFAULTS, paragraph = "" } = file.defaults ?? {};
  const root = (name: string, content: string): string =>
    `${HEAD}<w:${name} ${NAMESPACES}>${content}</w:${name}>`;
  const parts: Part[] = [
    {
      id: "styles",
      name: "styles.xml",
      kind: "styles",
      content: root(
        "styles",
        `<w:docDefaults><w:rPrDefault><w:rPr>${run}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>${paragraph}</w:pPr></w:pPrDefault></w:docDefaults>${file.styles?.includes('w:styleId="Normal"') ? "" : NORMAL.replace("NORMAL_RUN", `<w:rPr>${/<w:sz [^>]*>/.exec(run)?.[0] ?? ""}</w:rPr>`)}${file.styles ?? ""}`,
      ),
    },
    {
      id: "settings",
      name: "settings.xml",
      kind: "settings",
      content: root("settings", `${file.settings ?? ""}${MODERN}`),
    },
  ];
  const add = (id: string, kind: string, content: string | undefined): void => {
    if (content !== undefined) parts.push({ id, name: `${id}.xml`, kind, content });
  };
  add("numbering", "numbering", file.numbering && root("numbering", file.numbering));
  add("theme", "theme", file.theme && `${HEAD}${file.theme}`);
  add("footnotes", "footnotes", file.footnotes && root("footnotes", file.footnotes));
  for (const [id, content] of Object.entries(file.headers ?? {})) add(id, "header", root("hdr", content));
  for (const [id, content] of Object.entries(file.footers ?? {})) add(id, "footer", root("ftr", content));
  const relation = (id: string, kind: string, target: string, mode = ""): string =>
    `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"${mode}/>`;
  const relations = [
    ...parts.map((part) => relation(part.id, part.kind, part.name)),
    ...Object.keys(file.images ?? {}).map((id) => relation(id, "image", `media/${id}.png`)),
    ...Object.entries(file.links ?? {}).map(([id, to]) =>
      relation(id, "hyperlink", to, ' TargetMode="External"'),
    ),
  ].join("");
  const types = parts
    .map(
      ({ name, kind }) =>
        `<Override PartName="/word/${name}" ContentType="application/vnd.openxmlformats-officedocument.${kind === "theme" ? "theme" : `wordprocessingml.${kind}`}+xml"/>`,
    )
    .join("");
  const entries: Record<string, Uint8Array> = {
    "[Content_Types].xml": strToU8(
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>${types}</Types>`,
    ),
    "_rels/.rels": strToU8(
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation("d", "officeDocument", "word/document.xml")}</Relationships>`,
    ),
    "word/document.xml": strToU8(root("document", `<w:body>${file.body}</w:body>`)),
    "word/_rels/document.xml.rels": strToU8(
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relations}</Relationships>`,
    ),
  };
  for (const part of parts) entries[`word/${part.name}`] = strToU8(part.content);
  for (const [id, bytes] of Object.entries(file.images ?? {})) entries[`word/media/${id}.png`] = bytes;
  return zipSync(entries, { mtime: new Date("2026-11-20T00:00:00Z"), level: 6 });
}
