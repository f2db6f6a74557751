import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween, quarterOf, readQuarter } from "../../src/kit/dates.ts";
import { reportWindow, TEN_DAYS_AFTER } from "../../src/kit/report-due.ts";

const windowOf = (text: string, more: object = {}) => {
  const quarter = readQuarter(text);
  if (quarter === undefined) throw new Error(`no quarter ${text}`);
  return reportWindow(quarter, { ...TEN_DAYS_AFTER, ...more });
};

describe("when a quarterly report is due", () => {
  it.each([
    ["2022Q1", "2022-04-01", "2022-04-10"],
    ["2022Q2", "2022-07-01", "2022-07-10"],
    ["2022Q3", "2022-10-01", "2022-10-10"],
    ["2022Q4", "2023-01-01", "2023-01-10"],
  ])("ten days after %s are %s to %s", (quarter, from, until) => {
    expect(windowOf(quarter)).toEqual({ from, until });
  });

  it.each([
    ["2022Q1", "2022-03-22", "2022-03-31"],
    ["2022Q2", "2022-06-21", "2022-06-30"],
    ["2022Q3", "2022-09-21", "2022-09-30"],
    ["2022Q4", "2022-12-22", "2022-12-31"],
  ])("the last ten days of %s are %s to %s", (quarter, from, until) => {
    expect(windowOf(quarter, { mode: "before" })).toEqual({ from, until });
  });

  it("ten working days pass weekends and holidays, and count weekends that are worked", () => {
    expect(windowOf("2022Q1", { dayType: "working" }).until).toBe("2022-04-14");
    const calendar = { holidays: ["2022-04-04", "2022-04-05"], workdays: ["2022-04-02"] };
    expect(windowOf("2022Q1", { dayType: "working", calendar }).until).toBe("2022-04-15");
  });

  it("a last day that is a rest day rolls only where the place says so", () => {
    expect(windowOf("2022Q1").until).toBe("2022-04-10");
    expect(windowOf("2022Q1", { roll: "workday" }).until).toBe("2022-04-11");
  });

  it("a window is as long as it says, beside or inside its quarter, on any day of any year", () => {
    const days = fc.integer({ min: 0, max: 60_000 }).map((count) => addDays("1950-01-01", count));
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), (day, length) => {
        const quarter = quarterOf(day);
        const after = reportWindow(quarter, { ...TEN_DAYS_AFTER, days: length });
        expect(daysBetween(quarter.end, after.until)).toBe(length);
        const before = reportWindow(quarter, { ...TEN_DAYS_AFTER, days: length, mode: "before" });
        expect(daysBetween(before.from, before.until)).toBe(length - 1);
        expect(before.from >= quarter.start).toBe(true);
      }),
    );
  });
});
