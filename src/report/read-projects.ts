import { z } from "zod";
import { QuarterTableTwo } from "../../schemas/forms/hebei/quarter-tables.ts";
import { isCalendarDay } from "../kit/dates.ts";
import { pointerStep } from "../kit/json-value.ts";
import type { CustodyProject } from "./custody-project.ts";
import { ReportError } from "./report-error.ts";

const Day = z.string().refine(isCalendarDay, "日期写作 2022-03-28，并且是日历上有的日期");
const { supervision, evaluation, renewed } = QuarterTableTwo.shape.rows.unwrap().element.shape;

/** A bureau's list of custody projects as a file. */
const Projects = z.strictObject({
  reportingUnit: z.string().min(1).max(120).optional().describe("填报单位；没有时按机关代码"),
  projects: z
    .array(
      z.strictObject({
        agency: z.string().min(1).max(120),
        enterprise: z.string().min(1).max(120),
        signedOn: Day,
        termStart: Day,
        termEnd: Day,
        firstSigning: z.boolean(),
        subsidyYear: z.int().min(2000).max(2999).nullable().default(null),
        supervision,
        evaluation,
        renewed,
      }),
    )
    .max(20_000),
});

/** The list of custody projects in a file. Throws `report.wrong_projects` with every defect and its place. */
export function readProjects(json: unknown): {
  readonly reportingUnit: string | undefined;
  readonly projects: readonly CustodyProject[];
} {
  const parsed = Projects.safeParse(json);
  if (parsed.success) return { reportingUnit: parsed.data.reportingUnit, projects: parsed.data.projects };
  throw new ReportError("report.wrong_projects", "托管项目清单不符合要求，请按逐项的说明改正", {
    problems: parsed.error.issues.slice(0, 100).map(({ path, code, message }) => ({
      pointer: path.map((step) => pointerStep(String(step))).join(""),
      code,
      detail: message,
    })),
  });
}
