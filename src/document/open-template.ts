import { DocxError } from "../formats/docx/errors.ts";
import { type DocxPackage, openDocx } from "../formats/docx/open-docx.ts";
import type { XmlElement } from "../formats/docx/xml-tree.ts";
import { fromUtf8 } from "../kit/bytes.ts";
import { DocumentError } from "./document-error.ts";

/** Bounds of a template: a contract of fifty pages is far below them. */
export const TEMPLATE_LIMITS = {
  file: 10_000_000,
  part: 8_000_000,
  sum: 16_000_000,
  parts: 300,
  ratio: 200,
  depth: 120,
  elements: 150_000,
} as const;

/** The filler looks for each sibling from the first on: its time grows with the square of these. */
const WIDEST = 5_000;
const MOST_BRACES = 5_000;

/** Parts that run, embed or fetch something. Fonts and pictures are neither. */
const REFUSED_PARTS =
  /vbaProject|vbaData|\/activeX\/|\/embeddings\/|\/afchunk|attachedToolbars|\.(?:bin|exe|js|html?|mht)$/i;
const REFUSED_RELATIONS =
  /\/(?:vbaProject|oleObject|package|control|aFChunk|attachedTemplate|frame|subDocument|mailMergeSource)$/;
const TOO_LARGE = new Set(["docx.too_large", "docx.too_many_parts", "docx.too_deep"]);

/**
 * The parts of a template, each unpacked and read as XML inside `TEMPLATE_LIMITS`. Throws `document.template_not_docx`,
 * `document.template_too_large`, and `document.template_refused` for macros, embedded objects and outside references.
 */
export function openTemplate(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  try {
    const docx = openDocx(bytes, TEMPLATE_LIMITS);
    const parts = new Map<string, Uint8Array>();
    for (const name of docx.parts) parts.set(name, part(docx, name));
    return parts;
  } catch (error) {
    if (!(error instanceof DocxError)) throw error;
    const large = TOO_LARGE.has(error.code);
    throw new DocumentError(
      large ? "document.template_too_large" : "document.template_not_docx",
      large
        ? "模板过大，请精简图片和内容"
        : error.code === "docx.doctype_refused"
          ? "模板的 XML 带有 DTD，请用 Word 另存后重试"
          : "模板不是可以打开的 Word 文档（.docx），请用 Word 另存后重试",
      { cause: error.code, ...error.facts },
      { cause: error },
    );
  }
}

/** The parts of a document that was just filled. Throws `document.output_too_large` when it outgrew the limits. */
export function filledParts(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const limits = { ...TEMPLATE_LIMITS, file: 40_000_000, part: 30_000_000, sum: 40_000_000, ratio: Infinity };
  try {
    const docx = openDocx(bytes, limits);
    return new Map(docx.parts.map((name) => [name, docx.read(name) ?? new Uint8Array()]));
  } catch (error) {
    throw new DocumentError(
      "document.output_too_large",
      "填写后的文档过大，请减少数据",
      {},
      { cause: error },
    );
  }
}

function part(docx: DocxPackage, name: string): Uint8Array {
  if (REFUSED_PARTS.test(name)) throw refused(`模板含有不允许的部件 ${name}`);
  const bytes = docx.read(name) ?? new Uint8Array();
  if (name.endsWith(".rels")) docx.xml(name)?.children.forEach(refuseRelation);
  else if (name === "[Content_Types].xml") refuseMacros(textOfPart(bytes));
  else if (name.endsWith(".xml")) refuseWide(docx.xml(name), textOfPart(bytes));
  return bytes;
}

/** The filler reads UTF-8 only; Word writes nothing else. */
function textOfPart(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch (error) {
    throw new DocumentError(
      "document.template_not_docx",
      "模板的文字编码不是 UTF-8，请用 Word 另存后重试",
      {},
      { cause: error },
    );
  }
}

function refuseWide(tree: XmlElement | undefined, text: string): void {
  const braces = text.split("{", MOST_BRACES + 2).length - 1;
  if (braces > MOST_BRACES || (tree !== undefined && widest(tree) > WIDEST))
    throw new DocumentError("document.template_too_large", "模板的段落或者命令过多，请精简", {
      siblings: WIDEST,
      braces: MOST_BRACES,
    });
}

const widest = (element: XmlElement): number =>
  element.children.reduce((most, part) => Math.max(most, widest(part)), element.children.length);

function refuseRelation(relation: XmlElement): void {
  const { Type = "", Target = "", TargetMode } = relation.attributes;
  if (TargetMode === "External" || /^[a-z][a-z0-9+.-]*:|^\\\\|^\/\//i.test(Target))
    throw refused("模板引用了文件以外的内容，请删除链接和外部图片");
  if (REFUSED_RELATIONS.test(Type)) throw refused("模板含有宏、控件或者嵌入对象，请删除后重试");
}

function refuseMacros(types: string): void {
  if (/macroEnabled|vbaProject|activeX/i.test(types)) throw refused("模板启用了宏，请另存为不含宏的 .docx");
}

const refused = (message: string): DocumentError => new DocumentError("document.template_refused", message);
