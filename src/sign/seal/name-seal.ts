import { squareFrame } from "./figures.ts";
import { centredLine } from "./line-text.ts";
import type { SealPicture } from "./picture.ts";
import { inRed, sampleIn } from "./seal-ink.ts";
import { charactersOf, type SealFonts, type SealSpec } from "./spec.ts";

/** Side of a 法定代表人名章, mm. */
const SIDE = 20;
/** With 样章 under it. */
const SIDE_WITH_SAMPLE = 27.4;

/** 20 mm square, columns from the right, filled up with 之印 or 印; 样章 stands under it where that is due. */
export function drawNameSeal(spec: SealSpec, { song }: SealFonts): SealPicture {
  const characters = charactersOf(spec.name);
  const { columns, rows } = gridFor(characters.length);
  const filling = columns * rows - characters.length === 2 ? ["之", "印"] : ["印"];
  const cells = [...characters, ...filling].slice(0, columns * rows);
  const room = SIDE - 2 * 1.7;
  const width = room / columns;
  const height = room / rows;
  const glyphs = cells.flatMap((character, index) =>
    centredLine(song, character, {
      x: room / 2 - (Math.floor(index / rows) + 0.5) * width,
      y: room / 2 - ((index % rows) + 0.5) * height,
      width: width * 0.98,
      height: height * 0.98,
      pitch: 0,
    }),
  );
  const path = [...squareFrame(SIDE, 1), ...glyphs];
  if (spec.standing === "registered") return inRed(path, { width: SIDE, height: SIDE, scale: 1 });
  const sample = sampleIn(song, { x: 0, y: -12.1, width: 2.9, height: 2.9, pitch: 3.3 });
  return inRed([...path, ...sample], { width: SIDE, height: SIDE_WITH_SAMPLE, scale: 1 });
}

function gridFor(length: number): { columns: number; rows: number } {
  if (length <= 4) return { columns: 2, rows: 2 };
  return length <= 6 ? { columns: 2, rows: 3 } : { columns: 3, rows: 3 };
}
