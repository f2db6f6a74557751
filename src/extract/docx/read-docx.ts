import { type DocxPackage, openDocx } from "../../formats/docx/open-docx.ts";
import { child, children, descend, valueOf, type XmlElement } from "../../formats/docx/xml-tree.ts";
import type { Bytes } from "../../kit/bytes.ts";
import { ITEM } from "../marks.ts";
import type { Block, Cell, UploadedText } from "../uploaded-text.ts";
import { type Numbering, readNumbering } from "./numbering.ts";
import { hiddenWords, type ReadingNote, TRACKED_CHANGES } from "../reading-notes.ts";

/** A Word document as text in reading order: printed labels included, deleted and hidden text left out. Throws `docx.*`. */
export function readDocx(bytes: Bytes): UploadedText {
  const opened = openDocx(bytes);
  const body = child(opened.xml(opened.main), "w:body");
  const reader = new Reader(opened);
  if (body !== undefined) reader.readBody(body);
  return {
    format: "docx",
    pages: null,
    blocks: reader.blocks,
    picturePages: [],
    unreadable: 0,
    damaged: false,
    recognised: false,
    pictured: reader.pictures > 0,
    numbers: [],
    of: null,
    notes: reader.notes(),
  };
}

type Style = {
  readonly numId?: string | undefined;
  readonly level?: number | undefined;
  readonly based?: string | undefined;
};

/** Boxes that stand around content and are none themselves. */
const WRAPPERS = new Set([
  "w:sdt",
  "w:sdtContent",
  "w:ins",
  "w:moveTo",
  "w:smartTag",
  "w:customXml",
  "w:hyperlink",
  "w:fldSimple",
  "w:dir",
  "w:bdo",
]);

const DROPPED = new Set([
  "w:del",
  "w:moveFrom",
  "w:instrText",
  "w:delText",
  "w:rPr",
  "w:pPr",
  "w:sdtPr",
  "mc:Fallback",
]);

class Reader {
  readonly blocks: Block[] = [];
  pictures = 0;
  #paragraphs = 0;
  #tables = 0;
  #hidden = "";
  #changed = false;
  readonly #numbering: Numbering;
  readonly #styles = new Map<string, Style>();

  constructor(opened: DocxPackage) {
    this.#numbering = readNumbering(opened);
    for (const style of children(opened.xml("word/styles.xml"), "w:style")) {
      const numbered = descend(style, "w:pPr", "w:numPr");
      this.#styles.set(style.attributes["w:styleId"] ?? "", {
        numId: valueOf(child(numbered, "w:numId")),
        level: numberOf(valueOf(child(numbered, "w:ilvl"))),
        based: valueOf(child(style, "w:basedOn")),
      });
    }
  }

  notes(): readonly ReadingNote[] {
    const hidden = this.#hidden.trim();
    return [
      ...(hidden.length > 1 ? [hiddenWords(hidden.slice(0, 40))] : []),
      ...(this.#changed ? [TRACKED_CHANGES] : []),
    ];
  }

  readBody(parent: XmlElement): void {
    for (const element of parent.children) {
      if (element.name === "w:p") this.#readParagraph(element);
      else if (element.name === "w:tbl") this.#readTable(element);
      else if (WRAPPERS.has(element.name)) this.readBody(element);
    }
  }

  #readParagraph(element: XmlElement): void {
    const boxes: XmlElement[] = [];
    const text = `${this.#label(element)}${this.#words(element, boxes)}`;
    for (const line of text.split("\n")) this.#addLine(line, element);
    for (const box of boxes) this.readBody(box);
  }

  #addLine(line: string, element: XmlElement): void {
    const text = line.replaceAll(/[\s\u3000]{2,}|\t|\u3000/gu, "\t").trim();
    if (text === "") return;
    this.#paragraphs += 1;
    const half = numberOf(valueOf(descend(element, "w:r", "w:rPr", "w:sz")) ?? undefined);
    const centred = valueOf(descend(element, "w:pPr", "w:jc")) === "center";
    this.blocks.push({ kind: "text", text, paragraph: this.#paragraphs, size: (half ?? 24) / 2, centred });
  }

  /** The label Word counts for the paragraph; from its own properties, else its style's. */
  #label(paragraph: XmlElement): string {
    const properties = child(paragraph, "w:pPr");
    const own = child(properties, "w:numPr");
    const styled = this.#styled(valueOf(child(properties, "w:pStyle")));
    const numId = valueOf(child(own, "w:numId")) ?? styled.numId;
    if (numId === undefined || numId === "0") return "";
    const level = numberOf(valueOf(child(own, "w:ilvl"))) ?? styled.level ?? 0;
    const label = this.#numbering.label(numId, level);
    return label === "" || ITEM.test(`${label}甲`) ? label : `${label} `;
  }

  #styled(id: string | undefined): Style {
    let style = id === undefined ? undefined : this.#styles.get(id);
    for (let steps = 0; style !== undefined && steps < 10; steps += 1) {
      if (style.numId !== undefined) return style;
      style = style.based === undefined ? undefined : this.#styles.get(style.based);
    }
    return {};
  }

  /** What a paragraph shows. Text boxes are read after it. */
  #words(element: XmlElement, boxes: XmlElement[]): string {
    let words = "";
    for (const each of element.children) {
      const { name } = each;
      if (DROPPED.has(name)) {
        if (name === "w:del" || name === "w:moveFrom") this.#changed = true;
      } else if (name === "w:r") words += this.#run(each, boxes);
      else if (name === "w:sdt") words += this.#control(each, boxes);
      else words += this.#words(each, boxes);
    }
    return words;
  }

  /** A content control; one that still shows its prompt is empty. */
  #control(element: XmlElement, boxes: XmlElement[]): string {
    const content = child(element, "w:sdtContent");
    const prompt = child(child(element, "w:sdtPr"), "w:showingPlcHdr") !== undefined;
    return content === undefined ? "" : prompt ? "____" : this.#words(content, boxes);
  }

  #run(run: XmlElement, boxes: XmlElement[]): string {
    const properties = child(run, "w:rPr");
    let words = "";
    for (const each of run.children) words += this.#piece(each, boxes);
    const vanish = child(properties, "w:vanish");
    if (vanish !== undefined && valueOf(vanish) !== "0" && valueOf(vanish) !== "false") {
      this.#hidden += words;
      return "";
    }
    const underline = valueOf(child(properties, "w:u"));
    // an underlined gap is a blank to fill in
    return underline !== undefined && underline !== "none" && /^[\s\u3000\t]{2,}$/u.test(words)
      ? "____"
      : words;
  }

  #piece(element: XmlElement, boxes: XmlElement[]): string {
    switch (element.name) {
      case "w:t":
        return element.text;
      case "w:tab":
        return "\t";
      case "w:br":
      case "w:cr":
        return "\n";
      case "w:noBreakHyphen":
        return "-";
      case "w:sym":
        return symbol(element);
      case "w:drawing":
      case "w:pict":
      case "mc:AlternateContent":
      case "w:object":
        this.#collectBoxes(element, boxes);
        return "";
      default:
        return "";
    }
  }

  #collectBoxes(element: XmlElement, boxes: XmlElement[]): void {
    for (const each of element.children) {
      if (each.name === "mc:Fallback") continue;
      if (each.name === "w:txbxContent") boxes.push(each);
      else {
        if (each.name === "pic:pic" || each.name === "v:imagedata") this.pictures += 1;
        this.#collectBoxes(each, boxes);
      }
    }
  }

  #readTable(element: XmlElement): void {
    this.#tables += 1;
    const table = this.#tables;
    const rows: Cell[][] = [];
    for (const row of rowsIn(element)) rows.push(this.#readRow(row, rows.length + 1));
    this.blocks.push({ kind: "table", rows: rows.filter((row) => row.length > 0), table });
  }

  #readRow(row: XmlElement, number: number): Cell[] {
    const cells: Cell[] = [];
    let column = 1;
    for (const cell of cellsIn(row)) {
      const properties = child(cell, "w:tcPr");
      const span = numberOf(valueOf(child(properties, "w:gridSpan"))) ?? 1;
      const merged = child(properties, "w:vMerge");
      const continued = merged !== undefined && valueOf(merged) !== "restart";
      if (!continued) cells.push({ text: this.#cellText(cell), row: number, column, span });
      column += span;
    }
    return cells;
  }

  #cellText(cell: XmlElement): string {
    const boxes: XmlElement[] = [];
    const lines: string[] = [];
    const visit = (parent: XmlElement): void => {
      for (const element of parent.children) {
        if (element.name === "w:p") lines.push(`${this.#label(element)}${this.#words(element, boxes)}`);
        else if (element.name === "w:tbl")
          for (const row of rowsIn(element))
            lines.push(
              cellsIn(row)
                .map((each) => this.#cellText(each))
                .join("\t"),
            );
        else if (WRAPPERS.has(element.name)) visit(element);
      }
    };
    visit(cell);
    return lines
      .map((line) => line.trim())
      .filter((line) => line !== "")
      .join("\n");
  }
}

const rowsIn = (element: XmlElement): readonly XmlElement[] =>
  element.children.flatMap((each) =>
    each.name === "w:tr" ? [each] : WRAPPERS.has(each.name) ? rowsIn(each) : [],
  );

const cellsIn = (element: XmlElement): readonly XmlElement[] =>
  element.children.flatMap((each) =>
    each.name === "w:tc" ? [each] : WRAPPERS.has(each.name) ? cellsIn(each) : [],
  );

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined || Number.isNaN(Number(text)) ? undefined : Number(text);

/** Ticks and boxes of Wingdings. */
function symbol({ attributes }: XmlElement): string {
  const font = attributes["w:font"] ?? "";
  const code = Number.parseInt(attributes["w:char"] ?? "", 16) & 0xff;
  if (/wingdings ?2/i.test(font))
    return code === 0x52 || code === 0x50
      ? "☑"
      : code === 0xa3 || code === 0x2a
        ? "□"
        : code === 0x53 || code === 0x54
          ? "☒"
          : "";
  if (/wingdings/i.test(font))
    return code === 0xfe || code === 0xfc
      ? "☑"
      : code === 0xfd
        ? "☒"
        : [0x6f, 0x70, 0x71, 0xa8].includes(code)
          ? "□"
          : "";
  return "";
}
