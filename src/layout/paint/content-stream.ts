import type { Face } from "../fonts/face.ts";
import { decimals } from "./decimals.ts";
import { imageOperators } from "./image-operators.ts";
import type { RunProperties } from "../styles/run-properties.ts";
import { type Counts, countsOf, type PlacedSign, type Rule, type RuleStyle, type Sheet } from "./sheet.ts";
import type { SheetMarks } from "./tags/tag-sheet.ts";

/** Stroke width that makes a regular glyph look bold, in em. */
const BOLD_STROKE = 0.03;
/** Slant of a synthesised italic: tan 12°. */
const SLANT = 0.2126;

const channel = (hex: string, at: number): string =>
  decimals(Number.parseInt(hex.slice(at, at + 2), 16) / 255);
const color = (hex: string, operator: "rg" | "RG"): string =>
  `${channel(hex, 0)} ${channel(hex, 2)} ${channel(hex, 4)} ${operator}`;

/** What is drawn but not content: backgrounds, borders, underlines (ISO 32000-1 §14.8.2.2). */
const LAYOUT = "/Artifact <</Type /Layout>> BDC";

/**
 * Draws a sheet as PDF operators (ISO 32000-1 §8–9): backgrounds, images, text, rules; everything inside marked-content
 * sequences. `imageName` gives the resource of a picture part.
 */
export function contentStream(
  sheet: Sheet,
  marks: SheetMarks,
  imageName: (part: string) => string | undefined,
): string {
  const out: string[] = [];
  let from: Counts = { fills: 0, images: 0, signs: 0, rules: 0 };
  let text = 0;
  for (const to of [...sheet.cuts, countsOf(sheet)]) {
    text = drawLayer(out, { sheet, marks, imageName, from, to, text });
    from = to;
  }
  return out.join("\n");
}

type Layer = {
  readonly sheet: Sheet;
  readonly marks: SheetMarks;
  readonly imageName: (part: string) => string | undefined;
  readonly from: Counts;
  readonly to: Counts;
  /** The first of the marked texts not yet drawn. */
  readonly text: number;
};

/** What lies on one layer of a sheet: each layer covers those before it. Gives the first of the marked texts after it. */
function drawLayer(out: string[], { sheet, marks, imageName, from, to, text: first }: Layer): number {
  let next = first;
  if (to.fills > from.fills) drawFills(out, sheet, sheet.fills.slice(from.fills, to.fills));
  for (let index = from.images; index < to.images; index += 1) {
    const placed = sheet.images[index];
    if (placed === undefined) continue;
    const name = imageName(placed.picture.part);
    const drawn = name === undefined ? "" : imageOperators(placed, name, sheet.height);
    out.push(`${marks.images[index] ?? LAYOUT} ${drawn}EMC`);
  }
  if (to.signs > from.signs) {
    const writer = new TextWriter(out, sheet.height);
    out.push("BT 0 g 0 G");
    for (; next < marks.texts.length; next += 1) {
      const text = marks.texts[next];
      if (text === undefined || text.from >= to.signs) break;
      out.push(text.open);
      for (let index = text.from; index < text.to; index += 1) writer.write(sheet.signs[index]!);
      writer.flush();
      out.push("EMC");
    }
    out.push("ET");
  }
  if (to.rules > from.rules) {
    out.push(LAYOUT);
    drawRules(out, sheet, sheet.rules.slice(from.rules, to.rules));
    out.push("EMC");
  }
  return next;
}

function drawFills(out: string[], sheet: Sheet, fills: Sheet["fills"]): void {
  out.push(LAYOUT);
  for (const { box, color: fill, corners, outlines } of fills) {
    const path =
      corners === undefined && outlines === undefined
        ? `${decimals(box.x)} ${decimals(sheet.height - box.y - box.height)} ${decimals(box.width)} ${decimals(box.height)} re`
        : (outlines ?? [corners ?? []]).map((each) => pathOf(each, sheet.height)).join(" ");
    out.push(`${color(fill, "rg")} ${path} f`);
  }
  out.push("EMC");
}

/** A row of corners as path operators, open: filling closes it. */
const pathOf = (corners: readonly { readonly x: number; readonly y: number }[], height: number): string =>
  corners
    .map(({ x, y }, index) => `${decimals(x)} ${decimals(height - y)} ${index === 0 ? "m" : "l"}`)
    .join(" ");

/** Writes glyphs with as few operators as they allow: one TJ for what stands on one baseline in one look. */
class TextWriter {
  readonly #out: string[];
  readonly #height: number;
  #face: Face | undefined;
  #run: RunProperties | undefined;
  #y = Number.NaN;
  /** Where the next glyph would fall by the widths alone. */
  #x = 0;
  #size = 0;
  #codes = "";
  #parts: string[] = [];

  constructor(out: string[], height: number) {
    this.#out = out;
    this.#height = height;
  }

  write({ x, y, item, turn }: PlacedSign): void {
    const { sign, run, size } = item;
    if (sign === undefined) return;
    const { face } = sign;
    if (face !== this.#face || size !== this.#size || !looksLike(run, this.#run)) {
      this.flush();
      this.#setLook(face, item);
      this.#face = face;
      this.#y = Number.NaN;
    }
    this.#run = run;
    if (turn !== undefined) {
      this.flush();
      const [along, across] = turn === "down" ? [-run.stretch, 1] : [run.stretch, -1];
      this.#out.push(
        `0 ${decimals(along)} ${across} 0 ${decimals(x)} ${decimals(this.#height - y)} Tm <${face.written(sign).hex}> Tj`,
      );
      this.#y = Number.NaN;
      return;
    }
    if (y !== this.#y) {
      this.flush();
      this.#out.push(
        `${decimals(run.stretch)} 0 ${run.italic ? decimals(SLANT) : "0"} 1 ${decimals(x)} ${decimals(this.#height - y)} Tm`,
      );
      this.#y = y;
      this.#x = x;
    }
    this.#shift(x, run.stretch);
    const { hex, width } = face.written(sign);
    this.#codes += hex;
    this.#x += width * size * run.stretch;
  }

  #shift(x: number, stretch: number): void {
    const adjustment = Math.round(((this.#x - x) / (this.#size * stretch)) * 10_000) / 10;
    if (Math.abs(adjustment) < 1) return;
    this.#endCodes();
    this.#parts.push(String(adjustment));
    this.#x -= (adjustment / 1000) * this.#size * stretch;
  }

  #setLook(face: Face, { run, size }: PlacedSign["item"]): void {
    this.#size = size;
    const ink = run.color ?? "000000";
    this.#out.push(
      `/${face.key} ${decimals(size)} Tf ${ink === "000000" ? "0 g 0 G" : `${color(ink, "rg")} ${color(ink, "RG")}`} ${run.bold ? `2 Tr ${decimals(size * BOLD_STROKE)} w` : "0 Tr"}`,
    );
  }

  #endCodes(): void {
    if (this.#codes !== "") this.#parts.push(`<${this.#codes}>`);
    this.#codes = "";
  }

  flush(): void {
    this.#endCodes();
    if (this.#parts.length > 0) this.#out.push(`[${this.#parts.join("")}] TJ`);
    this.#parts = [];
  }
}

/** Whether text of both runs is drawn alike, given the same face and size. */
const looksLike = (run: RunProperties, other: RunProperties | undefined): boolean =>
  run === other ||
  (other !== undefined &&
    (run.color ?? "") === (other.color ?? "") &&
    run.bold === other.bold &&
    run.italic === other.italic &&
    run.stretch === other.stretch);

function drawRules(out: string[], sheet: Sheet, rules: readonly Rule[]): void {
  let pen = "";
  for (const rule of rules) {
    const own = penOperators(rule.pen);
    if (own !== pen) out.push(own);
    pen = own;
    if (rule.pen.style === "double") {
      for (const part of doubled(rule)) out.push(line(part, sheet.height));
    } else out.push(line(rule, sheet.height));
  }
}

const line = ({ x1, y1, x2, y2 }: Rule, height: number): string =>
  `${decimals(x1)} ${decimals(height - y1)} m ${decimals(x2)} ${decimals(height - y2)} l S`;

function penOperators({ style, width, color: hex }: RuleStyle): string {
  const dash =
    style === "dotted"
      ? `[${decimals(width)} ${decimals(width * 2)}] 0 d`
      : style === "dashed"
        ? `[${decimals(width * 4)} ${decimals(width * 3)}] 0 d`
        : "[] 0 d";
  // Square caps close the corners where borders meet.
  return `${color(hex, "RG")} ${decimals(width)} w ${style === "single" ? 2 : 0} J ${dash}`;
}

/** The two lines of a double border, one width apart on either side. */
function doubled(rule: Rule): readonly Rule[] {
  const { width } = rule.pen;
  const upright = rule.x1 === rule.x2;
  return [-width, width].map((shift) =>
    upright
      ? { ...rule, x1: rule.x1 + shift, x2: rule.x2 + shift }
      : { ...rule, y1: rule.y1 + shift, y2: rule.y2 + shift },
  );
}
