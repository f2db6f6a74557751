import type { Bytes } from "../kit/bytes.ts";
import { jsonFault } from "../kit/json-fault.ts";
import { HttpError, type ProblemPart } from "./http-error.ts";

/** JSON requests hold at most this many bytes. */
export const JSON_LIMIT = 1024 * 1024;
/** Uploaded files hold at most this many bytes. */
export const FILE_LIMIT = 30 * 1024 * 1024;
/** Objects and lists may nest this deep; no shape of ours comes near. */
export const DEPTH_LIMIT = 64;

const megabytes = (bytes: number): string => `${bytes / 1024 / 1024} MB`;

const declaredLength = (request: Request): number => Number(request.headers.get("content-length") ?? 0);

const tooLarge = (limit: number): HttpError =>
  new HttpError("http.body_too_large", `请求体超过 ${megabytes(limit)}，请缩小后重发。`, { limit });

/**
 * The whole body, never more than `limit` bytes of it: a declared length over the limit is refused unread, and a body
 * that turns out longer is refused at the byte that passes the limit. `http.body_too_large`, `http.body_unreadable`.
 */
export async function readBody(request: Request, limit: number): Promise<Bytes> {
  if (declaredLength(request) > limit) throw tooLarge(limit);
  if (request.body === null) return new Uint8Array(0);
  const declared = declaredLength(request);
  let body = new Uint8Array(0);
  let length = 0;
  for await (const part of chunks(request.body)) {
    if (length + part.length > limit) throw tooLarge(limit);
    if (length + part.length > body.length)
      body = grown(body, { length, least: length + part.length, declared });
    body.set(part, length);
    length += part.length;
  }
  return length === body.length ? body : body.slice(0, length);
}

/** How much more room is made each time, and from where on a declared length is believed: it is not given memory for being declared. */
const GROWTH = 4;
const BELIEVED_FROM = 1_000_000;

/** The bytes read so far with room for more. Parts joined at the end would be in memory twice, and a worker has 128 MB. */
function grown(
  body: Bytes,
  { length, least, declared }: { readonly length: number; readonly least: number; readonly declared: number },
): Bytes {
  const believed = declared >= least && least > BELIEVED_FROM;
  const larger = new Uint8Array(believed ? declared : least * GROWTH);
  larger.set(body.subarray(0, length));
  return larger;
}

/**
 * The body as a stream that breaks off at the byte that passes the limit. Parsers report the break in their own words:
 * `exceeded` tells afterwards whether it was the limit.
 */
export function capped(request: Request, limit: number) {
  if (declaredLength(request) > limit) throw tooLarge(limit);
  let refusal: HttpError | undefined;
  let length = 0;
  const gate = new TransformStream<Uint8Array, Uint8Array>({
    transform: (part, controller) => {
      length += part.length;
      if (length > limit) refusal ??= tooLarge(limit);
      if (refusal === undefined) controller.enqueue(part);
      else controller.error(refusal);
    },
  });
  return { body: request.body?.pipeThrough(gate) ?? null, exceeded: () => refusal };
}

async function* chunks(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw new HttpError("http.body_unreadable", "请求体没有收完整，请重发。", {}, { cause });
      });
      if (done) return;
      yield value;
    }
  } finally {
    // The rest of a refused body is not ours to read; a body already closed or broken has nothing to cancel.
    await reader.cancel().catch(() => undefined);
  }
}

/**
 * JSON of a body. `http.not_json` for bytes that are not UTF-8 I-JSON, `http.body_too_deep` beyond DEPTH_LIMIT (asked
 * before parsing, so that nothing downstream can be driven out of its stack), `http.body_missing` for no bytes.
 */
export function parseJson(body: Bytes): unknown {
  if (body.length === 0) throw new HttpError("http.body_missing", "请求体为空，请附上 JSON。");
  if (nestsDeeperThan(body, DEPTH_LIMIT)) {
    throw new HttpError("http.body_too_deep", `JSON 嵌套超过 ${DEPTH_LIMIT} 层。`, { limit: DEPTH_LIMIT });
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body), refuseLossy);
  } catch (cause) {
    throw notJson(body, cause);
  }
}

/** Says where the JSON breaks off, when it is text and breaks off at all. */
function notJson(body: Bytes, cause: unknown): HttpError {
  const text = new TextDecoder().decode(body);
  const place = text.includes("\uFFFD") ? undefined : jsonFault(text);
  const told = "请求体不是 UTF-8 编码的 JSON";
  if (place === undefined) return new HttpError("http.not_json", `${told}。`, {}, { cause });
  const { line, column } = place;
  return new HttpError(
    "http.not_json",
    `${told}：读到第 ${line} 行第 ${column} 列读不下去，请检查这里和它前面的引号、逗号和括号。 · The body is not JSON: it breaks off at line ${line}, column ${column}; look at the quotes, commas and brackets there and before it.`,
    { line, column },
    { cause },
  );
}

/** I-JSON (RFC 7493 §2.1, §2.2): a number beyond a double or half a character would not come out as it went in. */
function refuseLossy(key: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value))
    throw new RangeError(`number too large at ${key}`);
  if (!key.isWellFormed() || (typeof value === "string" && !value.isWellFormed())) {
    throw new RangeError("lone surrogate");
  }
  return value;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const opens = (byte: number): boolean => byte === 0x5b || byte === 0x7b;
const closes = (byte: number): boolean => byte === 0x5d || byte === 0x7d;

/** Whether brackets outside of strings ever stand deeper than `limit`; asks nothing else of the JSON. */
function nestsDeeperThan(json: Uint8Array, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    if (inString) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (opens(byte)) {
      depth += 1;
      if (depth > limit) return true;
    } else if (closes(byte)) depth -= 1;
  }
  return false;
}

/** A JSON Pointer fragment for a path into JSON (RFC 6901 §6). */
export const pointerOf = (path: readonly PropertyKey[]): string =>
  `#${path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("")}`;

/** The parts of a problem for what a schema refuses. */
export const problemParts = (
  issues: readonly {
    readonly path: readonly PropertyKey[];
    readonly code?: string;
    readonly message: string;
  }[],
): ProblemPart[] =>
  issues.map((issue) => ({
    pointer: pointerOf(issue.path),
    code: issue.code ?? "invalid",
    detail: issue.message,
  }));
