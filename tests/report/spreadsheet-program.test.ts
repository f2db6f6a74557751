import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { QuarterTableOne, QuarterTableTwo } from "../../schemas/forms/hebei/quarter-tables.ts";
import { formOf } from "../../schemas/forms/index.ts";
import { tableOneWorkbook, tableTwoWorkbook } from "../../src/report/quarter-workbook.ts";
import { hasTools } from "../tools.ts";

const one = QuarterTableOne.parse(formOf("hebei-quarter-table-1")?.sample);
const two = QuarterTableTwo.parse(formOf("hebei-quarter-table-2")?.sample);

/** Every text that a table holds, at any depth. */
const textsOf = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(textsOf) : [];
};

const bare = (text: string): string => text.replaceAll(/[\s"]/g, "");
/** Days are printed as the forms print them. */
const printed = (text: string): string =>
  bare(text).replace(/^(\d{4})-0?(\d+)-0?(\d+)$/, (_, year, month, day) => `${year}年${month}月${day}日`);

describe.runIf(hasTools("soffice"))("what a spreadsheet program makes of the quarterly tables", () => {
  const folder = mkdtempSync(join(tmpdir(), "zhiqi-sheets-"));
  const trick = { ...one, rows: [{ ...one.rows[0], agency: "=1+1" }] };

  beforeAll(async () => {
    const sheets = {
      one: await tableOneWorkbook(one),
      two: await tableTwoWorkbook(two),
      trick: await tableOneWorkbook(QuarterTableOne.parse(trick)),
    };
    for (const [name, bytes] of Object.entries(sheets)) writeFileSync(join(folder, `${name}.xlsx`), bytes);
    const files = Object.keys(sheets).map((name) => join(folder, `${name}.xlsx`));
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const utf8 = "csv:Text - txt - csv (StarCalc):44,34,76,1";
    const rest = ["--headless", "--convert-to", utf8, "--outdir", folder, ...files];
    execFileSync("soffice", [profile, ...rest], { stdio: "ignore" });
  }, 180_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const shown = (name: string): string => bare(readFileSync(join(folder, `${name}.csv`), "utf8"));

  it.each([
    ["one", one.rows],
    ["two", two.rows],
  ])("opens table %s and shows every text of its rows", (name, rows) => {
    const missing = textsOf(rows).filter((text) => !shown(name).includes(printed(text)));
    expect(textsOf(rows).length).toBeGreaterThan(3);
    expect(missing).toEqual([]);
  });

  it("shows a name that looks like a formula, and calculates nothing", () => {
    expect(shown("trick")).toContain("=1+1");
  });
});
