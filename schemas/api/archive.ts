import { z } from "zod";

/** B-T: every signature has a trusted time. B-LTA: proof for decades is inside and itself timestamped (EN 319 142-1). */
export const ArchiveLevel = z.enum(["B-T", "B-LTA"]);
export type ArchiveLevel = z.infer<typeof ArchiveLevel>;

/** From completion on: `waiting` for the archiving to begin, `retrying` after a failure (`code` says which), `archived`. */
export const ArchiveView = z
  .object({
    level: ArchiveLevel.describe("what the current file has reached"),
    state: z.enum(["waiting", "retrying", "archived"]),
    code: z.string().nullable().describe("why the last attempt failed; see /problems"),
    attempts: z.number().int(),
    next_attempt_at: z.string().nullable(),
    archived_at: z.string().nullable(),
    renew_before: z
      .string()
      .nullable()
      .describe(
        "when the certificate of the newest document timestamp ends; it is renewed half a year before",
      ),
  })
  .meta({ id: "Archive" });
export type ArchiveView = z.infer<typeof ArchiveView>;
