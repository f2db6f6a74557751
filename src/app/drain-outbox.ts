import { HouseError } from "../kit/errors.ts";
import type { OutboxRecord } from "../ports/records.ts";
import type { Change } from "../ports/store.ts";
import { archiveEnvelope } from "./archive/archive-envelope.ts";
import { decide } from "./decide.ts";
import type { House } from "./house.ts";
import { sealLetter } from "./letters/seal-letter.ts";
import { expireByClock } from "./link/end-envelope.ts";
import { remindBySchedule } from "./link/remind-envelope.ts";
import { sendMessage } from "./link/send-message.ts";
import { markFiled } from "./mark-filed.ts";
import { sealReceipt } from "./seal-receipt.ts";

/** What one draining did: pieces of work finished, failed (they come again later), and whether it stopped at its limit. */
export type Drained = { readonly done: number; readonly failed: number; readonly more: boolean };

const LEASE_MS = 120_000;
const LIMIT = 10;
/** Finished work stays a month for the operator to look at. */
const DONE_KEPT_MS = 30 * 24 * 3600_000;
/** Rows of each kind that one draining purges at most. */
const PURGE_LIMIT = 100;
/** Waits after the first, second … failure, in seconds; the last one repeats. Work is never given up. */
const WAITS = [5, 30, 120, 600, 3600];

const later = (now: Date, milliseconds: number): string =>
  new Date(now.getTime() + milliseconds).toISOString();

/** How each kind of work is done: it returns the changes that record it. */
const WORK: Record<OutboxRecord["kind"], (house: House, subject: string) => Promise<Change[]>> = {
  "receipt.seal": sealReceipt,
  "letter.seal": sealLetter,
  "filing.mark": markFiled,
  "envelope.archive": archiveEnvelope,
  "message.send": sendMessage,
  "envelope.remind": remindBySchedule,
  "envelope.expire": expireByClock,
};

async function finish(house: House, work: OutboxRecord): Promise<void> {
  await decide(async () => {
    const changes = await WORK[work.kind](house, work.subject);
    const doneAt = house.clock.now().toISOString();
    await house.store.commit([
      ...changes,
      { update: "outbox", key: { id: work.id }, set: { doneAt, leasedUntil: null, lastError: null } },
    ]);
  });
}

/** Puts failed work back for later, with the code of its failure for the operator. */
async function postpone(house: House, work: OutboxRecord, error: unknown): Promise<void> {
  const wait = WAITS[Math.min(work.attempts, WAITS.length) - 1] ?? 5;
  const set = {
    leasedUntil: null,
    dueAt: later(house.clock.now(), wait * 1000),
    lastError: error instanceof HouseError ? error.code : "app.unexpected",
  };
  await house.store.commit([{ update: "outbox", key: { id: work.id }, set }]);
}

const purge = (house: House, now: Date): Promise<number> =>
  house.store.purge({ now: now.toISOString(), doneBefore: later(now, -DONE_KEPT_MS), limit: PURGE_LIMIT });

/** The next row that is due, leased; undefined when there is none. */
async function nextWork(house: House): Promise<OutboxRecord | undefined> {
  const now = house.clock.now();
  const lease = { now: now.toISOString(), until: later(now, LEASE_MS), limit: 1 };
  return (await house.store.leaseOutbox(lease))[0];
}

async function attempted(house: House, work: OutboxRecord): Promise<boolean> {
  try {
    await finish(house, work);
    return true;
  } catch (error) {
    await postpone(house, work, error);
    return false;
  }
}

/**
 * Does a bounded amount of the work that decisions left behind. Safe to call from anywhere, at any time, twice at once:
 * rows are leased, and each piece commits its result and its end together. After a crash the lease runs out and it is
 * done again, from the start, once. Rows are taken one by one, and a taken row goes behind the others: work that kills its
 * runner (out of memory, out of time) holds up none of them. With time to spare it also purges rows that are long over.
 */
export async function drainOutbox(house: House, asked: { readonly limit?: number } = {}): Promise<Drained> {
  const limit = asked.limit ?? LIMIT;
  const outcomes: boolean[] = [];
  while (outcomes.length < limit) {
    const work = await nextWork(house);
    if (work === undefined) break;
    outcomes.push(await attempted(house, work));
  }
  const more = outcomes.length === limit;
  if (!more) await purge(house, house.clock.now());
  const done = outcomes.filter(Boolean).length;
  return { done, failed: outcomes.length - done, more };
}
