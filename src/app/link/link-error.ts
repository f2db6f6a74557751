import { HouseError } from "../../kit/errors.ts";

/**
 * What a signer's link is refused for. `link.unknown` is the same for every token that opens nothing; that one is expired or
 * revoked hears only who holds its token.
 * - `link.code_*`: wrong (`facts.left` tries), over or used, too soon for another, spent; `link.locked`: too many wrong ones.
 * - `link.too_many`: a bound on link, phone, address or tenant was passed (`facts.retry_after` seconds).
 */
export type LinkFault =
  | "link.unknown"
  | "link.expired"
  | "link.revoked"
  | "link.over"
  | "link.session_missing"
  | "link.session_over"
  | "link.code_wrong"
  | "link.code_over"
  | "link.code_spent"
  | "link.code_too_soon"
  | "link.code_of_another"
  | "link.locked"
  | "link.too_many"
  | "link.consent_missing"
  | "link.consent_outdated"
  | "link.not_read"
  | "link.document_changed"
  | "link.mark_missing"
  | "link.server_key_refused"
  | "link.same_recipient"
  | "link.cross_site";

/** How much of a bound is left, for the RateLimit headers. */
export type Allowance = {
  readonly limit: number;
  readonly remaining: number;
  readonly resetSeconds: number;
  readonly windowSeconds: number;
};

export class LinkError extends HouseError<LinkFault> {}
