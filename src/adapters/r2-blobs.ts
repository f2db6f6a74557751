import type { Bytes } from "../kit/bytes.ts";
import { sha256, sha256Hex } from "../kit/digest.ts";
import type { BlobStore } from "../ports/blobs.ts";
import { needDigest, proved } from "./blobs-fault.ts";

/** What we use of an R2 bucket; the platform's own type fits. */
export type R2Binding = {
  put(
    key: string,
    value: Bytes,
    options: { onlyIf: { etagDoesNotMatch: string }; sha256: Bytes },
  ): Promise<unknown>;
  get(key: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null>;
};

const keyOf = (digestHex: string): string => `sha256/${digestHex.slice(0, 2)}/${digestHex}`;

/** Blobs in R2. `onlyIf … "*"` makes a put happen once; R2 itself proves the SHA-256 on arrival, we prove it on reading. */
export function r2Blobs(bucket: R2Binding): BlobStore {
  return {
    put: async (bytes) => {
      const digestHex = await sha256Hex(bytes);
      await bucket.put(keyOf(digestHex), bytes, {
        onlyIf: { etagDoesNotMatch: "*" },
        sha256: await sha256(bytes),
      });
      return digestHex;
    },
    get: async (digestHex) => {
      const found = await bucket.get(keyOf(needDigest(digestHex)));
      return found === null ? undefined : proved(new Uint8Array(await found.arrayBuffer()), digestHex);
    },
  };
}
