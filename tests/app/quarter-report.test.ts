import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { acceptFiling } from "../../src/app/accept-filing.ts";
import { filedProjects } from "../../src/app/forms/filed-projects.ts";
import { quarterReport, quarterTableFile } from "../../src/app/forms/quarter-report.ts";
import { mainJob, submittedFiling } from "./main-job.ts";
import { demoHouse, draftV1 } from "./test-house.ts";

/** A bureau with two filed contracts and one that is not filed yet. */
async function demo() {
  const made = await demoHouse();
  const { house, callers } = made;
  await mainJob(house, callers);
  const second = await submittedFiling(house, callers, { contractNo: "YH-TG-2022-0099" });
  await acceptFiling(house, callers.bureau, { id: second.id });
  await submittedFiling(house, callers, { contractNo: "YH-TG-2022-0100" });
  return made;
}

describe("a bureau's quarterly report from its register", () => {
  it("holds what was filed with it, and nothing that is not filed yet", async () => {
    const { house } = await demo();
    const { term } = draftV1() as { term: { start: string; end: string } };
    expect(await filedProjects(house, "130100")).toMatchObject([
      { termStart: term.start, termEnd: term.end, firstSigning: true, subsidyYear: null },
      { termStart: term.start, termEnd: term.end },
    ]);
    expect(await filedProjects(house, "130200")).toEqual([]);
  });

  it("puts each contract into the quarter in which custody begins", async () => {
    const { house, callers } = await demo();
    const second = await quarterReport(house, callers.bureau, { quarter: "2022Q2" });
    expect(second).toMatchObject({
      authority_code: "130100",
      due_from: "2022-07-01",
      due_until: "2022-07-10",
      table_1: { year: 2022, quarter: 2, rows: [{ termStart: "2022-04-01" }, {}] },
      table_2: { rows: [] },
    });
    const third = await quarterReport(house, callers.bureau, { quarter: "2022Q3" });
    expect(third.table_1.rows).toEqual([]);
  });

  it("comes as Word, PDF and spreadsheet", async () => {
    const { house, callers } = await demo();
    const of = (format: "docx" | "pdf" | "xlsx") =>
      quarterTableFile(house, callers.bureau, {
        quarter: "2022Q2",
        table: "hebei-quarter-table-1",
        format,
      });
    const pdf = await of("pdf");
    const text = execFileSync("pdftotext", ["-", "-"], { input: pdf.bytes, encoding: "utf8" });
    expect(text.replaceAll(/\s/g, "")).toContain("河北云衡知识产权代理有限公司");
    expect([...(await of("xlsx")).bytes.subarray(0, 2)]).toEqual([0x50, 0x4b]);
    expect((await of("docx")).fileName).toMatch(/2022Q2.*\.docx$/);
  });

  it("is refused to everybody but a bureau, and for a quarter or table there is none of", async () => {
    const { house, callers } = await demo();
    await expect(quarterReport(house, callers.agency, { quarter: "2022Q3" })).rejects.toMatchObject({
      code: "app.role_missing",
    });
    await expect(quarterReport(house, callers.bureau, { quarter: "2022Q5" })).rejects.toMatchObject({
      code: "form.wrong_quarter",
    });
    const wrong = { quarter: "2022Q3", table: "hebei-agency-registration", format: "pdf" } as const;
    await expect(quarterTableFile(house, callers.bureau, wrong)).rejects.toMatchObject({
      code: "form.unknown",
    });
  });
});
