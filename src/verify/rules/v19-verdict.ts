import type { SignatureReport, VerificationReport } from "../../../schemas/verification.ts";
import { REASONS, type ReasonCode } from "../../../schemas/verification-reasons.ts";

type Integrity = VerificationReport["integrity"];
type Trust = VerificationReport["trust"];

/** What is proven to be changed is said before what could not be read. */
const INTEGRITY: readonly Integrity[] = ["intact", "extended", "malformed", "tampered"];
const TRUST: readonly Trust[] = ["trusted", "unknown", "untrusted"];

/** The worse of several, in the order intact, extended, malformed, tampered. `intact` when there are none. */
export const worstIntegrity = (all: readonly Integrity[]): Integrity =>
  INTEGRITY[Math.max(0, ...all.map((one) => INTEGRITY.indexOf(one)))] ?? "malformed";

/** The worse of several, in the order trusted, unknown, untrusted. `unknown` when there are none. */
export const worstTrust = (all: readonly Trust[]): Trust =>
  all.length === 0 ? "unknown" : (TRUST[Math.max(...all.map((one) => TRUST.indexOf(one)))] ?? "untrusted");

/**
 * V19: the verdict is derived, never decided elsewhere. `valid` needs every signature intact or extended, trusted, and no
 * reason that says otherwise; what fails is `invalid`; what cannot be known is `indeterminate`.
 */
export function deriveVerdict(facts: {
  readonly integrity: Integrity;
  readonly trust: Trust;
  readonly reasons: readonly ReasonCode[];
  readonly signatures: readonly SignatureReport[];
}): VerificationReport["verdict"] {
  const effects = new Set(facts.reasons.map((code) => REASONS[code].effect));
  if (effects.has("invalid") || facts.integrity === "tampered" || facts.integrity === "malformed")
    return "invalid";
  if (facts.signatures.length === 0) return "unsigned";
  if (effects.has("indeterminate") || facts.trust !== "trusted") return "indeterminate";
  return "valid";
}
