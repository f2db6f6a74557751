import type { Bytes } from "../kit/bytes.ts";

/** Documents by content: the name of a blob is the SHA-256 of its bytes (64 hex digits), so a blob can never change. */
export interface BlobStore {
  /** Stores the bytes if they are not there yet and returns their digest; returns only after they are durable. */
  put(bytes: Bytes): Promise<string>;
  /** The bytes, proved against their name, or undefined. Throws `blobs.corrupt` when they no longer match it. */
  get(digestHex: string): Promise<Bytes | undefined>;
}
