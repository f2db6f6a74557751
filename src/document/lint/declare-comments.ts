import { fromUtf8 } from "../../kit/bytes.ts";

const TYPES = "[Content_Types].xml";
const RELATIONS = "word/_rels/document.xml.rels";
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const EMPTY =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';

/** The content types and the body's relations, naming the comments where they did not yet. */
export function declareComments(parts: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, string> {
  const text = (name: string, otherwise: string): string => {
    const bytes = parts.get(name);
    return bytes === undefined ? otherwise : fromUtf8(bytes);
  };
  return new Map([
    [
      TYPES,
      declared(text(TYPES, ""), {
        sign: TYPE,
        end: "Types",
        entry: `<Override PartName="/word/comments.xml" ContentType="${TYPE}"/>`,
      }),
    ],
    [
      RELATIONS,
      declared(text(RELATIONS, EMPTY), {
        sign: `${RELATION}"`,
        end: "Relationships",
        entry: `<Relationship Id="rIdZhiqiComments" Type="${RELATION}" Target="comments.xml"/>`,
      }),
    ],
  ]);
}

/** The list with the entry at its end, unless it is there; an empty list may be one closed tag. */
function declared(
  xml: string,
  add: { readonly sign: string; readonly end: string; readonly entry: string },
): string {
  if (xml.includes(add.sign)) return xml;
  const closing = `</${add.end}>`;
  if (xml.includes(closing)) return xml.replace(closing, () => `${add.entry}${closing}`);
  return xml.replace(
    new RegExp(`<${add.end}([^>]*)/>`),
    (_, rest: string) => `<${add.end}${rest}>${add.entry}${closing}`,
  );
}
