import type { OutboxKind } from "../../ports/records.ts";
import type { Change } from "../../ports/store.ts";

/** A row of the outbox that nobody has begun. The id names the work: the same cannot be there twice. */
export const plannedWork = (
  kind: OutboxKind,
  work: { readonly subject: string; readonly dueAt: string; readonly name?: string },
): Change => ({
  insert: "outbox",
  row: {
    id: `${kind}:${work.name ?? work.subject}`,
    kind,
    subject: work.subject,
    dueAt: work.dueAt,
    attempts: 0,
    leasedUntil: null,
    doneAt: null,
    lastError: null,
  },
});
