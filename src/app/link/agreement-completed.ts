import type { EnvelopeRecord } from "../../ports/records.ts";
import type { Change } from "../../ports/store.ts";
import { nextEvent } from "../audit.ts";
import type { Caller } from "../caller.ts";
import type { House } from "../house.ts";
import { permittedMove } from "./envelope-moves.ts";

/**
 * What an agreement does once all have signed it: a 解除协议 ends the envelope before it (已解除), a 变更协议 leaves it as it is and
 * stands beside it. The contract's own file is never touched.
 */
export async function agreementCompleted(
  house: House,
  caller: Caller,
  agreement: EnvelopeRecord,
): Promise<Change[]> {
  if (agreement.kind !== "termination" || agreement.previousId === null) return [];
  const ended = await house.store.envelope(agreement.previousId);
  if (ended === undefined) return [];
  const { to } = permittedMove(ended, "terminate", house.clock.now());
  const version = ended.version + 1;
  const facts = { agreement: agreement.id, sha256: agreement.currentDigest };
  const deed = { aggregate: `envelope:${ended.id}`, version, type: "envelope.terminated", facts };
  return [
    { event: await nextEvent(house, caller, deed) },
    { update: "envelopes", key: { id: ended.id }, set: { state: to, version } },
  ];
}
