import { assert, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, quarterOf, readQuarter } from "../../src/kit/dates.ts";
import { endedSubsidised, newlyImplemented } from "../../src/report/custody-project.ts";
import { tableOneOf, tableTwoOf } from "../../src/report/quarter-tables.ts";
import { TEN_DAYS_AFTER } from "../../src/kit/report-due.ts";
import { reportDue } from "../../src/report/report-due.ts";
import { project } from "./projects.ts";

const quarter = (text: string) => {
  const read = readQuarter(text);
  if (read === undefined) throw new Error(text);
  return read;
};

describe("rows of table one", () => {
  it("take projects whose custody begins on the first or the last day of the quarter", () => {
    const starts = ["2022-03-31", "2022-04-01", "2022-06-30", "2022-07-01"];
    const rows = newlyImplemented(
      starts.map((termStart) => project({ termStart })),
      quarter("2022Q2"),
    );
    expect(rows.map(({ termStart }) => termStart)).toEqual(["2022-04-01", "2022-06-30"]);
  });

  it("may be taken by the day of signing instead", () => {
    const signedInMarch = project();
    expect(newlyImplemented([signedInMarch], quarter("2022Q1"), "signedOn")).toHaveLength(1);
    expect(newlyImplemented([signedInMarch], quarter("2022Q2"), "signedOn")).toHaveLength(0);
  });

  it("stand in each project's row of exactly one quarter", () => {
    const day = integer({ min: 0, max: 3000 }).map((days) => addDays("2020-01-01", days));
    assert(
      property(day, day, (termStart, other) => {
        const inIt = newlyImplemented([project({ termStart })], quarterOf(other)).length === 1;
        const own = quarterOf(termStart);
        expect(inIt).toBe(own.year === quarterOf(other).year && own.quarter === quarterOf(other).quarter);
      }),
    );
  });
});

describe("rows of table two", () => {
  const ended = project({ termStart: "2021-07-01", termEnd: "2022-06-30", subsidyYear: 2021 });

  it("take all and only projects of the subsidy that ended in the quarter", () => {
    const projects = [
      ended,
      { ...ended, termEnd: "2022-07-01" },
      { ...ended, subsidyYear: null },
      { ...ended, subsidyYear: 2022 },
    ];
    expect(endedSubsidised(projects, quarter("2022Q2"), 2021)).toEqual([ended]);
  });

  it("are the form's data", () => {
    const report = {
      reportingUnit: "石家庄市市场监督管理局",
      quarter: quarter("2022Q2"),
      filledOn: "2022-07-08",
    };
    expect(tableTwoOf([ended], report)).toMatchObject({
      projectYear: 2021,
      quarter: 2,
      rows: [{ termEnd: "2022-06-30" }],
    });
    expect(tableOneOf([ended, project()], report)).toMatchObject({
      year: 2022,
      rows: [{ termStart: "2022-04-01" }],
    });
  });
});

describe("每季度末十日内", () => {
  it.each([
    ["2022Q1", "2022-04-10"],
    ["2022Q2", "2022-07-10"],
    ["2022Q3", "2022-10-10"],
    ["2022Q4", "2023-01-10"],
  ])("%s is due until %s by default", (text, until) => {
    expect(reportDue(quarter(text)).until).toBe(until);
  });

  it.each([
    ["2022Q1", "2022-03-22", "2022-03-31"],
    ["2022Q2", "2022-06-21", "2022-06-30"],
    ["2022Q4", "2022-12-22", "2022-12-31"],
  ])("%s read as the quarter's last ten days is %s to %s", (text, from, until) => {
    const due = reportDue(quarter(text), { ...TEN_DAYS_AFTER, mode: "before" });
    expect(due).toEqual({ from, until, remindOn: from });
  });

  it("in working days leaves out weekends and holidays", () => {
    const holidays = ["2022-10-03", "2022-10-04", "2022-10-05", "2022-10-06", "2022-10-07"];
    const calendar = { holidays, workdays: ["2022-10-08", "2022-10-09"] };
    const rule = { ...TEN_DAYS_AFTER, dayType: "working", calendar } as const;
    expect(reportDue(quarter("2022Q3"), rule).until).toBe("2022-10-19");
  });

  it("may roll from a rest day to the next working day", () => {
    const rule = { ...TEN_DAYS_AFTER, roll: "workday" } as const;
    expect(reportDue(quarter("2022Q2"), rule).until).toBe("2022-07-11");
  });

  it("always leaves the default reading at least ten days, after an early reminder", () => {
    assert(
      property(integer({ min: 2000, max: 2100 }), integer({ min: 1, max: 4 }), (year, number) => {
        const asked = quarter(`${year}Q${number}`);
        const due = reportDue(asked);
        expect(due.remindOn < asked.end && asked.end < due.from && due.from < due.until).toBe(true);
      }),
    );
  });
});
