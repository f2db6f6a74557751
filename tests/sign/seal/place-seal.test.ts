import { describe, expect, it } from "vitest";
import { placeSeal, type ReadPage } from "../../../src/sign/seal/place-seal.ts";

const MM = 72 / 25.4;
const SIZE = { width: 40 * MM, height: 40 * MM };

/** A4 pages with words at x0, y from the top; ten points a character. */
const page = (...words: readonly (readonly [text: string, x0: number, y: number])[]): ReadPage => ({
  width: 595,
  height: 842,
  runs: words.map(([text, x0, y]) => ({ text, x0, x1: x0 + text.length * 10, y, size: 10, turn: 0 })),
});

const middleOf = ([x1, y1, x2, y2]: readonly [number, number, number, number]): [number, number] => [
  (x1 + x2) / 2,
  (y1 + y2) / 2,
];

describe("a seal put on words", () => {
  const pages = [
    page(["甲方（盖章）：", 100, 700], ["乙方（盖章）：", 350, 700]),
    page(["甲方", 100, 500], ["（盖章）：", 120.5, 500.4], ["乙方 （盖 章）：", 350, 640]),
  ];

  it("stands with its middle on their middle", () => {
    const placed = placeSeal(pages, SIZE, { keyword: "甲方（盖章）", nth: 1, offsetMm: [0, 0] });
    expect(placed.page).toBe(0);
    expect(middleOf(placed.rect)).toEqual([expect.closeTo(130, 1), expect.closeTo(842 - 700 + 10 / 3, 1)]);
  });

  it("finds words parted over runs and spaces, the n-th from the front or the end, and moves by millimetres", () => {
    const last = placeSeal(pages, SIZE, { keyword: "甲方（盖章）", nth: -1, offsetMm: [10, -5] });
    expect(last.page).toBe(1);
    expect(middleOf(last.rect)[0]).toBeCloseTo(130.25 + 10 * MM, 0);
    expect(middleOf(last.rect)[1]).toBeCloseTo(842 - 500 + 3.3 - 5 * MM, 0);
    expect(placeSeal(pages, SIZE, { keyword: "乙方（盖章）", nth: 2, offsetMm: [0, 0] }).page).toBe(1);
  });

  it("is moved into the page where it would leave it", () => {
    const edge = [page(["章", 580, 10])];
    expect(placeSeal(edge, SIZE, { keyword: "章", nth: 1, offsetMm: [0, 0] }).rect).toEqual([
      595 - SIZE.width,
      842 - SIZE.height,
      595,
      842,
    ]);
  });

  it("does not stand on words that a reader does not see", () => {
    const [first] = [page(["章", 100, 100])];
    const hidden = { ...first, runs: first?.runs.map((run) => ({ ...run, unseen: "white" })) ?? [] };
    expect(() =>
      placeSeal([{ ...page(), runs: hidden.runs }], SIZE, { keyword: "章", nth: 1, offsetMm: [0, 0] }),
    ).toThrow(expect.objectContaining({ code: "sign.place_missing" }));
  });

  it.each([
    ["丙方", 1],
    ["甲方", 3],
    ["甲方", -3],
    ["甲方", 0],
    ["   ", 1],
  ] as const)("is refused on %s, number %s, and says how often the words stand there", (keyword, nth) => {
    expect(() => placeSeal(pages, SIZE, { keyword, nth, offsetMm: [0, 0] })).toThrow(
      expect.objectContaining({ code: "sign.place_missing" }),
    );
  });
});

describe("a seal put in a corner", () => {
  const pages = [page(), page()];

  it("stands that many millimetres from it, edge to edge", () => {
    const at = (corner: "top-left" | "bottom-right", number: number) =>
      placeSeal(pages, SIZE, { page: number, corner, mm: [20, 30] });
    expect(at("top-left", 1)).toMatchObject({ page: 0 });
    expect(at("top-left", 1).rect[0]).toBeCloseTo(20 * MM);
    expect(at("top-left", 1).rect[3]).toBeCloseTo(842 - 30 * MM);
    expect(at("bottom-right", -1)).toMatchObject({ page: 1 });
    expect(at("bottom-right", -1).rect[1]).toBeCloseTo(30 * MM);
    expect(at("bottom-right", -1).rect[2]).toBeCloseTo(595 - 20 * MM);
  });

  it.each([3, 0, -3])("is refused on page %i of two", (number) => {
    expect(() => placeSeal(pages, SIZE, { page: number, corner: "top-left", mm: [1, 1] })).toThrow(
      expect.objectContaining({ code: "sign.place_missing" }),
    );
  });

  it("is refused where it would leave the page", () => {
    expect(() => placeSeal(pages, SIZE, { page: 1, corner: "top-left", mm: [200, 0] })).toThrow(
      expect.objectContaining({ code: "sign.place_missing" }),
    );
  });
});
