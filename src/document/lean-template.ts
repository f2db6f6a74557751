import { fromUtf8, utf8 } from "../kit/bytes.ts";
import type { PlainCommand } from "./late-text.ts";
import { type LateAnswer, leanPart, type LeanPart } from "./lean-part.ts";

/** What of a template the filler is given, and how its answer becomes the whole document again. */
export type LeanTemplate = {
  readonly parts: ReadonlyMap<string, Uint8Array>;
  readonly restore: (
    filled: ReadonlyMap<string, Uint8Array>,
    answer?: LateAnswer,
  ) => ReadonlyMap<string, Uint8Array>;
};

/** The parts the filler reads for commands: `word/*.xml`, but for comments, which speak about the text. */
const FILLED_PART = /^word\/(?!comments)[^/]+\.xml$/;
/** Drawings keep numbers that must differ over the whole document; the filler counts on from the highest. */
const CONCERNS_FILLER = /[{}]|<wp:docPr|<v:shape|<w:document[\s>]/;

/**
 * A template without what the filler would only copy: parts without commands stay behind, the others are made lean. What
 * comes back from `restore` is the document that the filler would have made of the whole template. With `plain`, commands
 * that only print values stay behind as well, and `restore` asks `answer` for them.
 */
export function leanTemplate(parts: ReadonlyMap<string, Uint8Array>, plain?: PlainCommand): LeanTemplate {
  const lean = new Map<string, LeanPart>();
  const given = new Map<string, Uint8Array>();
  for (const [name, bytes] of parts) {
    if (!FILLED_PART.test(name)) {
      if (name === "[Content_Types].xml" || name.endsWith(".rels")) given.set(name, bytes);
      continue;
    }
    const xml = fromUtf8(bytes);
    if (!CONCERNS_FILLER.test(xml)) continue;
    const part = leanPart(xml, plain);
    lean.set(name, part);
    given.set(name, utf8(part.xml));
  }
  return {
    parts: given,
    restore: (filled, answer) => {
      const whole = new Map(parts);
      for (const [name, bytes] of filled) {
        const part = lean.get(name);
        if (part === undefined) whole.set(name, bytes);
        else whole.set(name, utf8(part.restore(withoutFillers(fromUtf8(bytes)), answer)));
      }
      return whole;
    },
  };
}

/**
 * The filler adds an empty paragraph to a cell that holds nothing but a content control, as if the control were nothing.
 * It would push the place to sign up by a line.
 */
const withoutFillers = (xml: string): string => xml.replaceAll("</w:sdt><w:p/></w:tc>", "</w:sdt></w:tc>");
