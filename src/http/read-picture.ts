import type { Context } from "hono";
import type { Bytes } from "../kit/bytes.ts";
import type { Env } from "./env.ts";
import { HttpError } from "./http-error.ts";
import { readBody } from "./read-body.ts";

/** Seal pictures hold at most this many bytes. */
const PICTURE_LIMIT = 8_000_000;
/** Media types of seal pictures. */
export const PICTURE_TYPES = ["image/png", "image/svg+xml"] as const;

/** A bare picture as the request's body: `http.unsupported_media_type`, `http.file_missing`, `http.body_too_large`. */
export async function readPicture(c: Context<Env>): Promise<Bytes> {
  const mediaType = (c.req.header("content-type") ?? "").toLowerCase();
  if (!PICTURE_TYPES.some((type) => mediaType.startsWith(type)))
    throw new HttpError("http.unsupported_media_type", "请以 image/png 或 image/svg+xml 发送印章图样。");
  const bytes = await readBody(c.req.raw, PICTURE_LIMIT);
  if (bytes.length === 0) throw new HttpError("http.file_missing", "文件是空的。");
  return bytes;
}
