import { z } from "zod";
import { CheckReport } from "../check-report.ts";
import { QuarterTableOne, QuarterTableTwo } from "../forms/hebei/quarter-tables.ts";

const day = z.iso.date();

/** What a bureau has to report on a quarter, drawn from its own register. */
export const QuarterReportView = z
  .object({
    quarter: z.string().describe("2022Q2"),
    authority_code: z.string(),
    due_from: day,
    due_until: day.describe("“每季度末十日内”：季度结束后的十个自然日"),
    table_1: QuarterTableOne.describe("表一：本季度新实施的托管项目"),
    table_2: QuarterTableTwo.describe("表二：补助项目中本季度内结束托管期的企业；监督、评估由机关填写"),
    checks: z.array(CheckReport).describe("两张表还缺什么"),
  })
  .meta({ id: "QuarterReport" });
export type QuarterReportView = z.infer<typeof QuarterReportView>;
