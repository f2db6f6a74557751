import type { EnvelopeRecord } from "../../ports/records.ts";
import type { Change } from "../../ports/store.ts";

/** Name of the work that archives an envelope's file of this version: the same piece of work cannot be there twice. */
export const archiveWork = (envelope: Pick<EnvelopeRecord, "id" | "version">): string =>
  `envelope.archive:${envelope.id}:${envelope.version}`;

/** A row of the outbox that nobody has begun. */
const work = (id: string, subject: string, dueAt: string): Change => ({
  insert: "outbox",
  row: {
    id,
    kind: "envelope.archive",
    subject,
    dueAt,
    attempts: 0,
    leasedUntil: null,
    doneAt: null,
    lastError: null,
  },
});

/**
 * With the last signature: the file is B-T, and archiving it is the next piece of work, due at once. Part of the commit that
 * completes the envelope, so a completed contract without its archiving cannot exist.
 */
export function planArchive(completed: EnvelopeRecord): Change[] {
  const name = archiveWork(completed);
  return [
    {
      insert: "archives",
      row: {
        envelopeId: completed.id,
        level: "B-T",
        digest: completed.currentDigest,
        work: name,
        archivedAt: null,
        renewBefore: null,
      },
    },
    work(name, completed.id, completed.completedAt ?? completed.createdAt),
  ];
}

/** With an archiving: the next one, half a year before the timestamp's certificate ends. */
export const planRenewal = (
  archived: Pick<EnvelopeRecord, "id" | "version">,
  dueAt: Date,
): { readonly name: string; readonly change: Change } => {
  const name = archiveWork(archived);
  return { name, change: work(name, archived.id, dueAt.toISOString()) };
};

/** With a signature behind an archived file (the bureau's filing mark): B-T again, and archiving it is due at once. */
export function planRemarkedArchive(envelope: EnvelopeRecord, now: Date): Change[] {
  const { name, change } = planRenewal(envelope, now);
  return [
    {
      update: "archives",
      key: { envelopeId: envelope.id },
      set: { level: "B-T", digest: envelope.currentDigest, work: name },
    },
    change,
  ];
}
