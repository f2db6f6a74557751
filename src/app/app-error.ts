import { HouseError } from "../kit/errors.ts";

/** Everything a use case refuses. Another tenant's id is `app.not_found`, never "forbidden": it tells nobody that the id exists. */
export type AppFault =
  | "app.not_found"
  | "app.scope_missing"
  | "app.role_missing"
  | "app.key_missing"
  | "app.key_unknown"
  | "app.key_expired"
  | "app.key_revoked"
  | "app.already_registered"
  | "app.uscc_invalid"
  | "app.external_id_taken"
  | "app.idempotency_mismatch"
  | "app.idempotency_in_flight"
  | "app.idempotency_expired"
  | "app.contract_blocked"
  | "app.asset_missing"
  | "app.blob_missing"
  | "app.text_differs"
  | "app.glyph_missing"
  | "app.wrong_state"
  | "app.already_sent"
  | "app.already_signed"
  | "app.not_your_turn"
  | "app.seat_unknown"
  | "app.seat_not_yours"
  | "app.test_mode_cannot_file"
  | "app.no_authority"
  | "app.already_filed"
  | "app.not_signed"
  | "app.filing_blocked"
  | "app.already_accepted"
  | "app.conflict"
  | "app.audit_broken"
  | "app.receipt_not_ready"
  | "app.limit_exceeded";

/** `message` is Chinese and says what to do; `facts` are for the problem document. */
export class AppError extends HouseError<AppFault> {}
