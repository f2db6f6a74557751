import { type Bytes, toHex } from "../../kit/bytes.ts";
import type { TrustedTime } from "../trust/judge-time.ts";

/**
 * Somebody's own record that the first `length` bytes of this file were in their hands at an instant, such as a filing
 * receipt. It vouches for every signature that lies wholly inside those bytes.
 */
export type ProofOfExistence = {
  readonly length: number;
  readonly sha256Hex: string;
  readonly at: Date;
  readonly source: string;
};

const MAX_PROOFS = 16;

/** The proofs whose digest really is that of the file's prefix. At most sixteen are looked at. */
export async function provedPrefixes(
  bytes: Bytes,
  proofs: readonly ProofOfExistence[],
): Promise<ProofOfExistence[]> {
  const digests = new Map<number, string>();
  const proved: ProofOfExistence[] = [];
  for (const proof of proofs.slice(0, MAX_PROOFS)) {
    if (!Number.isInteger(proof.length) || proof.length <= 0 || proof.length > bytes.length) continue;
    let digest = digests.get(proof.length);
    if (digest === undefined) {
      digest = toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes.subarray(0, proof.length))));
      digests.set(proof.length, digest);
    }
    if (digest === proof.sha256Hex.toLowerCase()) proved.push(proof);
  }
  return proved;
}

/** The earliest time at which a proof shows bytes up to `end` to have existed. */
export function earliestProof(proved: readonly ProofOfExistence[], end: number): TrustedTime | undefined {
  const covering = proved
    .filter((proof) => proof.length >= end)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  return covering[0] && { at: covering[0].at, source: covering[0].source };
}
