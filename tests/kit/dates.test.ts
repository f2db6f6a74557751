import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  chineseDate,
  dayInShanghai,
  daysBetween,
  daysInMonth,
  isCalendarDay,
  quarterOf,
  readDay,
  readInstant,
  readQuarter,
  rollToWorkday,
  timeInShanghai,
} from "../../src/kit/dates.ts";

const day = fc
  .date({ min: new Date("1950-01-01"), max: new Date("2150-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** Counts forward a day at a time until the month has changed `months` times, then to the corresponding or last day. */
function byCounting(start: string, months: number): string {
  let at = start;
  let left = months;
  while (left > 0) {
    const next = addDays(at, 1);
    if (next.slice(0, 7) !== at.slice(0, 7)) left -= 1;
    at = next;
  }
  const wanted = start.slice(8);
  while (at.slice(8) < wanted && addDays(at, 1).slice(0, 7) === at.slice(0, 7)) at = addDays(at, 1);
  return at;
}

describe("calendar days", () => {
  it.each(["2022-03-15", "2024-02-29", "2000-02-29", "2022年3月15日", "2022年03月15日"])(
    "%s is a day",
    (text) => expect(readDay(text)).toBeDefined(),
  );
  it.each([
    "2022-02-30",
    "2023-02-29",
    "1900-02-29",
    "2022-13-01",
    "2022-00-10",
    "2022-3-15",
    "2022/03/15",
    "20220315",
    "",
    null,
    "2022-03-15T00:00:00Z",
  ])("%s is none", (text) => expect(readDay(text)).toBeUndefined());

  it("a day that exists is the day JavaScript counts to", () => {
    fc.assert(
      fc.property(day, (text) => {
        expect(isCalendarDay(text)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2150 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        expect(daysInMonth(year, month)).toBe(new Date(Date.UTC(year, month, 0)).getUTCDate());
      }),
    );
  });

  it("is written as people write it", () => {
    expect(chineseDate("2022-03-05")).toBe("2022年3月5日");
  });
});

describe("periods of months (民法典 201–203)", () => {
  it.each([
    ["2022-01-31", 1, "2022-02-28"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2022-05-31", 1, "2022-06-30"],
    ["2022-02-28", 1, "2022-03-28"],
    ["2022-12-15", 1, "2023-01-15"],
    ["2022-03-15", 12, "2023-03-15"],
    ["2024-02-29", 12, "2025-02-28"],
    ["2022-03-31", -1, "2022-02-28"],
  ])("%s and %s months is %s", (start, months, end) => {
    expect(addMonths(start, months)).toBe(end);
  });

  it("end where counting day by day ends", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 30 }), (start, months) => {
        expect(addMonths(start, months)).toBe(byCounting(start, months));
      }),
    );
  });

  it("roll over rest days to the next working day", () => {
    const calendar = { holidays: ["2022-04-04", "2022-04-05"], workdays: ["2022-04-02"] };
    expect(rollToWorkday("2022-04-02", calendar)).toBe("2022-04-02");
    expect(rollToWorkday("2022-04-03", calendar)).toBe("2022-04-06");
    expect(rollToWorkday("2022-04-09", calendar)).toBe("2022-04-11");
  });

  it("days added are days between", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -4000, max: 4000 }), (start, count) => {
        expect(daysBetween(start, addDays(start, count))).toBe(count);
      }),
    );
  });
});

describe("instants and quarters", () => {
  it("an instant before midnight in Shanghai is that day, after it the next", () => {
    expect(dayInShanghai(new Date("2022-03-14T15:59:59Z"))).toBe("2022-03-14");
    expect(dayInShanghai(new Date("2022-03-14T16:00:00Z"))).toBe("2022-03-15");
    expect(timeInShanghai(new Date("2022-03-14T16:00:00Z"))).toBe("2022-03-15 00:00:00");
  });

  it.each([
    "2022-03-15T10:00:00",
    "2022-02-30T10:00:00Z",
    "2022-03-15T25:00:00Z",
    "2022-03-15",
    "",
    "2022-03-15T10:00:00+99:00",
  ])("%s is no instant", (text) => expect(readInstant(text)).toBeUndefined());

  it("a day lies in its quarter, and only in it", () => {
    fc.assert(
      fc.property(day, (text) => {
        const quarter = quarterOf(text);
        expect(quarter.start <= text && text <= quarter.end).toBe(true);
        expect(quarterOf(addDays(quarter.end, 1)).start).toBe(addDays(quarter.end, 1));
        expect(readQuarter(`${quarter.year}Q${quarter.quarter}`)).toEqual(quarter);
      }),
    );
    expect(readQuarter("2022Q5")).toBeUndefined();
  });
});
