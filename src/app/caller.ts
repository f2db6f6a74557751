import type { KeyMode, Scope } from "../../schemas/api/api-key.ts";
import type { Role } from "../../schemas/api/organisation.ts";
import type { IdempotencyRecord } from "../ports/records.ts";
import { AppError } from "./app-error.ts";

/** Who asks. Made by `authenticate` from an API key, or by a runtime for itself (`systemCaller`). */
export type Caller = {
  readonly organisationId: string;
  readonly role: Role;
  readonly personId: string | null;
  readonly keyId: string;
  readonly mode: KeyMode;
  readonly scopes: readonly Scope[];
  /** 统一社会信用代码 of the organisation: a party may see and sign what names it. */
  readonly uscc: string;
  /** The authority a bureau is. */
  readonly authorityCode: string | null;
  /** Of a signer by link: the one step it may sign, in the one envelope. */
  readonly link?: {
    readonly envelopeId: string;
    readonly order: number;
    /** Id of the organisation that sent the envelope, and named the signer and the number. */
    readonly sentBy: string;
  };
  /** The Idempotency-Key this command runs under (set by `answerOnce`). */
  readonly once?: Pick<IdempotencyRecord, "key" | "subject">;
};

/** Refuses with `app.scope_missing` unless the caller's key carries the scope. */
export function needScope(caller: Caller, scope: Scope): void {
  if (caller.scopes.includes(scope)) return;
  throw new AppError("app.scope_missing", `此密钥没有 ${scope} 权限，请换用带此权限的密钥`, { scope });
}
