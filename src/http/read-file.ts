import type { Context } from "hono";
import type { Bytes } from "../kit/bytes.ts";
import type { Env } from "./env.ts";
import { HttpError } from "./http-error.ts";
import { boundaryOf, filesOfForm } from "./multipart-form.ts";
import { FILE_LIMIT, parseJson, readBody } from "./read-body.ts";
import { isJson, readJsonBytes } from "./read-input.ts";

/** An uploaded file. The name is what the sender calls it: shown, never used as a path. */
export type UploadedFile = { readonly bytes: Bytes; readonly name: string };

/** Room for the boundary lines and headers around a file in a form. */
const FORM_OVERHEAD = 64 * 1024;

/**
 * The file of a request: the body itself (`application/pdf`, `application/octet-stream`) or the field `file` of a form.
 * `http.file_missing`, `http.body_too_large`, `http.unsupported_media_type`.
 */
export async function readFile(c: Context<Env>): Promise<UploadedFile> {
  const mediaType = c.req.header("content-type") ?? "";
  if (/^multipart\/form-data/i.test(mediaType)) return readForm(c.req.raw, mediaType);
  if (/^application\/(?:pdf|octet-stream)/i.test(mediaType)) {
    return wholeFile(await readBody(c.req.raw, FILE_LIMIT), "document.pdf");
  }
  throw new HttpError(
    "http.unsupported_media_type",
    "请以 application/pdf 或 multipart/form-data 发送文件。",
  );
}

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/**
 * The contract of a request: JSON, a file as the body (PDF, Word, octets), or the field `file` of a form.
 * `http.file_missing`, `http.body_too_large`, `http.unsupported_media_type`, and for JSON what reading JSON throws.
 */
export async function readSentContract(c: Context<Env>): Promise<UploadedFile> {
  const mediaType = (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (isJson(mediaType)) {
    const bytes = await readJsonBytes(c);
    parseJson(bytes);
    return { bytes, name: "contract.json" };
  }
  if (mediaType === WORD) return wholeFile(await readBody(c.req.raw, FILE_LIMIT), "document.docx");
  if (/^(?:multipart\/form-data|application\/(?:pdf|octet-stream))$/.test(mediaType)) return readFile(c);
  throw new HttpError(
    "http.unsupported_media_type",
    "请发送合同 JSON（application/json），或者以 multipart/form-data 的 file 栏目上传 DOCX、PDF 文件。",
  );
}

/** The form is read once and its file lies in it: a worker has 128 MB in all. */
async function readForm(request: Request, mediaType: string): Promise<UploadedFile> {
  const boundary = boundaryOf(mediaType);
  const body = await readBody(request, FILE_LIMIT + FORM_OVERHEAD);
  const files = boundary === undefined ? undefined : filesOfForm(body, boundary);
  if (files === undefined)
    throw new HttpError("http.body_unreadable", "表单没有收完整，或格式不对，请重新上传。");
  const [file, second] = files.filter(({ field }) => field === "file");
  // which of two was meant is nothing to guess
  if (second !== undefined) throw new HttpError("http.file_ambiguous", "一次只核对一份文件，请分开上传。");
  if (file === undefined)
    throw new HttpError("http.file_missing", "没有收到文件，请在名为 file 的栏目中上传。");
  return wholeFile(file.bytes, file.name.slice(0, 200));
}

function wholeFile(bytes: Bytes, name: string): UploadedFile {
  if (bytes.length === 0) throw new HttpError("http.file_missing", "文件是空的。");
  if (bytes.length > FILE_LIMIT) {
    throw new HttpError("http.body_too_large", "文件超过 30 MB。", { limit: FILE_LIMIT });
  }
  return { bytes, name };
}
