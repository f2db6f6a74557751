import { canonicalJson } from "../kit/canonical-json.ts";
import { utf8 } from "../kit/bytes.ts";
import { sha256Hex } from "../kit/digest.ts";
import type { IdempotencyRecord } from "../ports/records.ts";
import { StoreError } from "../ports/store.ts";
import { AppError } from "./app-error.ts";
import type { Caller } from "./caller.ts";
import type { House } from "./house.ts";
import { commandOf, keysOf } from "./once.ts";

/** What a command answered: HTTP status and JSON body. */
export type Answer = { readonly status: number; readonly body: unknown };

/** A command under its Idempotency-Key. `request` is its parsed input. */
export type Command = { readonly key: string; readonly operation: string; readonly request: unknown };

const LEASE_MS = 60_000;
const KEPT_MS = 48 * 3600_000;

const after = (now: Date, milliseconds: number): string =>
  new Date(now.getTime() + milliseconds).toISOString();

/** A key that nobody used yet is ours; undefined when somebody has it. */
async function claim(house: House, row: IdempotencyRecord): Promise<boolean> {
  try {
    await house.store.commit([{ insert: "idempotencyKeys", row }]);
    return true;
  } catch (error) {
    if (error instanceof StoreError && error.code === "store.duplicate") return false;
    throw error;
  }
}

/** What to do with a key that somebody used: replay, refuse, or take over from a run that died. */
async function meet(
  house: House,
  mine: IdempotencyRecord,
): Promise<Answer | { readonly subject: string | null }> {
  const { tenantId, key } = mine;
  const theirs = await house.store.idempotencyKey({ tenantId, key });
  if (theirs !== undefined && theirs.requestDigest !== mine.requestDigest) {
    throw new AppError("app.idempotency_mismatch", "此 Idempotency-Key 已用于另一请求，请换用新的值", {});
  }
  if (theirs !== undefined && theirs.status !== null) return { status: theirs.status, body: theirs.answer };
  const lease = { now: house.clock.now().toISOString(), until: mine.leasedUntil };
  if (theirs === undefined || !(await house.store.renewIdempotencyLease({ tenantId, key }, lease))) {
    throw new AppError("app.idempotency_in_flight", "同一 Idempotency-Key 的请求正在进行，请稍候重发", {});
  }
  return { subject: theirs.subject };
}

/** Refuses a key whose row was purged after it had made something: its answer is gone, and it never makes another. */
async function assertUnspent(house: House, key: { tenantId: string; key: string }): Promise<void> {
  const spent = await house.store.event(commandOf(key), 1);
  if (spent === undefined) return;
  throw new AppError(
    "app.idempotency_expired",
    "此 Idempotency-Key 早已用过，当时的回答不再保留；请查看当时所办的事，或换用新的值",
    { subject: spent.facts["subject"] },
  );
}

/** What is shown once and kept nowhere: a new key's text, the address of an embedded session. A replay answers without it. */
const SHOWN_ONCE: ReadonlySet<string> = new Set(["key", "session_url"]);

function kept(body: unknown): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => !SHOWN_ONCE.has(name)));
}

/**
 * Runs a command at most once under its Idempotency-Key and replays its answer for 48 hours. The same key with another
 * request is `app.idempotency_mismatch`; while it runs, `app.idempotency_in_flight`. A refused command keeps nothing, so
 * that it can be corrected and sent again. After a crash the retry answers with what the first run committed. Purged after
 * its 48 hours, a key that made something is `app.idempotency_expired` for ever.
 */
export async function answerOnce(
  house: House,
  caller: Caller,
  command: Command,
  run: (caller: Caller) => Promise<Answer>,
): Promise<Answer & { readonly replayed: boolean }> {
  const now = house.clock.now();
  const row: IdempotencyRecord = {
    tenantId: keysOf(caller),
    key: command.key,
    requestDigest: await sha256Hex(
      utf8(canonicalJson({ operation: command.operation, request: command.request })),
    ),
    subject: null,
    status: null,
    answer: null,
    leasedUntil: after(now, LEASE_MS),
    expiresAt: after(now, KEPT_MS),
  };
  const key = { tenantId: row.tenantId, key: row.key };
  const claimed = await claim(house, row);
  const met = claimed ? { subject: null } : await meet(house, row);
  if ("status" in met) return { ...met, replayed: true };
  try {
    if (claimed) await assertUnspent(house, key);
    const answer = await run({ ...caller, once: { key: command.key, subject: met.subject } });
    await house.store.commit([
      { update: "idempotencyKeys", key, set: { status: answer.status, answer: kept(answer.body) } },
    ]);
    return { ...answer, replayed: false };
  } catch (error) {
    await release(house, key);
    throw error;
  }
}

/** Frees the key of a command that was refused; of one that committed something only the lease, so that its retry finds it. */
async function release(house: House, key: { tenantId: string; key: string }): Promise<void> {
  const row = await house.store.idempotencyKey(key).catch(() => undefined);
  if (row === undefined) return;
  const leasedUntil = house.clock.now().toISOString();
  // if this fails too, the lease runs out by itself
  await house.store
    .commit([
      row.subject === null
        ? { remove: "idempotencyKeys", key }
        : { update: "idempotencyKeys", key, set: { leasedUntil } },
    ])
    .catch(() => undefined);
}
