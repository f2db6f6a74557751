import { HouseError } from "../../kit/errors.ts";
import type { EnvelopeRecord } from "../../ports/records.ts";
import { StoreError } from "../../ports/store.ts";
import type { House } from "../house.ts";
import { archiveEnvelope } from "./archive-envelope.ts";

/**
 * The envelope with its archiving done now where it still waits, so that the file which is filed is the one that lasts. Work
 * that has failed before is left to the outbox, and when it fails here too: the envelope comes back as it is, at B-T, and its
 * view says so. Throws `store.*`: whoever decides reads again.
 */
export async function archiveNow(house: House, envelope: EnvelopeRecord): Promise<EnvelopeRecord> {
  const archive = await house.store.archive(envelope.id);
  const waits = archive !== undefined && archive.archivedAt === null;
  if (!waits || (await house.store.outbox(archive.work))?.lastError !== null) return envelope;
  try {
    const changes = await archiveEnvelope(house, envelope.id);
    const doneAt = house.clock.now().toISOString();
    await house.store.commit([
      ...changes,
      {
        update: "outbox",
        key: { id: archive.work },
        set: { doneAt, leasedUntil: null, lastError: null },
      },
    ]);
  } catch (error) {
    if (error instanceof StoreError || !(error instanceof HouseError)) throw error;
    return envelope;
  }
  return (await house.store.envelope(envelope.id)) ?? envelope;
}

/**
 * The same right after the last signature, which stands whatever happens here: whoever fetches the completed contract gets the
 * file that will be filed. Never throws for what the outbox will do as well.
 */
export async function archiveAfterSigning(house: House, envelope: EnvelopeRecord): Promise<EnvelopeRecord> {
  try {
    return await archiveNow(house, envelope);
  } catch (error) {
    if (error instanceof StoreError) return envelope;
    throw error;
  }
}
