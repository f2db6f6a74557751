import type { Item } from "../break/item.ts";
import type { RuleStyle, Sheet } from "./sheet.ts";

/** Under the baseline, in em of the item. */
export const UNDERLINE_DROP = 0.12;
/** Over the baseline. */
export const STRIKE_RISE = 0.28;
const UNDERLINE_WIDTH = 0.05;
const THINNEST = 0.5;

type Kind = "background" | "underline" | "strike" | "box" | "dot";
type Stroke = {
  readonly kind: Kind;
  readonly key: string;
  readonly x1: number;
  x2: number;
  readonly item: Item;
};

/** What runs along behind, under and through the items of a line: neighbours alike share one stroke. */
export class Strokes {
  readonly #strokes: Stroke[] = [];
  readonly #open = new Map<Kind, Stroke>();

  /** Takes the next item, which reaches from x1 to x2. */
  pass(item: Item, x1: number, x2: number): void {
    const { run, size } = item;
    if (isPlain(run)) {
      if (this.#open.size > 0) this.#open.clear();
      return;
    }
    this.#along("background", run.background === undefined ? "" : `${size} ${run.background}`, {
      item,
      x1,
      x2,
    });
    this.#along("underline", run.underline === "none" ? "" : `${size} ${run.underline} ${run.color}`, {
      item,
      x1,
      x2,
    });
    this.#along("strike", run.strike ? `${size} ${run.color}` : "", { item, x1, x2 });
    this.#along("box", run.box === undefined ? "" : `${size} ${run.box.color}`, { item, x1, x2 });
    if (run.emphasis && item.kind === "sign" && !item.blank)
      this.#strokes.push({ kind: "dot", key: "", x1, x2, item });
  }

  #along(
    kind: Kind,
    key: string,
    { item, x1, x2 }: { readonly item: Item; readonly x1: number; readonly x2: number },
  ): void {
    const open = this.#open.get(kind);
    if (key === "" || x2 <= x1) this.#open.delete(kind);
    else if (open?.key === key) open.x2 = x2;
    else {
      const stroke: Stroke = { kind, key, x1, x2, item };
      this.#open.set(kind, stroke);
      this.#strokes.push(stroke);
    }
  }

  /** Draws all strokes of the line whose baseline is at y. */
  draw(sheet: Sheet, y: number): void {
    for (const stroke of this.#strokes) {
      if (stroke.kind === "background") drawBackground(sheet, stroke, y);
      else if (stroke.kind === "box") drawBox(sheet, stroke, y);
      else if (stroke.kind === "dot") drawDot(sheet, stroke, y);
      else drawRule(sheet, stroke, y);
    }
  }
}

const isPlain = (run: Item["run"]): boolean =>
  run.background === undefined &&
  run.underline === "none" &&
  !run.strike &&
  run.box === undefined &&
  !run.emphasis;

/** A frame around text. */
function drawBox(sheet: Sheet, { item, x1, x2 }: Stroke, baseline: number): void {
  const { face, size, run } = item;
  if (run.box === undefined) return;
  const [y1, y2] = [baseline - face.ascent * size, baseline + face.descent * size];
  const pen: RuleStyle = run.box;
  sheet.rules.push(
    { x1, y1, x2, y2: y1, pen },
    { x1, y1: y2, x2, y2, pen },
    { x1, y1, x2: x1, y2, pen },
    { x1: x2, y1, x2, y2, pen },
  );
}

/** A dot under a character. */
function drawDot(sheet: Sheet, { item, x1, x2 }: Stroke, baseline: number): void {
  const across = item.size * DOT;
  const middle = (x1 + x2) / 2;
  sheet.fills.push({
    box: { x: middle - across / 2, y: baseline + item.size * DOT_DROP, width: across, height: across },
    color: item.run.color ?? "000000",
  });
}

const DOT = 0.13;
const DOT_DROP = 0.17;

function drawBackground(sheet: Sheet, { item, x1, x2 }: Stroke, y: number): void {
  const height = (item.face.ascent + item.face.descent) * item.size;
  sheet.fills.push({
    box: { x: x1, y: y - item.face.ascent * item.size, width: x2 - x1, height },
    color: item.run.background ?? "FFFFFF",
  });
}

function drawRule(sheet: Sheet, { kind, item, x1, x2 }: Stroke, y: number): void {
  const { run, size } = item;
  const underline = kind === "underline" ? run.underline : "single";
  const width = Math.max(THINNEST, size * UNDERLINE_WIDTH) * (underline === "thick" ? 2 : 1);
  const style: RuleStyle["style"] =
    underline === "dotted" ? "dotted" : underline === "dash" || underline === "wave" ? "dashed" : "single";
  const at = kind === "strike" ? y - size * STRIKE_RISE : y + size * UNDERLINE_DROP;
  const pen: RuleStyle = { style, width, color: run.color ?? "000000" };
  sheet.rules.push({ x1, y1: at, x2, y2: at, pen });
  if (underline === "double") sheet.rules.push({ x1, y1: at + width * 2, x2, y2: at + width * 2, pen });
}
