import { sha256Hex } from "../kit/digest.ts";
import { HouseError } from "../kit/errors.ts";
import type { Bytes } from "../kit/bytes.ts";

/** `blobs.corrupt`: the bytes under this name are no longer the bytes that were stored. `blobs.bad_name`: not a SHA-256. */
export class BlobError extends HouseError<"blobs.corrupt" | "blobs.bad_name"> {}

/** Refuses anything that is not 64 lower-case hexadecimal digits, so that a name can never be a path. */
export function needDigest(digestHex: string): string {
  if (!/^[0-9a-f]{64}$/.test(digestHex))
    throw new BlobError("blobs.bad_name", "文件摘要须为 64 位小写十六进制", {});
  return digestHex;
}

/** The bytes, proved against their name. */
export async function proved(bytes: Bytes, digestHex: string): Promise<Bytes> {
  if ((await sha256Hex(bytes)) === digestHex) return bytes;
  throw new BlobError("blobs.corrupt", "存储的文件与其摘要不符，请从备份恢复", { digest: digestHex });
}
