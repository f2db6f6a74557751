import { nameOf, type PdfDictionary, type PdfObject, type Snapshot } from "../../formats/pdf/index.ts";
import { refuse } from "./refuse.ts";

/** Actions that only lead somewhere; every other one can change or send something (ISO 32000-2 table 201). */
const HARMLESS_ACTIONS = new Set(["GoTo", "URI", "Named"]);
/** Widgets are judged as fields; a link shows nothing of its own. All others can lie over text. */
const HARMLESS_ANNOTATIONS = new Set(["Widget", "Link"]);
/** §9.6.2.2: every reader has these and shows them alike. */
const STANDARD_FONTS = new Set(
  [
    "Courier Courier-Bold Courier-Oblique Courier-BoldOblique",
    "Helvetica Helvetica-Bold Helvetica-Oblique Helvetica-BoldOblique",
    "Times-Roman Times-Bold Times-Italic Times-BoldItalic Symbol ZapfDingbats",
  ]
    .join(" ")
    .split(" "),
);
const FONTS_WITH_FILES = new Set(["Type1", "TrueType", "MMType1", "CIDFontType0", "CIDFontType2"]);

/** What one dictionary of a PDF may not say before it is signed. Throws ShadowFaults. */
export function judgeDictionary(state: Snapshot, dictionary: PdfDictionary, number: number): void {
  const word = (key: string): string | undefined => nameOf(state.resolve(dictionary.entries.get(key)));
  const has = (key: string): boolean => state.resolve(dictionary.entries.get(key)) !== undefined;
  if (dictionary.repeated.length > 0) throw refuse("sign.has_unreferenced_objects", { object: number });
  if (
    has("OCProperties") ||
    has("OC") ||
    word("Type") === "OCG" ||
    word("Type") === "OCMD" ||
    has("Alternates")
  )
    throw refuse("sign.has_layers", { object: number });
  judgeActions(state, dictionary, number);
  const annotates = word("Type") === "Annot" || (has("Rect") && has("Subtype") && !has("BBox"));
  const lookOfLink = annotates && word("Subtype") === "Link" && has("AP");
  if (lookOfLink || (annotates && !HARMLESS_ANNOTATIONS.has(word("Subtype") ?? "")))
    throw refuse("sign.has_annotations", { object: number, kind: word("Subtype") });
  if (word("Type") === "Font" || has("BaseFont")) judgeFont(state, dictionary, number);
  if (word("Subtype") === "PS" || has("Ref") || has("OPI") || word("Type") === "Template")
    throw refuse("sign.has_external_content", { object: number });
}

function judgeActions(state: Snapshot, { entries }: PdfDictionary, number: number): void {
  const scripted = ["JS", "JavaScript", "AA", "XFA"].some(
    (key) => state.resolve(entries.get(key)) !== undefined,
  );
  if (scripted) throw refuse("sign.has_scripts", { object: number });
  // Within an action /Next is the action after it; in an outline it is the next heading.
  const follows = entries.has("S") ? ["Next"] : [];
  for (const key of ["A", "OpenAction", "PA", ...follows]) {
    const named = state.resolve(entries.get(key));
    const actions = named?.kind === "array" && key === "Next" ? named.items : [named];
    for (const action of actions) judgeAction(state.dictionary(action), key, number);
  }

  /** A destination is an array or a name, and a numeric /A belongs to something else: neither is an action. */
  function judgeAction(action: PdfDictionary | undefined, key: string, object: number): void {
    if (action === undefined || (key === "A" && action.entries.has("O"))) return;
    const kind = nameOf(state.resolve(action.entries.get("S")));
    if (!HARMLESS_ACTIONS.has(kind ?? "")) throw refuse("sign.has_scripts", { object, kind });
  }
}

/** A font from the reader's machine shows other glyphs on another machine. Composite fonts are judged by their descendant. */
function judgeFont(state: Snapshot, { entries }: PdfDictionary, number: number): void {
  const kind = nameOf(state.resolve(entries.get("Subtype"))) ?? "";
  if (!FONTS_WITH_FILES.has(kind)) return;
  const descriptor = state.dictionary(entries.get("FontDescriptor"));
  const file = ["FontFile", "FontFile2", "FontFile3"]
    .map((key) => state.resolve(descriptor?.entries.get(key)))
    .find((one): one is PdfObject => one !== undefined);
  const font = nameOf(state.resolve(entries.get("BaseFont"))) ?? "";
  if (file?.kind === "stream" || (kind === "Type1" && STANDARD_FONTS.has(font))) return;
  throw refuse("sign.has_external_content", { object: number, font });
}
