import type { Bytes } from "../../../kit/bytes.ts";
import { PDF_TEXT_LIMITS, type PdfTextLimits } from "./limits.ts";
import type { PageText, PdfText } from "./page-text.ts";
import { shownPages } from "./page-tree.ts";
import { type Reading, showPage } from "./show-page.ts";
import { openSource } from "./source.ts";

/**
 * What every page of a PDF shows, with positions: for reading a contract we did not make, never for verifying one. Pages
 * rotated, or drawn sideways, come upright. Throws `pdf.encrypted`, `pdf.too_large` (over a limit), `pdf.malformed`.
 */
export function readPdfText(bytes: Bytes, limits: PdfTextLimits = PDF_TEXT_LIMITS): PdfText {
  const source = openSource(bytes, limits);
  const reading: Reading = { source, limits, fonts: new Map(), characters: 0, operators: 0 };
  const pages = shownPages(source, limits.pages).map((page) => upright(showPage(page, reading)));
  return { pages, repaired: source.repaired };
}

/** Turns a page whose text mostly runs sideways so that it can be read. */
function upright(page: PageText): PageText {
  const counts = new Map<string, number>();
  for (const { turn, text } of page.runs)
    counts.set(String(turn), (counts.get(String(turn)) ?? 0) + text.length);
  const level = counts.get("0") ?? 0;
  const turn = ([90, 180, 270] as const).find((each) => (counts.get(String(each)) ?? 0) > 2 * level);
  if (turn === undefined) return page;
  const { width, height } = page;
  const place = (x: number, y: number): readonly [number, number] =>
    turn === 90 ? [y, width - x] : turn === 270 ? [height - y, x] : [width - x, height - y];
  const runs = page.runs.map((run): PageText["runs"][number] => {
    if (run.turn !== turn) return { ...run, turn: "tilted" };
    // a sideways run keeps its height in x1 - x0 and its foot in y
    const length = run.text.length * run.size;
    const [x, y] =
      turn === 90
        ? place(run.x0, run.y - length)
        : turn === 270
          ? place(run.x1, run.y)
          : place(run.x1, run.y);
    return {
      ...run,
      x0: x,
      x1: x + (turn === 180 ? run.x1 - run.x0 : length),
      y: turn === 180 ? y : y,
      turn: 0,
    };
  });
  return {
    ...page,
    width: turn === 180 ? width : height,
    height: turn === 180 ? height : width,
    runs,
    rulings: [],
  };
}
