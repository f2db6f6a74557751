import { commandsOf, type LateText, lateText, opensText, type PlainCommand } from "./late-text.ts";

/** What stands in for markup that the filler need not see. No template of Word's carries such an attribute. */
const MARK = "zhiqi-kept";
/** The same for properties, which stand first in their element: on that element, so that no node is left of them. */
const FIRST = `${MARK}-first`;
/** The command by which a piece in a loop says for which turn of the loop it stands. */
const TURN = "zhiqi_turn";
const TEXT = '<w:t xml:space="preserve">';
const LETTER = `${TEXT}x</w:t>`;

/** Properties of paragraphs, runs, tables and so on: they hold no text, so no command can stand in them. */
const PROPERTIES = new Set([
  "w:pPr",
  "w:rPr",
  "w:tblPr",
  "w:tblPrEx",
  "w:tblGrid",
  "w:trPr",
  "w:tcPr",
  "w:sdtPr",
  "w:sdtEndPr",
  "w:sectPr",
]);

/** Answers the commands of a piece that was taken out: `turn` is what the filler printed for TURN, undefined outside of loops. */
export type LateAnswer = (code: string, turn: string | undefined) => string;

/** A part made small for the filler, and how to make what comes back whole again. */
export type LeanPart = { readonly xml: string; restore(filled: string, answer?: LateAnswer): string };

const WHOLE: Pick<LeanPart, "restore"> = { restore: (filled) => filled };

/**
 * A part whose pieces that need no filler are taken out: properties, and paragraphs, cells, rows and tables of the body
 * without commands. With `plain`, also those whose commands only print values: `restore` asks `answer` for them. Each
 * leaves an element of its own name (with one letter of text where it had text), because the filler drops paragraphs,
 * rows and cells by what they hold. The filler walks every node of what it is given, asynchronously, and that is most
 * of its time. A part that is not written as Word writes comes back as it is.
 */
export function leanPart(xml: string, plain?: PlainCommand): LeanPart {
  // comments, CDATA and foreign marks are rare: such a part is simply filled the long way
  if (xml.includes("<!") || xml.includes(MARK) || xml.includes(TURN)) return { xml, ...WHOLE };
  const kept: string[] = [];
  const lean = new Leaning(xml, kept, plain).text();
  const late = new Map<number, LateText>();
  const at = (number: string, turn: string | undefined, answer: LateAnswer | undefined): string => {
    const source = kept[Number(number)] ?? "";
    if (plain === undefined || answer === undefined || !source.includes("{{")) return source;
    const cut = late.get(Number(number)) ?? lateText(source, plain);
    late.set(Number(number), cut);
    let whole = cut.texts[0] ?? "";
    for (const [index, code] of cut.codes.entries())
      whole += answer(code, turn) + (cut.texts[index + 1] ?? "");
    return whole;
  };
  const restore = (filled: string, answer?: LateAnswer): string =>
    filled
      .replaceAll(KEPT_FIRST, (_, name: string, number: string, rest: string, empty: string) => {
        const source = at(number, undefined, undefined);
        return empty === "/" ? `<${name}${rest}>${source}</${name}>` : `<${name}${rest}>${source}`;
      })
      .replaceAll(KEPT, (_, number: string, one?: string, two?: string, three?: string) =>
        at(number, one ?? two ?? three, answer),
      );
  return { xml: lean, restore };
}

/** The command a piece leaves behind in a loop. */
export const isTurn = (code: string): boolean => code === TURN;

const HELD = `(?:${LETTER}|<w:r>${TEXT}(\\d+)</w:t></w:r>)`;
const HOLDER = `<w:p(?:/>|>${HELD}</w:p>)`;
/** What the filler writes for a piece that was taken out. A cell must hold a paragraph, or the filler gives it one. */
const KEPT = new RegExp(
  `<w:\\w+ ${MARK}="(\\d+)"(?:/>|>${HELD}</w:\\w+>|>${HOLDER}</w:tc>|><w:tc>${HOLDER}</w:tc></w:tr>)`,
  "g",
);
const KEPT_FIRST = new RegExp(`<([\\w:]+) ${FIRST}="(\\d+)"([^>]*?)(/?)>`, "g");

/** What an element holds: text, commands that only print, and such commands of a loop's turn. */
type Held = { text: boolean; late: boolean; turns: boolean };

/** What stays of a piece of this name. */
function standIn(name: string, number: number, { text, turns }: Held): string {
  const mark = `<${name} ${MARK}="${number}"`;
  const held = turns ? `<w:r>${TEXT}{{${TURN}}}</w:t></w:r>` : text ? LETTER : "";
  const holder = held === "" ? "<w:p/>" : `<w:p>${held}</w:p>`;
  if (name === "w:tc") return `${mark}>${holder}</w:tc>`;
  if (name === "w:tr") return `${mark}><w:tc>${holder}</w:tc></w:tr>`;
  return held === "" ? `${mark}/>` : `${mark}>${held}</${name}>`;
}

/** An element that is open: where its lean text begins, where its source began, whether it must stay. */
type Open = Held & {
  readonly name: string;
  readonly source: number;
  readonly out: number;
  needed: boolean;
  /** The piece taken out last among its children: a like one right behind it is joined to it. */
  last: (Held & { readonly name: string; readonly out: number; readonly number: number }) | undefined;
};

/** Attribute values may hold `>`. */
const TAG = /<(\/?)([^\s>/"']+)(?:"[^"]*"|'[^']*'|[^>"'])*?(\/?)>/g;

/** One pass over the tags. An element that could go is rewritten when it closes; braces and drawings keep all around them. */
class Leaning {
  private readonly xml: string;
  private readonly kept: string[];
  private readonly plain: PlainCommand | undefined;
  private readonly out: string[] = [];
  private readonly open: Open[] = [];
  private readonly braces = new Braces();

  constructor(xml: string, kept: string[], plain: PlainCommand | undefined) {
    this.xml = xml;
    this.kept = kept;
    this.plain = plain;
  }

  text(): string {
    const { xml, out, open, braces } = this;
    let at = 0;
    for (const tag of xml.matchAll(TAG)) {
      const [source, closing, name = "", empty] = tag;
      const text = xml.slice(at, tag.index);
      if (text !== "") this.read(text);
      at = tag.index + source.length;
      if (closing === "/") this.close(xml.slice(open.at(-1)?.source ?? 0, at), source);
      else {
        if (name === "wp:docPr" || name === "v:shape") this.need();
        if (empty !== "/" && !name.startsWith("?"))
          open.push({
            name,
            source: tag.index,
            out: out.length,
            needed: braces.pending,
            text: false,
            late: false,
            turns: false,
            last: undefined,
          });
        out.push(source);
      }
    }
    out.push(xml.slice(at));
    return out.join("");
  }

  private need(): void {
    for (const element of this.open) element.needed = true;
  }

  private read(text: string): void {
    const { open, out, braces, plain } = this;
    const tag = out.at(-1);
    out.push(text);
    if (open.at(-1)?.name !== "w:t") return;
    for (const element of open) element.text = true;
    const codes =
      plain === undefined || braces.pending || !opensText(tag) ? undefined : commandsOf(text, plain);
    if (codes === undefined) {
      if (braces.read(text)) this.need();
      return;
    }
    const turns = codes.some((code) => code.includes("$"));
    for (const element of open) {
      element.late = true;
      element.turns ||= turns;
    }
  }

  private close(whole: string, tag: string): void {
    const { open, out, kept } = this;
    const element = open.pop();
    out.push(tag);
    if (element === undefined || element.needed || !this.mayGo(element)) return;
    const parent = open.at(-1);
    const before = parent?.last;
    if (
      this.plain !== undefined &&
      before !== undefined &&
      before.name === element.name &&
      before.out === element.out - 1 &&
      !PROPERTIES.has(element.name)
    ) {
      kept[before.number] += whole;
      before.text ||= element.text;
      before.turns ||= element.turns;
      out.splice(before.out, out.length, standIn(element.name, before.number, before));
      return;
    }
    const number = kept.push(whole) - 1;
    const tagOfParent = parent === undefined ? "" : (out[parent.out] ?? "");
    const first =
      PROPERTIES.has(element.name) && parent?.out === element.out - 1 && !tagOfParent.includes(FIRST);
    if (first) out[element.out - 1] = tagOfParent.replace(/^<[\w:]+/, `$& ${FIRST}="${number}"`);
    out.splice(element.out, out.length, ...(first ? [] : [standIn(element.name, number, element)]));
    if (parent !== undefined && !first) {
      const { name, text, late, turns } = element;
      parent.last = { name, out: element.out, number, text, late, turns };
    }
  }

  private mayGo({ name, text, turns }: Open): boolean {
    if (PROPERTIES.has(name)) return !text;
    if (name === "w:tr") return this.plain !== undefined;
    if (name === "w:tbl") return this.open.at(-1)?.name === "w:body" && !turns;
    return name === "w:p" || name === "w:tc";
  }
}

/** Follows the command marks through the text as the filler does, across runs and paragraphs. */
class Braces {
  private inCommand = false;
  private half = false;

  /** Something that began is not finished: a command, or half of its mark. */
  get pending(): boolean {
    return this.inCommand || this.half;
  }

  /** Reads on; true when this text is part of a command, or has braces at all. */
  read(text: string): boolean {
    const before = this.pending;
    for (const character of text) {
      if (character !== (this.inCommand ? "}" : "{")) this.half = false;
      else if (this.half) {
        this.half = false;
        this.inCommand = !this.inCommand;
      } else this.half = true;
    }
    return before || this.pending || /[{}]/.test(text);
  }
}
