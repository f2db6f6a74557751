import { equalBytes, fromHex, utf8 } from "../kit/bytes.ts";
import { sha256 } from "../kit/digest.ts";
import type { ApiKeyRecord } from "../ports/records.ts";
import { locatorOf } from "./api-key-text.ts";
import { AppError } from "./app-error.ts";
import type { Caller } from "./caller.ts";
import type { House } from "./house.ts";

/** How stale "last used" may be: a write an hour, not a write a request. */
const USE_NOTED_MS = 3600_000;

const unknown = (): AppError => new AppError("app.key_unknown", "密钥无效，请核对是否抄漏或改动了字符");

/** The row of the key, proved by its digest in time that does not tell how much of it was right. */
async function rowOf(house: House, key: string): Promise<ApiKeyRecord> {
  const locator = await locatorOf(key);
  const row = locator === undefined ? undefined : await house.store.apiKeyByLocator(locator);
  const digest = await sha256(utf8(key));
  const expected = fromHex(row?.digest ?? "") ?? new Uint8Array(32);
  if (!equalBytes(digest, expected) || row === undefined) throw unknown();
  return row;
}

/**
 * The caller behind an API key. Throws `app.key_missing`, `app.key_unknown`, `app.key_revoked`, `app.key_expired`; only who
 * holds the whole key learns that it was revoked or expired.
 */
export async function authenticate(house: House, key: string): Promise<Caller> {
  if (key === "") throw new AppError("app.key_missing", "请带上 Authorization: Bearer zq_… 请求头");
  const row = await rowOf(house, key);
  const now = house.clock.now();
  if (row.revokedAt !== null) throw new AppError("app.key_revoked", "密钥已停用，请换用新的密钥");
  if (row.expiresAt <= now.toISOString()) {
    throw new AppError("app.key_expired", "密钥已过期，请换用新的密钥", { expired_at: row.expiresAt });
  }
  const organisation = await house.store.organisation(row.organisationId);
  if (organisation === undefined) throw unknown();
  const noted = row.lastUsedAt === null ? 0 : Date.parse(row.lastUsedAt);
  if (now.getTime() - noted > USE_NOTED_MS) {
    await house.store.commit([
      { update: "apiKeys", key: { id: row.id }, set: { lastUsedAt: now.toISOString() } },
    ]);
  }
  return {
    organisationId: organisation.id,
    role: organisation.role,
    personId: row.personId,
    keyId: row.id,
    mode: row.mode,
    scopes: row.scopes,
    uscc: organisation.uscc,
    authorityCode: organisation.authorityCode,
  };
}
