import { type Bytes, fromHex, fromUtf8, toHex, utf8 } from "../../kit/bytes.ts";
import { keptSecret } from "../keys/key-vault.ts";
import { openSecret } from "../keys/sealed-secret.ts";
import type { CaParts } from "./authorities.ts";

/** Why a certificate was revoked (RFC 5280 §5.3.1), by the numbers that CRL and OCSP carry. */
export const REVOCATION_REASONS = {
  unspecified: 0,
  keyCompromise: 1,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  privilegeWithdrawn: 9,
} as const;
export type RevocationReason = keyof typeof REVOCATION_REASONS;

/** A certificate that no longer stands. `serial` are the contents of the INTEGER. */
export type RevokedCertificate = {
  readonly serial: Bytes;
  readonly revokedAt: Date;
  readonly reason: RevocationReason;
};

const PREFIX = "pki/revoked/";
const isReason = (text: unknown): text is RevocationReason =>
  typeof text === "string" && Object.hasOwn(REVOCATION_REASONS, text);

/** Records a revocation, once: a later one of the same certificate changes neither its time nor its reason. */
export async function recordRevocation(parts: CaParts, revoked: RevokedCertificate): Promise<void> {
  const { serial, revokedAt, reason } = revoked;
  await keptSecret(parts, `${PREFIX}${toHex(serial)}`, () =>
    Promise.resolve(utf8(JSON.stringify({ at: revokedAt.toISOString(), reason }))),
  );
}

/** The revocation of this serial number, if there is one. */
export async function revocationOf(parts: CaParts, serial: Bytes): Promise<RevokedCertificate | undefined> {
  const name = `${PREFIX}${toHex(serial)}`;
  const stored = await parts.secrets.read(name);
  if (stored === undefined) return undefined;
  const { at, reason } = readRow(fromUtf8(await openSecret(stored, { name, masterKey: parts.masterKey })));
  return { serial, revokedAt: new Date(at), reason };
}

function readRow(text: string): { readonly at: string; readonly reason: RevocationReason } {
  const row: unknown = JSON.parse(text);
  const at: unknown = typeof row === "object" && row !== null ? Reflect.get(row, "at") : undefined;
  const reason: unknown = typeof row === "object" && row !== null ? Reflect.get(row, "reason") : undefined;
  return { at: typeof at === "string" ? at : "", reason: isReason(reason) ? reason : "unspecified" };
}

/** All revocations, by serial number. */
export async function allRevoked(parts: CaParts): Promise<readonly RevokedCertificate[]> {
  const names = await parts.secrets.names(PREFIX);
  const serials = names.flatMap((name) => fromHex(name.slice(PREFIX.length)) ?? []);
  const found = await Promise.all(serials.map((serial) => revocationOf(parts, serial)));
  return found.filter((one) => one !== undefined);
}
