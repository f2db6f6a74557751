import type { TemplatePlace } from "../../../schemas/api/template-lint.ts";
import type { XmlElement } from "../../formats/docx/xml-tree.ts";

/** A command as it stands in the document. */
export type PlacedCommand = {
  /** Between the braces, as typed. */
  readonly raw: string;
  readonly place: TemplatePlace;
  /** Runs and paragraphs it is spread over, and whether the pieces look alike. */
  readonly spread: {
    readonly runs: number;
    readonly paragraphs: number;
    readonly format: "same" | "different";
  };
  /** Tables, rows and cells around it, outermost first; `t2/r1/c3` per level. */
  readonly around: readonly string[];
};

/** Braces that do not close or were never opened. */
export type LooseBraces = { readonly kind: "unclosed" | "unopened"; readonly place: TemplatePlace };

/** What one part of a template holds. */
export type PartCommands = {
  readonly part: string;
  readonly commands: readonly PlacedCommand[];
  readonly loose: readonly LooseBraces[];
  /** Texts that look like commands but stand where the filler does not look (fields, deleted text, drawings). */
  readonly elsewhere: readonly TemplatePlace[];
  /** Every paragraph's text with its place, for marks that are nearly commands. */
  readonly paragraphs: readonly TemplatePlace[];
  /** Content controls with their tags. */
  readonly controls: readonly { readonly tag: string; readonly place: TemplatePlace }[];
  readonly tracked: TemplatePlace | undefined;
};

type Cell = { table: number; row: number; column: number };
type Paragraph = { readonly number: number; runs: number; text: string };

const SNIPPET = 60;
/** A command that grows beyond this swallowed the text behind it. */
const LONGEST = 2_000;
const ELSEWHERE = new Set(["w:delText", "w:instrText", "a:t", "m:t"]);

/** The commands of a part with their places, read as the filler reads: across runs and paragraphs. */
export function readCommands(part: string, root: XmlElement): PartCommands {
  const reader = new Reader(part);
  reader.walk(root);
  reader.end();
  return reader;
}

class Reader implements PartCommands {
  readonly part: string;
  readonly commands: PlacedCommand[] = [];
  readonly loose: LooseBraces[] = [];
  readonly elsewhere: TemplatePlace[] = [];
  readonly paragraphs: TemplatePlace[] = [];
  readonly controls: { tag: string; place: TemplatePlace }[] = [];
  tracked: TemplatePlace | undefined;
  private tables = 0;
  private counted = 0;
  private readonly cells: Cell[] = [];
  private readonly open: Paragraph[] = [];
  private format = "";
  private command: Growing | undefined;
  /** The brace before, which may be half of a mark. */
  private half: Spot | undefined;

  constructor(part: string) {
    this.part = part;
  }

  walk(element: XmlElement): void {
    if (element.name === "w:p") this.paragraph(element);
    else if (element.name === "w:r") this.run(element);
    else if (element.name === "w:tbl") this.table(element);
    else if (element.name === "w:t") this.text(element.text);
    else this.other(element);
  }

  private each(element: XmlElement): void {
    for (const part of element.children) this.walk(part);
  }

  private other(element: XmlElement): void {
    const cell = this.cells.at(-1);
    if (cell !== undefined && element.name === "w:tr") Object.assign(cell, { row: cell.row + 1, column: 0 });
    if (cell !== undefined && element.name === "w:tc") cell.column += 1;
    if (element.name === "w:sdt") this.control(element);
    if (element.name === "w:ins" || element.name === "w:del") this.tracked ??= this.place();
    if (ELSEWHERE.has(element.name) && element.text.includes("{{"))
      this.elsewhere.push({ ...this.place(), snippet: element.text.slice(0, SNIPPET) });
    this.each(element);
  }

  private control(element: XmlElement): void {
    const properties = element.children.find(({ name }) => name === "w:sdtPr");
    const tag = properties?.children.find(({ name }) => name === "w:tag")?.attributes["w:val"];
    if (tag === undefined) return;
    const place = this.place();
    // a control around paragraphs stands where its first one will
    const paragraph = place.paragraph ?? this.counted + 1;
    this.controls.push({ tag, place: { ...place, paragraph, snippet: tag } });
  }

  private paragraph(element: XmlElement): void {
    this.counted += 1;
    const paragraph: Paragraph = { number: this.counted, runs: 0, text: textOf(element) };
    this.open.push(paragraph);
    if (paragraph.text !== "") this.paragraphs.push(this.place());
    if (this.command !== undefined) this.command.text += " ";
    this.each(element);
    this.open.pop();
  }

  private run(element: XmlElement): void {
    const paragraph = this.open.at(-1);
    if (paragraph !== undefined) paragraph.runs += 1;
    const before = this.format;
    this.format = JSON.stringify(element.children.find(({ name }) => name === "w:rPr")?.children ?? []);
    this.each(element);
    this.format = before;
  }

  private table(element: XmlElement): void {
    this.tables += 1;
    this.cells.push({ table: this.tables, row: 0, column: 0 });
    this.each(element);
    this.cells.pop();
  }

  private spot(): Spot {
    const { number = 0, runs = 0 } = this.open.at(-1) ?? {};
    return {
      place: this.place(),
      run: `${number}.${runs}`,
      paragraph: number,
      format: this.format,
      around: this.cells.map(({ table, row, column }) => `t${table}/r${row}/c${column}`),
    };
  }

  private place(): TemplatePlace {
    const paragraph = this.open.at(-1);
    const cell = this.cells.at(-1);
    return {
      part: this.part,
      paragraph: paragraph?.number ?? null,
      run: paragraph === undefined || paragraph.runs === 0 ? null : paragraph.runs,
      cell: cell === undefined || cell.row === 0 || cell.column === 0 ? null : { ...cell },
      snippet: shortened(paragraph?.text ?? ""),
    };
  }

  private text(text: string): void {
    // one spot a text: all its characters stand in one run
    const here = this.spot();
    for (const character of text) {
      if (this.command !== undefined) this.inside(character, here, this.command);
      else this.outside(character, here);
    }
  }

  private outside(character: string, here: Spot): void {
    const before = this.half;
    this.half = undefined;
    if (character !== "{" && character !== "}") {
      this.stray = false;
      return;
    }
    if (character === "{") {
      if (before !== undefined && !this.stray) this.command = newCommand(before);
      else this.half = here;
      this.stray = false;
      if (this.command !== undefined) touch(this.command, here);
      return;
    }
    if (this.stray) this.loose.push({ kind: "unopened", place: here.place });
    this.stray = !this.stray;
  }
  private stray = false;

  private inside(character: string, here: Spot, command: Growing): void {
    touch(command, here);
    command.text += character;
    if (command.text.endsWith("}}")) this.close(command);
    else if (command.text.endsWith("{{") || command.text.length > LONGEST) this.abandon(command, here);
  }

  private close(command: Growing): void {
    this.command = undefined;
    this.commands.push({
      raw: command.text.slice(0, -2),
      place: command.start.place,
      around: command.start.around,
      spread: {
        runs: command.runs.size,
        paragraphs: command.paragraphs.size,
        format: command.formats.size > 1 ? "different" : "same",
      },
    });
  }

  /** A second opening, or too long: the first was never closed. Reading goes on with the second. */
  private abandon(command: Growing, here: Spot): void {
    this.loose.push({ kind: "unclosed", place: command.start.place });
    this.command = command.text.endsWith("{{") ? newCommand(here) : undefined;
  }

  end(): void {
    if (this.command !== undefined) this.loose.push({ kind: "unclosed", place: this.command.start.place });
  }
}

type Spot = {
  readonly place: TemplatePlace;
  readonly run: string;
  readonly paragraph: number;
  readonly format: string;
  readonly around: readonly string[];
};

type Growing = {
  text: string;
  readonly start: Spot;
  readonly runs: Set<string>;
  readonly paragraphs: Set<number>;
  readonly formats: Set<string>;
};

function newCommand(start: Spot): Growing {
  const command = {
    text: "",
    start,
    runs: new Set<string>(),
    paragraphs: new Set<number>(),
    formats: new Set<string>(),
  };
  touch(command, start);
  return command;
}

function touch(command: Growing, spot: Spot): void {
  command.runs.add(spot.run);
  command.paragraphs.add(spot.paragraph);
  command.formats.add(spot.format);
}

const textOf = (element: XmlElement): string =>
  (element.name === "w:t" ? element.text : "") +
  element.children.map((part) => (part.name === "w:p" ? "" : textOf(part))).join("");

const shortened = (text: string): string =>
  text.length <= SNIPPET
    ? text
    : `${Array.from(text)
        .slice(0, SNIPPET - 1)
        .join("")}…`;
