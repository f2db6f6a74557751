import { z } from "zod";

/** A clause as it stands in one version: its heading, and its paragraphs. */
export const TemplateClause = z
  .strictObject({ heading: z.string(), texts: z.array(z.string()) })
  .meta({ id: "TemplateClause" });
export type TemplateClause = z.infer<typeof TemplateClause>;

/** One clause that is not the same. `renumbered`: only its number changed. */
export const ClauseChange = z
  .strictObject({
    change: z.enum(["added", "removed", "changed", "renumbered"]),
    heading: z.string().describe("新版的标题；已删去的为旧版的"),
    before: TemplateClause.nullable(),
    after: TemplateClause.nullable(),
    removed: z.array(z.string()).describe("旧版有而新版没有的段落"),
    added: z.array(z.string()).describe("新版有而旧版没有的段落"),
  })
  .meta({ id: "ClauseChange" });
export type ClauseChange = z.infer<typeof ClauseChange>;

/** What changed from one version of a template to another, clause by clause, in the order of the newer one. */
export const TemplateDifference = z
  .strictObject({
    before: z.string().describe("旧版的 SHA-256"),
    after: z.string().describe("新版的 SHA-256"),
    same: z.int().describe("没有变化的条款数"),
    changes: z.array(ClauseChange),
  })
  .meta({ id: "TemplateDifference" });
export type TemplateDifference = z.infer<typeof TemplateDifference>;
