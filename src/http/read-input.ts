import type { Context } from "hono";
import type { z } from "zod";
import { chineseIssue } from "../kit/chinese-issue.ts";
import type { Bytes } from "../kit/bytes.ts";
import type { Env } from "./env.ts";
import { HttpError } from "./http-error.ts";
import { JSON_LIMIT, parseJson, problemParts, readBody } from "./read-body.ts";

/** Whether a media type is JSON, `application/*+json` included. */
export const isJson = (mediaType: string): boolean =>
  /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(mediaType);

/** Bytes of a JSON request: its media type must say so (`http.unsupported_media_type`), its size stay under JSON_LIMIT. */
export function readJsonBytes(c: Context<Env>): Promise<Bytes> {
  if (!isJson(c.req.header("content-type") ?? "")) {
    throw new HttpError("http.unsupported_media_type", "请以 Content-Type: application/json 发送 JSON。");
  }
  return readBody(c.req.raw, JSON_LIMIT);
}

/** The request's JSON in the shape the use case asks for; every defect at once, with its pointer (`http.wrong_shape`). */
export async function readInput<Shape extends z.ZodType>(
  c: Context<Env>,
  shape: Shape,
): Promise<z.output<Shape>> {
  const parsed = shape.safeParse(parseJson(await readJsonBytes(c)), inLanguage(c));
  if (parsed.success) return parsed.data;
  throw new HttpError("http.wrong_shape", "内容不符合要求，请按 errors 中逐项的说明改正。", {
    problems: problemParts(parsed.error.issues),
  });
}

/** The query parameters in their shape; unknown ones are refused (`http.wrong_parameter`). */
export function readQuery<Shape extends z.ZodType>(c: Context<Env>, shape: Shape): z.output<Shape> {
  const parsed = shape.safeParse(c.req.query(), inLanguage(c));
  if (parsed.success) return parsed.data;
  const parts = problemParts(parsed.error.issues).map((part) => ({
    ...part,
    pointer: part.pointer.replace(/^#\/?/, ""),
  }));
  throw new HttpError("http.wrong_parameter", "参数不对，请按 errors 中的说明改正。", { problems: parts });
}

const inLanguage = (c: Context<Env>) => (c.var.language === "zh" ? { error: chineseIssue } : {});
