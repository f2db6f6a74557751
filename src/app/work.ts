import type { WorkList, WorkQuery, WorkView } from "../../schemas/api/work.ts";
import type { OutboxRecord } from "../ports/records.ts";
import { AppError } from "./app-error.ts";
import { type Caller, needScope } from "./caller.ts";
import type { House } from "./house.ts";

/** Work of the house itself is its administrator's to see; a tenant sees its own envelope's and messages' states. */
function needOperator(caller: Caller): void {
  needScope(caller, "organisations:write");
  if (caller.role !== "admin")
    throw new AppError("app.role_missing", "只有系统管理员能查看和推动待办工作", { role: caller.role });
}

const viewOf = (work: OutboxRecord, now: string): WorkView => ({
  id: work.id,
  kind: work.kind,
  subject: work.subject,
  state: (work.leasedUntil ?? "") > now ? "running" : work.lastError === null ? "waiting" : "failing",
  attempts: work.attempts,
  next_attempt_at: work.dueAt,
  code: work.lastError,
});

/** What is left to do: what failed and will be tried again, or all. Oldest due first. Administrators only. */
export async function listWork(house: House, caller: Caller, query: WorkQuery): Promise<WorkList> {
  needOperator(caller);
  const asked = { failed: query.state === "failing", limit: query.limit + 1 };
  const rows = await house.store.openWork(asked);
  const now = house.clock.now().toISOString();
  return {
    data: rows.slice(0, query.limit).map((row) => viewOf(row, now)),
    more: rows.length > query.limit,
  };
}

/**
 * Pushes a piece of work: it is due at once, whatever its wait. Work that runs, or that somebody has just finished, is left alone.
 * The outbox does it with its next round. Throws `app.not_found`.
 */
export async function retryWork(
  house: House,
  caller: Caller,
  { id }: { readonly id: string },
): Promise<WorkView> {
  needOperator(caller);
  const work = await house.store.outbox(id);
  if (work === undefined || work.doneAt !== null)
    throw new AppError("app.not_found", "没有这件待办的工作", { id });
  const now = house.clock.now().toISOString();
  if ((work.leasedUntil ?? "") > now) return viewOf(work, now);
  await house.store.commit([{ update: "outbox", key: { id }, set: { dueAt: now } }]);
  return viewOf({ ...work, dueAt: now }, now);
}
