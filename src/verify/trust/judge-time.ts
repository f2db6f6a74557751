import type { Certificate } from "../cms/certificate.ts";
import type { ReasonCode } from "../../../schemas/verification-reasons.ts";

/** An instant somebody else than the signer vouches for, and who. */
export type TrustedTime = { readonly at: Date; readonly source: string };

/**
 * V9: validity of every certificate of a path at the trusted time, else at the time of verification. What the signer
 * claims (/M, signing-time) is never used. Returns the reason against it, if any.
 */
export function judgeTime(
  path: readonly Certificate[],
  trusted: TrustedTime | undefined,
  at: Date,
): ReasonCode | undefined {
  const when = trusted?.at ?? at;
  const early = path.some((certificate) => when < certificate.notBefore);
  const late = path.some((certificate) => when > certificate.notAfter);
  if (!early && !late) return undefined;
  if (trusted !== undefined) return "verify.certificate_not_valid_at_trusted_time";
  return late ? "verify.certificate_expired_no_trusted_time" : "verify.certificate_not_yet_valid";
}
