import type { FiledRelation } from "../../schemas/verification.ts";
import { relationOfDigest } from "./filed-relation.ts";
import type { House } from "./house.ts";

/** Whether a file with this SHA-256 was filed, is a step of one that was, or is a receipt. The file itself stays with its owner. */
export const verifyDigest = (house: House, { sha256 }: { readonly sha256: string }): Promise<FiledRelation> =>
  relationOfDigest(house, sha256.toLowerCase());
