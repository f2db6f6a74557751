import type { Item } from "../break/item.ts";
import type { RuleStyle, Sheet } from "./sheet.ts";

/** Under the baseline, in em of the item. */
export const UNDERLINE_DROP = 0.12;
/** Over the baseline. */
export const STRIKE_RISE = 0.28;
const UNDERLINE_WIDTH = 0.05;
const THINNEST = 0.5;

type Kind = "background" | "underline" | "strike";
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
    if (run.background === undefined && run.underline === "none" && !run.strike) {
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
      else drawRule(sheet, stroke, y);
    }
  }
}

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
