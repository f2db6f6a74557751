import { z } from "zod";

/** Each part proved by a real operation just now. */
export const Readiness = z
  .object({
    ready: z.boolean(),
    checks: z.array(
      z.object({
        part: z.enum(["database", "blobs", "fonts", "signing key"]),
        ready: z.boolean(),
        ms: z.number(),
        code: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "Readiness" });
export type Readiness = z.infer<typeof Readiness>;
