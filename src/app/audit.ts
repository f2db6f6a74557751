import { canonicalJson } from "../kit/canonical-json.ts";
import { sha256Hex } from "../kit/digest.ts";
import { utf8 } from "../kit/bytes.ts";
import type { AuditEvent } from "../ports/records.ts";
import { AppError } from "./app-error.ts";
import type { Caller } from "./caller.ts";
import type { House } from "./house.ts";

/** What is about to happen to an aggregate. `version` is the one it makes; `facts` never name a person in clear. */
export type Deed = Pick<AuditEvent, "aggregate" | "version" | "type" | "facts">;

/** Machines' clocks differ by moments; more is a clock that was set back. */
const CLOCK_TOLERANCE_MS = 5000;

/** Refuses to record, and so to sign, file or number, anything as earlier than what it follows. */
function assertNotBefore(now: Date, before: AuditEvent | undefined): void {
  if (before === undefined || now.getTime() >= Date.parse(before.at) - CLOCK_TOLERANCE_MS) return;
  throw new AppError("app.clock_behind", "系统时间早于上一步的时间，没有办理，请稍后再试", {
    now: now.toISOString(),
    before: before.at,
  });
}

const hashOf = (event: Omit<AuditEvent, "hash">): Promise<string> => sha256Hex(utf8(canonicalJson(event)));

/**
 * The event that makes the next version, chained to the one before. In a commit it comes first: whoever loses the race
 * for the version loses the whole commit. Throws `app.audit_broken` when the version before is missing, `app.clock_behind`
 * when it is later than the clock by more than moments.
 */
export async function nextEvent(
  house: House,
  caller: Pick<Caller, "organisationId">,
  deed: Deed,
): Promise<AuditEvent> {
  const before = deed.version > 1 ? await house.store.event(deed.aggregate, deed.version - 1) : undefined;
  if (deed.version > 1 && before === undefined) {
    throw new AppError("app.audit_broken", "此记录的留痕不完整，请从备份恢复", { aggregate: deed.aggregate });
  }
  const now = house.clock.now();
  assertNotBefore(now, before);
  const event = {
    ...deed,
    at: now.toISOString(),
    actor: caller.organisationId,
    previous: before?.hash ?? null,
  };
  return { ...event, hash: await hashOf(event) };
}

/** The first version of a chain whose event was changed, left out or moved; undefined when the chain is whole. */
export async function brokenAt(events: readonly AuditEvent[]): Promise<number | undefined> {
  let previous: string | null = null;
  for (const [at, { hash, ...event }] of events.entries()) {
    const sound = event.version === at + 1 && event.previous === previous && (await hashOf(event)) === hash;
    if (!sound) return at + 1;
    previous = hash;
  }
  return undefined;
}

/** A digest that stands for a personal name in the chain; worthless once its salt is erased. */
export const saltedDigest = (salt: string, text: string): Promise<string> =>
  sha256Hex(utf8(`${salt}\n${text}`));
