import type { SigningView } from "../../../schemas/api/signing.ts";
import { type Bytes, fromBase64 } from "../../kit/bytes.ts";
import type { SigningRecord } from "../../ports/records.ts";
import { AppError } from "../app-error.ts";
import type { Caller } from "../caller.ts";
import type { House } from "../house.ts";

/** A signing waits this long: time to read again and to find the phone, not to be found by somebody else tomorrow. */
export const SIGNING_MINUTES = 30;

/** Bytes of a base64 field of a row; that they are none is our fault. */
export function bytesOf(text: string): Bytes {
  const bytes = fromBase64(text);
  if (bytes === undefined) throw new AppError("app.audit_broken", "签署记录已损坏，请联系我们", {});
  return bytes;
}

/** Whoever began a signing: its key or session, not merely its organisation. */
export const boundTo = (caller: Caller): string => `${caller.organisationId}/${caller.keyId}`;

/**
 * A signing of this caller that is still open. Somebody else's is `app.not_found`; one that ended is
 * `app.signing_completed`, one that waited too long `app.signing_expired`.
 */
export async function openSigning(house: House, caller: Caller, id: string): Promise<SigningRecord> {
  const signing = await house.store.signing(id);
  if (signing === undefined || signing.boundTo !== boundTo(caller))
    throw new AppError("app.not_found", "没有找到这次签署", {});
  if (signing.state === "completed")
    throw new AppError("app.signing_completed", "这次签署已经完成，不能再用", {
      envelope_id: signing.envelopeId,
    });
  if (signing.expiresAt <= house.clock.now().toISOString())
    throw new AppError("app.signing_expired", "这次签署等候过久，已经作废，请重新开始", {
      expired_at: signing.expiresAt,
    });
  return signing;
}

/** As the API shows it. */
export const signingView = (signing: SigningRecord): SigningView => ({
  id: signing.id,
  envelope_id: signing.envelopeId,
  seat: signing.seat,
  field: signing.field === "" ? signing.seat : signing.field,
  state: signing.state,
  certificate: signing.certificate,
  chain: [...signing.chain],
  previous_sha256: signing.previousDigest,
  prepared_sha256: signing.preparedDigest,
  expires_at: signing.expiresAt,
  trust: signing.trust,
});
