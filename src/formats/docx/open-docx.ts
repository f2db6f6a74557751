import type { Bytes } from "../../kit/bytes.ts";
import { DocxError } from "./errors.ts";
import { DOCX_LIMITS, type DocxLimits } from "./limits.ts";
import { readXml } from "./read-xml.ts";
import { readRelations, type Relation, relationsPartOf } from "./relations.ts";
import { unpackPart } from "./unpack-part.ts";
import type { XmlElement } from "./xml-tree.ts";
import { readZipDirectory } from "./zip-directory.ts";

/** An opened DOCX. Parts are unpacked and parsed when they are asked for; nothing is ever fetched. */
export interface DocxPackage {
  /** Names of all parts, without leading slash. */
  readonly parts: readonly string[];
  /** The main document part, e.g. `word/document.xml`. */
  readonly main: string;
  /** Bytes of a part, undefined when there is none. Throws `docx.too_large`, `docx.corrupt_part`, `docx.unsupported_zip`. */
  read(part: string): Bytes | undefined;
  /** A part as a tree, parsed once. Throws also `docx.malformed_xml`, `docx.doctype_refused`, `docx.too_deep`. */
  xml(part: string): XmlElement | undefined;
  /** Relations of a part by id; none when it has none. */
  relations(part: string): ReadonlyMap<string, Relation>;
}

const OFFICE_DOCUMENT = /\/officeDocument$/;

/** Opens a DOCX inside limits of size, number, ratio and depth. Throws DocxError. */
export function openDocx(bytes: Uint8Array, limits: DocxLimits = DOCX_LIMITS): DocxPackage {
  const entries = readZipDirectory(bytes, limits);
  const unpacked = new Map<string, Bytes>();
  const trees = new Map<string, XmlElement>();
  let sum = 0;
  const read = (part: string): Bytes | undefined => {
    const known = unpacked.get(part);
    const entry = entries.get(part);
    if (known !== undefined || entry === undefined) return known;
    sum += entry.unpacked;
    if (sum > limits.sum)
      throw new DocxError("docx.too_large", `file unpacks to more than ${limits.sum} bytes`, {
        limit: limits.sum,
      });
    const fresh = unpackPart(bytes, entry, limits);
    unpacked.set(part, fresh);
    return fresh;
  };
  const xml = (part: string): XmlElement | undefined => {
    const known = trees.get(part);
    if (known !== undefined) return known;
    const source = read(part);
    if (source === undefined) return undefined;
    const tree = readXml(decoded(source, part), part, limits);
    trees.set(part, tree);
    return tree;
  };
  const relations = (part: string): ReadonlyMap<string, Relation> =>
    readRelations(xml(relationsPartOf(part)), part);
  const main =
    [...relations("").values()].find((relation) => OFFICE_DOCUMENT.test(relation.type) && !relation.external)
      ?.target ?? "word/document.xml";
  if (!entries.has(main))
    throw new DocxError("docx.part_missing", `file has no ${main}; is it a Word document?`, { part: main });
  return { parts: [...entries.keys()], main, read, xml, relations };
}

/** UTF-8, or UTF-16 with a byte order mark (both are legal in a package). */
function decoded(bytes: Uint8Array, part: string): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new DocxError(
      "docx.malformed_xml",
      `part ${part} is not ${encoding} text`,
      { part },
      { cause: error },
    );
  }
}
