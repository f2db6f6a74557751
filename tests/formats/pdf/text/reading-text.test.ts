import { array, assert, boolean, constantFrom, integer, property, record, string } from "fast-check";
import { describe, expect, it } from "vitest";
import type { PageText, Ruling, TextRun } from "../../../../src/formats/pdf/text/page-text.ts";
import { readingText } from "../../../../src/formats/pdf/text/reading-text.ts";

const run = (text: string, x0: number, y: number, more: Partial<TextRun> = {}): TextRun => {
  const { size = 12 } = more;
  return { text, x0, x1: x0 + text.length * size, y, size, turn: 0, ...more };
};
const page = (runs: readonly TextRun[], rulings: readonly Ruling[] = []): PageText => ({
  width: 600,
  height: 840,
  runs,
  rulings,
  pictures: [],
  shapes: [],
  unread: false,
});
const level = (at: number, from: number, to: number): Ruling => ({ level: true, at, from, to });
const upright = (at: number, from: number, to: number): Ruling => ({ level: false, at, from, to });
const blocksOf = (...pages: readonly PageText[]) =>
  readingText({ pages, repaired: false }).map(({ blocks }) => blocks);
const full = "甲方应当在本合同签订之日起十个工作日内向乙方支付全部服务费用共计三万六千元";

describe("reading text", () => {
  it("joins a line that reaches the edge with the next, and begins anew where the next is indented", () => {
    const [blocks] = blocksOf(
      page([
        run(full, 96, 100),
        run("整。", 72, 124),
        run(full.slice(2), 96, 148),
        run("又起一段。", 96, 172),
      ]),
    );
    expect(blocks).toEqual([
      { kind: "paragraph", cells: [`${full}整。`] },
      { kind: "paragraph", cells: [full.slice(2)] },
      { kind: "paragraph", cells: ["又起一段。"] },
    ]);
  });

  it("reads a table by rows, a wrapped cell as one, a cell over several rows with the first of them", () => {
    const rulings = [
      level(100, 50, 400),
      level(130, 120, 400),
      level(180, 50, 400),
      upright(50, 100, 180),
      upright(120, 100, 180),
      upright(200, 100, 180),
      upright(400, 100, 180),
      // Words underlined inside a cell are no table of their own.
      level(172, 210, 260),
    ];
    const [blocks] = blocksOf(
      page(
        [
          run("甲方", 70, 145),
          run("名称", 130, 120),
          run("某公司", 210, 120),
          run("住所", 130, 155),
          run("河北省石家庄市裕华区槐安东路一号", 204, 148),
          run("二楼", 210, 170),
        ],
        rulings,
      ),
    );
    expect(blocks).toEqual([
      { kind: "row", cells: ["甲方", "名称", "某公司"] },
      { kind: "row", cells: ["住所", "河北省石家庄市裕华区槐安东路一号二楼"] },
    ]);
  });

  it("sets apart what runs along the margins of the pages, and keeps it", () => {
    const made = [1, 2, 3].map((n) =>
      page([run("某合同", 72, 40), run(`正文${"甲乙丙"[n - 1]}`, 72, 300), run(`第${n}页`, 280, 800)]),
    );
    expect(blocksOf(...made)[1]).toEqual([
      { kind: "margin", cells: ["某合同"] },
      { kind: "paragraph", cells: ["正文乙"] },
      { kind: "margin", cells: ["第2页"] },
    ]);
  });

  it("does not give out what no reader of the page can see", () => {
    const [blocks] = blocksOf(page([run("看得见", 72, 100), run("白字", 72, 130, { unseen: "white" })]));
    expect(blocks).toEqual([{ kind: "paragraph", cells: ["看得见"] }]);
  });

  it("puts columns without rulings side by side, and writing that is not level last", () => {
    const [blocks] = blocksOf(
      page([
        run("甲方（签章）", 72, 100),
        run("乙方（签章）", 330, 100),
        run("样本", 300, 90, { turn: "tilted" }),
      ]),
    );
    expect(blocks).toEqual([
      { kind: "row", cells: ["甲方（签章）", "乙方（签章）"] },
      { kind: "margin", cells: ["样本"] },
    ]);
  });

  it("loses nothing that is seen and adds nothing, whatever stands where", () => {
    const anyRun = record({
      text: string({ minLength: 1, maxLength: 6, unit: constantFrom("甲", "乙", "a", "7", "，") }),
      x0: integer({ min: -20, max: 620 }),
      y: integer({ min: -20, max: 860 }),
      size: integer({ min: 4, max: 40 }),
    });
    const anyRuling = record({
      level: boolean(),
      at: integer({ min: 0, max: 840 }),
      from: integer({ min: 0, max: 300 }),
      to: integer({ min: 300, max: 840 }),
    });
    const lettersOf = (texts: readonly string[]): string =>
      Array.from(texts.join("").replaceAll(/\s/gu, "")).toSorted().join("");
    assert(
      property(array(anyRun, { maxLength: 40 }), array(anyRuling, { maxLength: 12 }), (given, rulings) => {
        const runs = given.map(({ text, x0, y, size }) => run(text, x0, y, { size }));
        const read = blocksOf(page(runs, rulings)).flat();
        expect(lettersOf(read.flatMap(({ cells }) => cells))).toBe(lettersOf(runs.map(({ text }) => text)));
      }),
    );
  });
});
