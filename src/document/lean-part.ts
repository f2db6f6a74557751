/** What stands in for markup that the filler need not see. No template of Word's carries such an attribute. */
const MARK = "zhiqi-kept";
/** The same for properties, which stand first in their element: on that element, so that no node is left of them. */
const FIRST = `${MARK}-first`;
const LETTER = '<w:t xml:space="preserve">x</w:t>';

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

/** A part made small for the filler, and how to make what comes back whole again. */
export type LeanPart = { readonly xml: string; restore(filled: string): string };

const WHOLE: Pick<LeanPart, "restore"> = { restore: (filled) => filled };

/**
 * A part whose command-free pieces are taken out: properties, paragraphs, cells and tables of the body without commands.
 * Each leaves an element of its own name (with one letter of text where it had text), because the filler drops
 * paragraphs, rows and cells by what they hold. The filler walks every node of what it is given, asynchronously,
 * and that is most of its time. A part that is not written as Word writes comes back as it is.
 */
export function leanPart(xml: string): LeanPart {
  // comments, CDATA and foreign marks are rare: such a part is simply filled the long way
  if (xml.includes("<!") || xml.includes(MARK)) return { xml, ...WHOLE };
  const kept: string[] = [];
  const lean = leanText(xml, (source) => kept.push(source) - 1);
  const at = (number: string): string => kept[Number(number)] ?? "";
  const restore = (filled: string): string =>
    filled
      .replaceAll(KEPT, (_, number: string) => at(number))
      .replaceAll(KEPT_FIRST, (_, name: string, number: string, rest: string, empty: string) =>
        empty === "/" ? `<${name}${rest}>${at(number)}</${name}>` : `<${name}${rest}>${at(number)}`,
      );
  return { xml: lean, restore };
}

/** What the filler writes for a piece that was taken out. A cell must hold a paragraph, or the filler gives it one. */
const KEPT = new RegExp(
  `<w:\\w+ ${MARK}="(\\d+)"(?:/>|>${LETTER}</w:\\w+>|><w:p(?:/>|>${LETTER}</w:p>)</w:tc>)`,
  "g",
);
const KEPT_FIRST = new RegExp(`<([\\w:]+) ${FIRST}="(\\d+)"([^>]*?)(/?)>`, "g");

/** Keeps a source and says by which number. */
type Keep = (source: string) => number;

/** What stays of a piece of this name. */
function standIn(name: string, number: number, text: boolean): string {
  const mark = `<${name} ${MARK}="${number}"`;
  if (name === "w:tc") return `${mark}><w:p${text ? `>${LETTER}</w:p>` : "/>"}</w:tc>`;
  return text ? `${mark}>${LETTER}</${name}>` : `${mark}/>`;
}

/** An element that is open: where its lean text begins, where its source began, whether it must stay. */
type Open = {
  readonly name: string;
  readonly source: number;
  readonly out: number;
  needed: boolean;
  text: boolean;
};

/** Attribute values may hold `>`. */
const TAG = /<(\/?)([^\s>/"']+)(?:"[^"]*"|'[^']*'|[^>"'])*?(\/?)>/g;

/** One pass over the tags. An element that could go is rewritten when it closes; braces and drawings keep all around them. */
function leanText(xml: string, keep: Keep): string {
  const out: string[] = [];
  const open: Open[] = [];
  const braces = new Braces();
  let at = 0;
  const need = (): void => open.forEach((element) => void (element.needed = true));
  for (const tag of xml.matchAll(TAG)) {
    const [source, closing, name = "", empty] = tag;
    const text = xml.slice(at, tag.index);
    if (text !== "") out.push(text);
    if (text !== "" && open.at(-1)?.name === "w:t") {
      for (const element of open) element.text = true;
      if (braces.read(text)) need();
    }
    at = tag.index + source.length;
    if (closing === "/") close(xml.slice(open.at(-1)?.source ?? 0, at), source);
    else {
      if (name === "wp:docPr" || name === "v:shape") need();
      if (empty !== "/" && !name.startsWith("?"))
        open.push({ name, source: tag.index, out: out.length, needed: braces.pending, text: false });
      out.push(source);
    }
  }
  out.push(xml.slice(at));
  return out.join("");

  function close(whole: string, tag: string): void {
    const element = open.pop();
    out.push(tag);
    if (element === undefined || element.needed || !mayGo(element, open)) return;
    const number = keep(whole);
    const parent = open.at(-1);
    const tagOfParent = parent === undefined ? "" : (out[parent.out] ?? "");
    const first =
      PROPERTIES.has(element.name) && parent?.out === element.out - 1 && !tagOfParent.includes(FIRST);
    if (first) out[element.out - 1] = tagOfParent.replace(/^<[\w:]+/, `$& ${FIRST}="${number}"`);
    out.splice(element.out, out.length, ...(first ? [] : [standIn(element.name, number, element.text)]));
  }
}

function mayGo({ name, text }: Open, around: readonly Open[]): boolean {
  if (PROPERTIES.has(name)) return !text;
  return name === "w:p" || name === "w:tc" || (name === "w:tbl" && around.at(-1)?.name === "w:body");
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
