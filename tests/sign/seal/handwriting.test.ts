import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { captionLines } from "../../../src/sign/seal/appearance.ts";
import { drawHandwriting } from "../../../src/sign/seal/handwriting.ts";
import { rasterOf } from "../../../src/sign/seal/raster.ts";

const MM = 72 / 25.4;

/** A level line with rising pressure, and an upright one. */
const STROKES = [
  Array.from({ length: 40 }, (_, at) => ({ x: at * 5, y: 50, pressure: at / 39 })),
  Array.from({ length: 20 }, (_, at) => ({ x: 100, y: at * 5 })),
];

describe("a hand-written signature", () => {
  it("is as large as a name on paper, whatever the pad's units", () => {
    for (const factor of [0.001, 1, 1000]) {
      const { width, height } = drawHandwriting(
        STROKES.map((stroke) =>
          stroke.map((point) => ({ ...point, x: point.x * factor, y: point.y * factor })),
        ),
      );
      expect(width).toBeLessThanOrEqual(60 * MM + 0.01);
      expect(height).toBeLessThanOrEqual(25 * MM + 0.01);
    }
  });

  it("is thicker where the pen pressed harder", () => {
    const { rgba, columns, rows } = rasterOf(drawHandwriting([STROKES[0] ?? []]), 600);
    const inkIn = (column: number): number => {
      let sum = 0;
      for (let row = 0; row < rows; row += 1) sum += rgba[(row * columns + column) * 4 + 3] ?? 0;
      return sum / 255;
    };
    expect(inkIn(Math.floor(columns * 0.9))).toBeGreaterThan(2 * inkIn(Math.floor(columns * 0.1)));
  });

  it("crossing its own line leaves no hole", () => {
    const picture = drawHandwriting(STROKES);
    const { rgba, columns } = rasterOf(picture, 300);
    const dots = 300 / 72;
    // The strokes' box without the room of the line, in pad units: 195 wide, 95 tall.
    const x = (0.5 * MM + (100 / 195) * (picture.width - MM)) * dots;
    const y = (0.5 * MM + (50 / 95) * (picture.height - MM)) * dots;
    expect(rgba[(Math.floor(y) * columns + Math.floor(x)) * 4 + 3]).toBe(255);
  });

  it("stays inside its box for any strokes", () => {
    const number = fc.double({ min: -500, max: 500, noNaN: true });
    const point = fc.record({ x: number, y: number, pressure: fc.double({ min: 0, max: 1, noNaN: true }) });
    fc.assert(
      fc.property(
        fc.array(fc.array(point, { minLength: 2, maxLength: 20 }), { minLength: 1, maxLength: 5 }),
        (strokes) => {
          const { width, height, shapes } = drawHandwriting(strokes);
          for (const { at } of shapes.flatMap(({ path }) => path)) {
            const [x = 0, y = 0] = at;
            expect(x >= -0.01 && x <= width + 0.01 && y >= -0.01 && y <= height + 0.01).toBe(true);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it.each([
    ["nothing", [], "sign.picture_unreadable"],
    ["one point", [[{ x: 1, y: 1 }]], "sign.picture_unreadable"],
    [
      "points that are no numbers",
      [
        [
          { x: Number.NaN, y: 1 },
          { x: 1, y: 1 },
        ],
      ],
      "sign.picture_unreadable",
    ],
    [
      "more strokes than a hand makes",
      Array.from({ length: 301 }, () => [{ x: 1, y: 1 }]),
      "sign.picture_out_of_bounds",
    ],
  ])("of %s is refused", (_, strokes, code) => {
    expect(() => drawHandwriting(strokes)).toThrow(expect.objectContaining({ code }));
  });
});

describe("the lines of a caption", () => {
  const who = { signer: "赵磊", title: "总经理", signedAt: new Date("2026-11-22T17:30:00Z") };

  it("are signer, office and time, or those that are chosen, in Beijing's day", () => {
    expect(captionLines(who)).toEqual(["签署人：赵磊", "职务：总经理", "时间：2026-11-23 01:30:00"]);
    expect(captionLines(who, ["day", "electronic"])).toEqual([
      "日期：2026年11月23日",
      "电子签署 Signed electronically",
    ]);
    expect(captionLines({ ...who, title: undefined }, ["title", "signer"])).toEqual(["签署人：赵磊"]);
  });
});
