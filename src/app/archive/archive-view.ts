import type { ArchiveView } from "../../../schemas/api/archive.ts";
import type { EnvelopeRecord } from "../../ports/records.ts";
import type { House } from "../house.ts";

/** What is said of an envelope that has just been completed. */
const justCompleted = (at: string | null): ArchiveView => ({
  level: "B-T",
  state: "waiting",
  code: null,
  attempts: 0,
  next_attempt_at: at,
  archived_at: null,
  renew_before: null,
});

/** How far the archiving of an envelope has come, as far as the envelope itself tells: nothing before completion. */
export const archiveAtCompletion = ({
  state,
  completedAt,
}: Pick<EnvelopeRecord, "state" | "completedAt">): ArchiveView | null =>
  state === "completed" ? justCompleted(completedAt) : null;

/** The same from the register: level, state, and of an attempt that failed the code and when the next one comes. */
export async function archiveView(
  { store }: Pick<House, "store">,
  envelope: EnvelopeRecord,
): Promise<ArchiveView | null> {
  const archive = await store.archive(envelope.id);
  if (archive === undefined) return null;
  const work = await store.outbox(archive.work);
  const code = work?.lastError ?? null;
  const archived = archive.archivedAt === null ? "waiting" : "archived";
  return {
    level: archive.level,
    state: code === null ? archived : "retrying",
    code,
    attempts: work?.attempts ?? 0,
    next_attempt_at: work?.doneAt === null ? work.dueAt : null,
    archived_at: archive.archivedAt,
    renew_before: archive.renewBefore,
  };
}
