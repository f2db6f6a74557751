import type { Bytes } from "../../kit/bytes.ts";
import type { DocumentRecord, EnvelopeRecord } from "../../ports/records.ts";
import type { Change } from "../../ports/store.ts";
import { type Archived, reachLevel } from "../../sign/archive/reach-level.ts";
import { AppError } from "../app-error.ts";
import { nextEvent } from "../audit.ts";
import type { House } from "../house.ts";
import { storedBytes } from "../stored-file.ts";
import { planRenewal } from "./plan-archive.ts";

const SYSTEM = { organisationId: "system" };
const DAY = 24 * 3_600_000;
/** Renewal begins half a year before the certificate of the document timestamp ends, and is tried until it succeeds. */
const RENEWAL_DAYS = 180;
/** A certificate that is nearly over already: renewed again after a day, not at once for ever. */
const EARLIEST_RENEWAL_DAYS = 1;

/** Brings a signed file to B-LTA with the house's authorities. Throws what `reachLevel` throws. */
export const archivedFile = (
  house: Pick<House, "timestamps" | "revocation" | "ids" | "clock">,
  pdf: Bytes,
): Promise<Archived> =>
  reachLevel(pdf, "B-LTA", {
    timestamping: { authority: house.timestamps, ids: house.ids },
    source: house.revocation,
    now: house.clock.now(),
  });

function renewalDue(now: Date, renewBefore: Date): Date {
  const wished = renewBefore.getTime() - RENEWAL_DAYS * DAY;
  return new Date(Math.max(wished, now.getTime() + EARLIEST_RENEWAL_DAYS * DAY));
}

/** The file's place behind the signed revisions of its kind. */
const nextStep = (documents: readonly DocumentRecord[], kind: DocumentRecord["kind"]): number =>
  Math.max(0, ...documents.filter((one) => one.kind === kind).map(({ step }) => step)) + 1;

/**
 * Archives the current file of a completed envelope, or renews its archive timestamp: the file grows by revisions, a new
 * version of the envelope names it, and the next renewal is planned. Returns the changes for one commit with the end of the
 * work; the envelope's version guards them. Throws when the level is not reached: the work comes again, and the view says why.
 */
export async function archiveEnvelope(house: House, envelopeId: string): Promise<Change[]> {
  const envelope = await house.store.envelope(envelopeId);
  if (envelope === undefined) throw new AppError("app.not_found", "没有找到这个签署流程", {});
  // A contract that was ended by agreement keeps its file as long as any other.
  if (envelope.state !== "completed" && envelope.state !== "terminated") return [];
  const archived = await archivedFile(house, await storedBytes(house, envelope.currentDigest));
  const digest = await house.blobs.put(archived.pdf);
  return changesOf(house, envelope, { archived, digest });
}

async function changesOf(
  house: House,
  envelope: EnvelopeRecord,
  made: { readonly archived: Archived; readonly digest: string },
): Promise<Change[]> {
  const { archived, digest } = made;
  const now = house.clock.now();
  const changed = { version: envelope.version + 1, currentDigest: digest };
  const deed = {
    aggregate: `envelope:${envelope.id}`,
    version: changed.version,
    type: "envelope.archived",
    facts: { level: archived.level, sha256: digest, before: envelope.currentDigest },
  };
  const renewBefore = archived.renewBefore ?? now;
  const renewal = planRenewal({ id: envelope.id, version: changed.version }, renewalDue(now, renewBefore));
  const kind = envelope.kind === "contract" ? "revision" : "agreement";
  const document: DocumentRecord = {
    contractId: envelope.contractId,
    kind,
    step: nextStep(await house.store.documents(envelope.contractId), kind),
    digest,
    size: archived.pdf.length,
    createdAt: now.toISOString(),
  };
  return [
    { event: await nextEvent(house, SYSTEM, deed) },
    { update: "envelopes", key: { id: envelope.id }, set: changed },
    { insert: "documents", row: document },
    {
      update: "archives",
      key: { envelopeId: envelope.id },
      set: {
        level: "B-LTA",
        digest,
        work: renewal.name,
        archivedAt: now.toISOString(),
        renewBefore: renewBefore.toISOString(),
      },
    },
    renewal.change,
  ];
}
