import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SME_CLASSES, SME_INDUSTRIES, smeClass } from "../../src/kit/sme-class.ts";

type Measure = "persons" | "revenue" | "assets";

type Row = {
  readonly industry: string;
  readonly measures: readonly Measure[];
  readonly rows: readonly (readonly number[])[];
};

const row = (
  industry: string,
  measures: readonly Measure[],
  ...rows: readonly (readonly number[])[]
): Row => ({
  industry,
  measures,
  rows,
});

/** The rule's own table once more, written as the rule prints it: 大型, 中型, 小型 from below. */
const TABLE: readonly Row[] = [
  row("农、林、牧、渔业", ["revenue"], [20000], [500], [50]),
  row("工业", ["persons", "revenue"], [1000, 40000], [300, 2000], [20, 300]),
  row("建筑业", ["revenue", "assets"], [80000, 80000], [6000, 5000], [300, 300]),
  row("批发业", ["persons", "revenue"], [200, 40000], [20, 5000], [5, 1000]),
  row("零售业", ["persons", "revenue"], [300, 20000], [50, 500], [10, 100]),
  row("交通运输业", ["persons", "revenue"], [1000, 30000], [300, 3000], [20, 200]),
  row("仓储业", ["persons", "revenue"], [200, 30000], [100, 1000], [20, 100]),
  row("邮政业", ["persons", "revenue"], [1000, 30000], [300, 2000], [20, 100]),
  row("住宿业", ["persons", "revenue"], [300, 10000], [100, 2000], [10, 100]),
  row("餐饮业", ["persons", "revenue"], [300, 10000], [100, 2000], [10, 100]),
  row("信息传输业", ["persons", "revenue"], [2000, 100000], [100, 1000], [10, 100]),
  row("软件和信息技术服务业", ["persons", "revenue"], [300, 10000], [100, 1000], [10, 50]),
  row("房地产开发经营", ["revenue", "assets"], [200000, 10000], [1000, 5000], [100, 2000]),
  row("物业管理", ["persons", "revenue"], [1000, 5000], [300, 1000], [100, 500]),
  row("租赁和商务服务业", ["persons", "assets"], [300, 120000], [100, 8000], [10, 100]),
  row("其他未列明行业", ["persons"], [300], [100], [10]),
];

const figuresOf = (measures: readonly Measure[], values: readonly number[]) =>
  Object.fromEntries(measures.map((measure, at) => [measure, values[at] ?? 0]));

describe("classes by size (国统字〔2017〕213号)", () => {
  it("knows the sixteen industries", () => {
    expect(SME_INDUSTRIES).toEqual(TABLE.map(({ industry }) => industry));
  });

  it.each(TABLE)(
    "$industry: every bound includes its number, one below any of them drops a class",
    ({ industry, measures, rows }) => {
      rows.forEach((bounds, at) => {
        expect(smeClass(industry, figuresOf(measures, bounds))).toBe(SME_CLASSES[at]);
        bounds.forEach((bound, which) => {
          const below = bounds.map((each, index) => (index === which ? bound - 1 : each));
          const reached = smeClass(industry, figuresOf(measures, below));
          expect(SME_CLASSES.indexOf(reached ?? "大型")).toBeGreaterThan(at);
        });
      });
      expect(
        smeClass(
          industry,
          figuresOf(
            measures,
            measures.map(() => 0),
          ),
        ),
      ).toBe("微型");
    },
  );

  it.each([
    ["工业", { persons: 1200, revenue: 1500 }, "小型"],
    ["工业", { persons: 20, revenue: 299 }, "微型"],
    ["软件和信息技术服务业", { persons: 9, revenue: 5000 }, "微型"],
  ] as const)("%s of %o is %s", (industry, figures, expected) => {
    expect(smeClass(industry, figures)).toBe(expected);
  });

  it("more of anything never makes a smaller class", () => {
    const figure = fc.integer({ min: 0, max: 250_000 });
    fc.assert(
      fc.property(
        fc.constantFrom(...TABLE),
        figure,
        figure,
        figure,
        fc.nat(5000),
        ({ industry }, persons, revenue, assets, more) => {
          const rank = (extra: number): number =>
            SME_CLASSES.indexOf(
              smeClass(industry, {
                persons: persons + extra,
                revenue: revenue + extra,
                assets: assets + extra,
              }) ?? "微型",
            );
          expect(rank(more)).toBeLessThanOrEqual(rank(0));
        },
      ),
    );
  });

  it("an unknown industry and a figure that is not given have no class", () => {
    expect(smeClass("采矿", { persons: 1 })).toBeUndefined();
    expect(smeClass("工业", { persons: 1000 })).toBeUndefined();
    expect(smeClass("其他未列明行业", { persons: 10 })).toBe("小型");
  });
});
