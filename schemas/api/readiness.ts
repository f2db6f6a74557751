import { z } from "zod";

/** A certificate of the house itself. `ending`: within 30 days. */
export const CertificateState = z
  .object({
    name: z.string().describe("root, issuing, tsa, ocsp"),
    not_after: z.string(),
    days_left: z.number().int(),
    state: z.enum(["good", "ending", "ended"]),
  })
  .meta({ id: "CertificateState" });
export type CertificateState = z.infer<typeof CertificateState>;

/** Each part proved by a real operation just now. */
export const Readiness = z
  .object({
    ready: z.boolean(),
    checks: z.array(
      z.object({
        part: z.enum(["database", "blobs", "fonts", "signing key", "certificates"]),
        ready: z.boolean(),
        ms: z.number(),
        code: z.string().nullable(),
      }),
    ),
    certificates: z.array(CertificateState),
  })
  .meta({ id: "Readiness" });
export type Readiness = z.infer<typeof Readiness>;
