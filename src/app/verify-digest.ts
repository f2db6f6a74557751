import type { FiledRelation } from "../../schemas/verification.ts";
import { relationOfDigest } from "./filed-relation.ts";
import type { House } from "./house.ts";
import { ownRecords } from "./own-records.ts";

/** Whether a file with this SHA-256 was filed, is a step of one that was, or is a receipt. The file itself stays with its owner. */
export const verifyDigest = (house: House, { sha256 }: { readonly sha256: string }): Promise<FiledRelation> =>
  relationOfDigest(house, sha256.toLowerCase());

/** Since when bytes with this SHA-256 are on our own record; null when they are not. What an upload is judged by, for who does not upload. */
export async function heldSince(
  house: House,
  { sha256 }: { readonly sha256: string },
): Promise<string | null> {
  const records = await ownRecords(house, [{ length: 0, sha256Hex: sha256.toLowerCase() }]);
  const [first] = records.map(({ at }) => at.toISOString()).sort();
  return first ?? null;
}
