import { readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { type Font, readFont } from "../../src/formats/fonts/read-font.ts";
import { requireTool } from "../tools.ts";
import { docxOf } from "./docx-of.ts";
import { charactersOf, layOut, withPdf } from "./lay-out.ts";

const FAMILIES = {
  song: "宋体",
  fangsong: "仿宋_GB2312",
  hei: "黑体",
  kai: "楷体_GB2312",
  xiaobiaosong: "方正小标宋简体",
  serif: "Times New Roman",
} as const;
const SIZE = 18;
const DPI = 144;
const SCALE = DPI / 72;

type Picture = { readonly width: number; readonly height: number; readonly pixels: Uint8Array };

/** Renders page by page as grey pictures (PGM). */
function pictures(pdf: Uint8Array, pages: number): readonly Picture[] {
  return withPdf(pdf, (path) =>
    Array.from({ length: pages }, (_, page) => {
      const pgm = execFileSync(
        requireTool("pdftoppm"),
        ["-r", String(DPI), "-gray", "-f", String(page + 1), "-l", String(page + 1), path],
        { maxBuffer: 100_000_000 },
      );
      const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.subarray(0, 40).toString("latin1"));
      return {
        width: Number(head?.[1]),
        height: Number(head?.[2]),
        pixels: new Uint8Array(pgm.subarray(head?.[0].length ?? 0)),
      };
    }),
  );
}

/** Bounds of an outline, from the font in templates (not the subset that was embedded). */
function bounds(font: Font, glyph: number): { x1: number; y1: number; x2: number; y2: number } {
  const box = { x1: Infinity, y1: Infinity, x2: -Infinity, y2: -Infinity };
  const see = (x: number, y: number): void => {
    box.x1 = Math.min(box.x1, x);
    box.y1 = Math.min(box.y1, y);
    box.x2 = Math.max(box.x2, x);
    box.y2 = Math.max(box.y2, y);
  };
  font.outline(glyph, {
    moveTo: see,
    lineTo: see,
    close: () => undefined,
    quadraticTo: (cx, cy, x, y) => (see((cx + x) / 2, (cy + y) / 2), see(x, y)),
  });
  return box;
}

/** Bounds of the ink in a part of a picture, in pixels. */
function inkBounds(
  picture: Picture,
  cell: { x1: number; y1: number; x2: number; y2: number },
): { x1: number; y1: number; x2: number; y2: number } | undefined {
  let found: { x1: number; y1: number; x2: number; y2: number } | undefined;
  for (let y = Math.max(0, Math.floor(cell.y1)); y < Math.min(picture.height, cell.y2); y += 1) {
    for (let x = Math.max(0, Math.floor(cell.x1)); x < Math.min(picture.width, cell.x2); x += 1) {
      if ((picture.pixels[y * picture.width + x] ?? 255) > 200) continue;
      found =
        found === undefined
          ? { x1: x, y1: y, x2: x + 1, y2: y + 1 }
          : {
              x1: Math.min(found.x1, x),
              y1: Math.min(found.y1, y),
              x2: Math.max(found.x2, x + 1),
              y2: Math.max(found.y2, y + 1),
            };
    }
  }
  return found;
}

/** Characters, set far apart in one family, whose ink is not where their outline is. */
async function badlyInked(role: keyof typeof FAMILIES, text: string): Promise<readonly string[]> {
  const family = FAMILIES[role];
  const run = `<w:rPr><w:rFonts w:ascii="${family}" w:hAnsi="${family}" w:eastAsia="${family}" w:hint="eastAsia"/><w:spacing w:val="160"/><w:sz w:val="${SIZE * 2}"/></w:rPr>`;
  const body = `<w:p><w:pPr><w:spacing w:line="720" w:lineRule="exact"/><w:autoSpaceDE w:val="0"/></w:pPr><w:r>${run}<w:t>${text}</w:t></w:r></w:p>`;
  const { pdf, pages } = await layOut(docxOf(body));
  const font = readFont(
    new Uint8Array(readFileSync(new URL(`../../templates/fonts/${role}.ttf`, import.meta.url))),
  );
  const seen = charactersOf(pdf);
  expect(seen.map((each) => each.character).join("")).toBe(text);
  const shown = pictures(pdf, pages);
  return seen
    .filter(({ page, character, x, y }) => {
      const box = bounds(font, font.glyphOf(character.codePointAt(0) ?? 0));
      const unit = (SIZE / font.metrics.unitsPerEm) * SCALE;
      const wanted = {
        x1: x * SCALE + box.x1 * unit,
        x2: x * SCALE + box.x2 * unit,
        y1: y * SCALE - box.y2 * unit,
        y2: y * SCALE - box.y1 * unit,
      };
      const ink = inkBounds(shown[page] ?? { width: 0, height: 0, pixels: new Uint8Array(0) }, {
        x1: wanted.x1 - 4,
        y1: wanted.y1 - 4,
        x2: wanted.x2 + 4,
        y2: wanted.y2 + 4,
      });
      if (ink === undefined) return true;
      return (
        Math.max(
          Math.abs(ink.x1 - wanted.x1),
          Math.abs(ink.x2 - wanted.x2),
          Math.abs(ink.y1 - wanted.y1),
          Math.abs(ink.y2 - wanted.y2),
        ) > 2.5
      );
    })
    .map((each) => each.character);
}

describe("ink", () => {
  for (const role of ["song", "fangsong", "hei", "kai", "xiaobiaosong"] as const) {
    it(`every glyph of an eleven-character title in ${role} is really drawn`, async () => {
      expect(await badlyInked(role, "知识产权托管服务合同书")).toEqual([]);
    });
  }

  it("every glyph of a Latin line in serif is really drawn, composites included", async () => {
    expect(await badlyInked("serif", "AbgéàüÑ0123456789%@")).toEqual([]);
  });

  it("every distinct glyph of the sample contract is really drawn in each Chinese font", async () => {
    const sample = await layOut(
      new Uint8Array(readFileSync(new URL("sample-contract.docx", import.meta.url))),
    );
    const distinct = [...new Set(charactersOf(sample.pdf).map((each) => each.character))]
      .filter((character) => /\p{Script=Han}/u.test(character))
      .join("");
    expect(distinct.length).toBeGreaterThan(400);
    for (const role of ["song", "fangsong"] as const) expect(await badlyInked(role, distinct)).toEqual([]);
  });
});
