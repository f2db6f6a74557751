import type { TrustStatement } from "../../schemas/api/trust.ts";
import { HouseError } from "../kit/errors.ts";

/** Whom a provider is asked about. */
export type IdentityQuestion = {
  /** The same for every try at the same question. */
  readonly reference: string;
  readonly name: string;
  /** Phone number or mail address; a code sent there was just confirmed. */
  readonly to: string;
  /** Who named it: the sender, or the signer before, who handed the step on. */
  readonly namedBy: "sender" | "former_signer";
  readonly organisation: string;
  readonly uscc: string;
};

/**
 * - `identity.mismatch`: the provider says that name and number are not of one person.
 * - `identity.unknown`: the provider cannot say.
 * - `identity.unreachable`: nobody answers; try again later.
 * - `identity.wrong_answer`: the answer is not what the contract says.
 */
export type IdentityFault =
  | "identity.mismatch"
  | "identity.unknown"
  | "identity.unreachable"
  | "identity.wrong_answer";
export class IdentityError extends HouseError<IdentityFault> {}

/** Who vouches for a signer's identity after the code (design.md decision 7). */
export interface IdentityProvider {
  /** What may be said of whoever confirmed a code. Throws IdentityError when the provider does not vouch. */
  identify(question: IdentityQuestion): Promise<TrustStatement["identity"]>;
}
