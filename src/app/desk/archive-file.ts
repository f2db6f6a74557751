import type { Bytes } from "../../kit/bytes.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ids } from "../../ports/ids.ts";
import type { RevocationSource } from "../../ports/revocation.ts";
import type { TimestampAuthority } from "../../ports/timestamp-authority.ts";
import { reachLevel } from "../../sign/archive/reach-level.ts";

/** Who is asked for the time and whether certificates still stand. */
export type Authorities = {
  readonly timestamps: TimestampAuthority;
  readonly revocation: RevocationSource;
  readonly ids: Pick<Ids, "random">;
};

/** What an archiving made of a file. */
export type ArchivedFile = {
  readonly pdf: Bytes;
  readonly level: "B-LT" | "B-LTA";
  /** Which authority stamped. */
  readonly timestampedBy: string;
  /** Renew before; null at B-LT. */
  readonly renewBefore: string | null;
};

/**
 * Brings a signed file to the level, or renews its archive timestamp: the file only grows. The level asked is reached or
 * nothing is made. Throws `archive.*`, `timestamp.*`, `tsa.*`, `sign.*`.
 */
export async function archiveFile(
  desk: { readonly clock: Clock },
  request: { readonly pdf: Bytes; readonly level: "B-LT" | "B-LTA"; readonly authorities: Authorities },
): Promise<ArchivedFile> {
  const { timestamps, revocation, ids } = request.authorities;
  const archived = await reachLevel(request.pdf, request.level, {
    timestamping: { authority: timestamps, ids },
    source: revocation,
    now: desk.clock.now(),
  });
  return {
    pdf: archived.pdf,
    level: archived.level,
    timestampedBy: timestamps.place,
    renewBefore: archived.renewBefore?.toISOString() ?? null,
  };
}
