import { type Bytes, concat } from "../../kit/bytes.ts";
import {
  derBits,
  derContext,
  derEnumerated,
  derGeneralizedTime,
  derObjectId,
  derOctets,
  derSequence,
  derSmallInteger,
  derUnsigned,
  derX509Time,
} from "../../kit/der.ts";
import type { OwnAuthority } from "./authorities.ts";
import { authorityKey } from "./profile.ts";
import { signWith } from "./role-signer.ts";
import { REVOCATION_REASONS, type RevokedCertificate } from "./revoked.ts";

/** ECDSA with SHA-256 (RFC 5754 §3.3): parameters absent. */
export const ECDSA_SHA256 = derSequence(derObjectId("1.2.840.10045.4.3.2"));
const HOUR = 3_600_000;

const extension = (oid: string, value: Bytes): Bytes => derSequence(derObjectId(oid), derOctets(value));

/** Whole seconds of an instant as eight octets: numbers of lists grow with time, without a counter to keep. */
function secondsOf(instant: Date): Bytes {
  const octets = new Uint8Array(8);
  new DataView(octets.buffer).setBigUint64(0, BigInt(Math.floor(instant.getTime() / 1000)));
  return octets;
}

/**
 * A complete CRL of the authority as of now (RFC 5280 §5), DER, good for `hours`. It still speaks of certificates that ended
 * long ago (expiredCertsOnCRL since the authority began), because signatures are checked for decades.
 */
export async function revocationList(
  authority: OwnAuthority,
  told: { readonly now: Date; readonly hours: number; readonly revoked: readonly RevokedCertificate[] },
): Promise<Bytes> {
  const issuer = new Uint8Array(authority.name.toSchema().toBER());
  const keyId = new Uint8Array(authorityKey(authority.keyId).toSchema().toBER());
  const extensions = derSequence(
    keyId,
    extension("2.5.29.20", derUnsigned(secondsOf(told.now))),
    extension("2.5.29.60", derGeneralizedTime(authority.notBefore)),
  );
  const listed = told.revoked.map(entryOf);
  const tbs = derSequence(
    derSmallInteger(1),
    ECDSA_SHA256,
    issuer,
    derX509Time(told.now),
    derX509Time(new Date(told.now.getTime() + told.hours * HOUR)),
    ...(listed.length === 0 ? [] : [derSequence(...listed)]),
    derContext(0, extensions),
  );
  const signature = await signWith(authority.privateKey)(tbs);
  return derSequence(tbs, ECDSA_SHA256, derBits(signature));
}

function entryOf({ serial, revokedAt, reason }: RevokedCertificate): Bytes {
  const why = REVOCATION_REASONS[reason];
  // RFC 5280 §5.3.1: unspecified is said by saying nothing.
  const reasons = why === 0 ? [] : [derSequence(extension("2.5.29.21", derEnumerated(why)))];
  const integer = concat(Uint8Array.of(0x02, serial.length), serial);
  return derSequence(integer, derX509Time(revokedAt), ...reasons);
}
