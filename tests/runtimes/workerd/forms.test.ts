import { describe, expect, it } from "vitest";
import { QuarterTableOne, QuarterTableTwo } from "../../../schemas/forms/hebei/quarter-tables.ts";
import { FORMS, formOf } from "../../../schemas/forms/index.ts";
import { checkForm } from "../../../src/completeness/forms/check-form.ts";
import { tableOneWorkbook, tableTwoWorkbook } from "../../../src/report/quarter-workbook.ts";

describe("forms in workerd", () => {
  it("judges every sample as ready", () => {
    for (const form of FORMS)
      expect(checkForm(form, form.schema.parse(form.sample), { asOf: "2026-11-20" }).verdict, form.id).toBe(
        "ready",
      );
  });

  it("writes both quarterly tables as spreadsheets, a hundred and eighty rows of them", async () => {
    const one = await tableOneWorkbook(QuarterTableOne.parse(formOf("hebei-quarter-table-1")?.sample));
    const sample = QuarterTableTwo.parse(formOf("hebei-quarter-table-2")?.sample);
    const rows = Array.from({ length: 180 }, () => sample.rows[0] ?? {});
    const two = await tableTwoWorkbook(QuarterTableTwo.parse({ ...sample, rows }));
    for (const xlsx of [one, two]) expect([xlsx[0], xlsx[1]]).toEqual([0x50, 0x4b]);
  });
});
