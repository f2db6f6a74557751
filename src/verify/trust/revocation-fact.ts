/** What an authorised issuer or responder says about one certificate. */
export type RevocationFact = {
  /** When it was revoked; undefined when it was not, as far as known at `thisUpdate`. */
  readonly revokedAt: Date | undefined;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly from: "OCSP" | "CRL";
};

/** Clocks of issuers and verifiers differ by this much at most. */
const SKEW = 5 * 60_000;

/**
 * Whether a fact settles a certificate's standing at an instant: it was made at or after it, or it was made before and was
 * still meant to be relied upon. It may not come from after the verification itself.
 */
export function settles(fact: RevocationFact, when: Date, at: Date): boolean {
  if (fact.thisUpdate.getTime() > at.getTime() + SKEW) return false;
  if (fact.thisUpdate.getTime() + SKEW >= when.getTime()) return true;
  return fact.nextUpdate !== undefined && fact.nextUpdate >= when;
}
