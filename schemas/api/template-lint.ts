import { z } from "zod";
import { Variant } from "../contract.ts";

/** Where in a template something stands. Counts begin at 1, as a reader counts. */
export const TemplatePlace = z
  .strictObject({
    part: z.string().describe("DOCX 部件，例如 word/document.xml、word/header1.xml"),
    paragraph: z.int().min(1).nullable().describe("部件中的第几段，表格里的段落也数"),
    run: z.int().min(1).nullable().describe("段中的第几个文字块（Word 的 run）"),
    cell: z
      .strictObject({ table: z.int().min(1), row: z.int().min(1), column: z.int().min(1) })
      .nullable()
      .describe("第几张表、第几行、第几格；不在表格中为 null"),
    snippet: z.string().describe("这里的文字，最多 60 个字"),
  })
  .meta({ id: "TemplatePlace" });
export type TemplatePlace = z.infer<typeof TemplatePlace>;

/** What lint can find. Public: never renamed, only retired. */
export const LintCode = z.enum([
  "template.unknown_field",
  "template.unknown_function",
  "template.unknown_loop_variable",
  "template.unused_loop_variable",
  "template.unclosed_command",
  "template.unopened_command",
  "template.unclosed_block",
  "template.unopened_block",
  "template.crossed_blocks",
  "template.block_across_cells",
  "template.wrong_kind",
  "template.split_command",
  "template.smart_quotes",
  "template.full_width_signs",
  "template.namespace_missing",
  "template.refused_code",
  "template.not_filled_here",
  "template.seat_missing",
  "template.seat_twice",
  "template.seat_unknown",
  "template.seat_in_loop",
  "template.element_not_covered",
  "template.tracked_changes",
  "template.comments_left",
]);
export type LintCode = z.infer<typeof LintCode>;

/** One thing wrong with a template. Errors forbid publishing; warnings do not; notes are only told. */
export const LintProblem = z
  .strictObject({
    code: LintCode,
    severity: z.enum(["error", "warning", "note"]),
    message: z.string(),
    fix: z.string(),
    command: z.string().nullable().describe("所在的命令，不含花括号"),
    nearest: z.string().nullable().describe("名称最相近的那个"),
    rules: z.array(z.string()).describe("涉及的要素规则编号"),
    place: TemplatePlace,
  })
  .meta({ id: "LintProblem" });
export type LintProblem = z.infer<typeof LintProblem>;

/** What lint says of one template. `clean`: nothing but notes; `errors`: it cannot be published. */
export const LintReport = z
  .strictObject({
    sha256: z.string(),
    variant: Variant.nullable(),
    form: z.string().nullable(),
    verdict: z.enum(["clean", "warnings", "errors"]),
    commands: z.int().describe("模板里的命令数"),
    seats: z.array(z.string()).describe("签章处，例如 甲方"),
    problems: z.array(LintProblem),
    more: z.int().min(0).describe("没有列出的问题数；最多列 500 个"),
  })
  .meta({ id: "LintReport" });
export type LintReport = z.infer<typeof LintReport>;
