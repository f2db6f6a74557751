import { child, type XmlElement } from "../../formats/docx/xml-tree.ts";
import { readRunProperties, type RunProperties } from "../styles/run-properties.ts";
import { characterStyle, isLink } from "./character-style.ts";
import { formFieldText, instructionText, numberSwitch } from "./field-text.ts";
import { type Drawn, readDrawing } from "./read-drawing.ts";
import { formulaText } from "./read-formula.ts";
import { readVml } from "./read-vml.ts";
import { notUnderstood, type Reading } from "./reading.ts";
import type { Inline, Place } from "./story.ts";
import { shownText, symbolText } from "./symbols.ts";
import { held } from "./transparent.ts";

/** A complex field being read: instruction until `separate`, then its stored result. */
type OpenField = {
  instruction: string;
  stage: "instruction" | "result";
  computed: boolean;
  /** What a legacy form field shows. */
  readonly form: string | undefined;
};

type Cursor = {
  readonly reading: Reading;
  readonly base: RunProperties;
  readonly links: Links;
  readonly inlines: Inline[];
  readonly fields: OpenField[];
};

/** Leave nothing on paper. */
const QUIET = new Set([
  "w:pPr",
  "w:rPr",
  "w:proofErr",
  "w:bookmarkStart",
  "w:bookmarkEnd",
  "w:lastRenderedPageBreak",
  "w:commentRangeStart",
  "w:commentRangeEnd",
  "w:commentReference",
  "w:annotationRef",
  "w:permStart",
  "w:permEnd",
  "w:moveFromRangeStart",
  "w:moveFromRangeEnd",
  "w:moveToRangeStart",
  "w:moveToRangeEnd",
  "w:softHyphen",
  "w:separator",
  "w:continuationSeparator",
]);

/** How links look: as their style says, or as the text around them (Word and LibreOffice, in a table of contents). */
export type Links = "styled" | "plain";

/** Everything in a paragraph, in reading order. */
export function readInlines(
  paragraph: XmlElement,
  reading: Reading,
  { base, links }: Pick<Cursor, "base" | "links">,
): readonly Inline[] {
  const cursor: Cursor = { reading, base, links, inlines: [], fields: [] };
  readLevel(paragraph, cursor, []);
  return cursor.inlines;
}

function readLevel(parent: XmlElement, cursor: Cursor, places: readonly Place[]): void {
  for (const each of held(parent, places)) {
    if (each.element.name === "w:r") readRun(each.element, cursor, each.places);
    else if (each.element.name === "w:fldSimple") readSimpleField(each.element, cursor, each.places);
    else if (each.element.name === "w:del" || each.element.name === "w:moveFrom") {
      if (cursor.reading.profile.deletions === "shown") {
        readLevel(each.element, { ...cursor, base: { ...cursor.base, strike: true } }, each.places);
        continue;
      }
      cursor.reading.notes.add(
        "layout.tracked_change",
        "文档含未接受的修订：删除的文字未排出",
        `${cursor.reading.part} ${each.element.name}`,
      );
    } else if (each.element.name === "m:oMath" || each.element.name === "m:oMathPara")
      readFormula(each.element, cursor, each.places);
    else if (!QUIET.has(each.element.name)) notUnderstood(cursor.reading, each.element.name);
  }
}

/** A formula is set on one line, and that is said. */
function readFormula(element: XmlElement, cursor: Cursor, places: readonly Place[]): void {
  const { reading, base } = cursor;
  const place = `${reading.part} ${element.name}`;
  reading.notes.add("layout.formula_in_line", "公式排成一行文字，未排成公式版式", place);
  cursor.inlines.push({ kind: "text", text: formulaText(element), run: base, places });
}

function readSimpleField(element: XmlElement, cursor: Cursor, places: readonly Place[]): void {
  const field = fieldOf(element.attributes["w:instr"] ?? "");
  if (field === undefined) {
    readLevel(element, cursor, places);
    return;
  }
  const run = child(child(element, "w:r"), "w:rPr");
  const format = numberSwitch(element.attributes["w:instr"] ?? "");
  cursor.inlines.push({ kind: "field", field, run: runOf(run, cursor), places, ...(format && { format }) });
}

function fieldOf(instruction: string): "PAGE" | "NUMPAGES" | undefined {
  const name = /^\s*([A-Za-z]+)/.exec(instruction)?.[1]?.toUpperCase();
  return name === "PAGE" || name === "NUMPAGES" ? name : undefined;
}

function runOf(element: XmlElement | undefined, cursor: Cursor): RunProperties {
  const { reading } = cursor;
  if (element === undefined) return cursor.base;
  const unknown = (name: string): void => notUnderstood(reading, name);
  return {
    ...cursor.base,
    ...(cursor.links === "plain" && isLink(element, reading) ? {} : characterStyle(element, reading)),
    ...readRunProperties(element, reading.theme, unknown),
  };
}

function readRun(element: XmlElement, cursor: Cursor, places: readonly Place[]): void {
  const run = runOf(child(element, "w:rPr"), cursor);
  for (const { element: each } of held(element)) {
    if (each.name === "w:fldChar") stepField(each, cursor, run, places);
    else if (each.name === "w:instrText") {
      const field = cursor.fields.at(-1);
      if (field?.stage === "instruction") field.instruction += each.text;
    } else if (
      !run.hidden &&
      !cursor.fields.some((field) => field.stage === "instruction" || field.computed)
    ) {
      readContent(each, cursor, { run, places });
    }
  }
}

function stepField(element: XmlElement, cursor: Cursor, run: RunProperties, places: readonly Place[]): void {
  const type = element.attributes["w:fldCharType"];
  const field = cursor.fields.at(-1);
  if (type === "begin")
    cursor.fields.push({
      instruction: "",
      stage: "instruction",
      computed: false,
      form: formFieldText(element),
    });
  else if (type === "separate" && field !== undefined) compute(field, cursor, { run, places });
  else if (type === "end") {
    if (field?.stage === "instruction") compute(field, cursor, { run, places });
    cursor.fields.pop();
  }
}

type Around = { readonly run: RunProperties; readonly places: readonly Place[] };

function compute(field: OpenField, cursor: Cursor, { run, places }: Around): void {
  field.stage = "result";
  const known = fieldOf(field.instruction);
  const inner = cursor.fields.slice(0, -1).some((outer) => outer.stage === "instruction" || outer.computed);
  if (inner) return;
  if (known === undefined) {
    showField(field, cursor, { run, places });
    return;
  }
  field.computed = true;
  const format = numberSwitch(field.instruction);
  if (!run.hidden)
    cursor.inlines.push({ kind: "field", field: known, run, places, ...(format && { format }) });
}

/** Sets what a field shows that stores no result; all others show what is stored. */
function showField(field: OpenField, cursor: Cursor, { run, places }: Around): void {
  const said = instructionText(field.instruction);
  const text = field.form ?? said?.text;
  if (text === undefined) return;
  field.computed = true;
  const { notes, part } = cursor.reading;
  if (field.form === undefined && said?.exact === false)
    notes.add("layout.field_side_by_side", "域（EQ）中的重叠或公式排成一行，或未能排出", `${part} EQ`);
  if (!run.hidden && text !== "") cursor.inlines.push({ kind: "text", text, run, places });
}

function readContent(element: XmlElement, cursor: Cursor, { run, places }: Around): void {
  const text = (text: string, look = run): void =>
    void cursor.inlines.push({ kind: "text", text, run: look, places });
  switch (element.name) {
    case "w:t":
      return text(
        shownText(
          element.attributes["xml:space"] === "preserve" ? element.text : withoutXmlSpace(element.text),
          run.latin,
        ),
      );
    case "w:delText":
      return text(element.text, { ...run, strike: true });
    case "w:noBreakHyphen":
      return text("\u2011");
    case "w:ptab": {
      const goes = element.attributes["w:alignment"];
      const tab = { kind: "tab", run, places } as const;
      return void cursor.inlines.push(goes === "center" || goes === "right" ? { ...tab, goes } : tab);
    }
    case "w:tab":
      return void cursor.inlines.push({ kind: "tab", run, places });
    case "w:cr":
      return void cursor.inlines.push({ kind: "break", to: "line", run });
    case "w:br":
      return readBreak(element, cursor, run);
    case "w:sym": {
      const code = Number.parseInt(element.attributes["w:char"] ?? "", 16);
      return text(symbolText(element.attributes["w:font"] ?? "", code));
    }
    case "w:footnoteReference":
    case "w:endnoteReference":
      return readNote(element, cursor, { run, places });
    case "w:footnoteRef":
    case "w:endnoteRef":
      return text(cursor.reading.noteMark ?? "");
    case "w:drawing": {
      for (const drawn of readDrawing(element, cursor.reading)) pushDrawn(drawn, cursor, { run, places });
      return;
    }
    case "w:pict":
    case "w:object":
      for (const drawn of readVml(element, cursor.reading)) pushDrawn(drawn, cursor, { run, places });
      return;
    case "w:ruby":
      return readRuby(element, cursor, places);
    default:
      if (!QUIET.has(element.name)) notUnderstood(cursor.reading, element.name);
  }
}

/** What stands around text without xml:space is XML's own white space alone: a U+3000 or U+00A0 there is an indent or a blank. */
const withoutXmlSpace = (text: string): string => text.replace(/^[ \t\r\n]+/, "").replace(/[ \t\r\n]+$/, "");

function pushDrawn(drawn: Drawn, cursor: Cursor, { run, places }: Around): void {
  cursor.inlines.push(
    "image" in drawn
      ? { kind: "image", image: drawn.image, run, places }
      : { kind: "float", float: drawn.float, run, places },
  );
}

/** The base text of a ruby stands; what stands above it is noted. */
function readRuby(element: XmlElement, cursor: Cursor, places: readonly Place[]): void {
  notUnderstood(cursor.reading, "w:ruby");
  const base = child(element, "w:rubyBase");
  if (base !== undefined) readLevel(base, cursor, places);
}

/** A reference mark with its note; an endnote stands at the foot of the page too, and that is said. */
function readNote(element: XmlElement, cursor: Cursor, { run, places }: Around): void {
  const { reading } = cursor;
  const kind = element.name === "w:endnoteReference" ? "endnote" : "footnote";
  const custom = element.attributes["w:customMarkFollows"];
  const numbered = custom === "1" || custom === "true" ? "bare" : "numbered";
  const stored = reading.footnotes.take(kind, element.attributes["w:id"], numbered);
  if (stored === undefined || reading.noteMark !== undefined || reading.part !== reading.docx.main) {
    notUnderstood(reading, element.name);
    return;
  }
  if (kind === "endnote")
    reading.notes.add("layout.endnote_at_foot", "尾注排在本页页脚处", `${reading.part} ${element.name}`);
  const blocks = reading.blocksIn(stored.element, { ...reading, part: stored.part, noteMark: stored.mark });
  cursor.inlines.push({ kind: "text", text: stored.mark || "\u200b", run, places, note: { blocks } });
}

function readBreak(element: XmlElement, cursor: Cursor, run: RunProperties): void {
  const type = element.attributes["w:type"];
  cursor.inlines.push({ kind: "break", to: type === "page" || type === "column" ? type : "line", run });
}
