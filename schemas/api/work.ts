import { z } from "zod";

/** What is done later and is not done yet. An operator's view: it names records, never people. */
export const WorkView = z
  .object({
    id: z.string(),
    kind: z.string(),
    subject: z.string(),
    state: z.enum(["waiting", "running", "failing"]),
    attempts: z.int(),
    next_attempt_at: z.string(),
    code: z.string().nullable().describe("of the last failure"),
  })
  .meta({ id: "Work" });
export type WorkView = z.infer<typeof WorkView>;

export const WorkList = z.object({ data: z.array(WorkView), more: z.boolean() }).meta({ id: "WorkList" });
export type WorkList = z.infer<typeof WorkList>;

export const WorkQuery = z
  .object({
    state: z.enum(["failing", "all"]).default("failing"),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  })
  .strict();
export type WorkQuery = z.infer<typeof WorkQuery>;
