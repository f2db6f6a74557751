import type { Bytes } from "../kit/bytes.ts";
import { sha256Hex } from "../kit/digest.ts";
import type { BlobStore } from "../ports/blobs.ts";
import { needDigest, proved } from "./blobs-fault.ts";

/** Blobs that live as long as the process: for the demo without a server, and tests. */
export function memoryBlobs(): BlobStore & { readonly stored: ReadonlyMap<string, Bytes> } {
  const stored = new Map<string, Bytes>();
  return {
    stored,
    put: async (bytes) => {
      const digest = await sha256Hex(bytes);
      if (!stored.has(digest)) stored.set(digest, new Uint8Array(bytes));
      return digest;
    },
    get: async (digestHex) => {
      const bytes = stored.get(needDigest(digestHex));
      return bytes === undefined ? undefined : proved(bytes, digestHex);
    },
  };
}
