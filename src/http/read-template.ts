import type { Context } from "hono";
import { UploadTemplateInput } from "../../schemas/api/template.ts";
import type { TemplateUpload } from "../app/templates/upload-template.ts";
import type { Env } from "./env.ts";
import { HttpError } from "./http-error.ts";
import { capped, problemParts, readBody } from "./read-body.ts";

/** Templates hold at most this many bytes. */
const TEMPLATE_LIMIT = 10_000_000;
/** Room for the boundary lines, headers and text fields around the file in a form. */
const FORM_OVERHEAD = 64 * 1024;

/** Media type of a bare DOCX. */
export const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/**
 * An uploaded template: a form with the field `file` and what is said about it in other fields, or the DOCX itself with
 * that in the query. `http.file_missing`, `http.body_too_large`, `http.unsupported_media_type`, `http.wrong_shape`.
 */
export async function readTemplateUpload(c: Context<Env>): Promise<TemplateUpload> {
  const mediaType = c.req.header("content-type") ?? "";
  if (/^multipart\/form-data/i.test(mediaType)) return fromForm(c.req.raw, mediaType);
  const bare = mediaType.toLowerCase().startsWith(DOCX) || /^application\/octet-stream/i.test(mediaType);
  if (!bare)
    throw new HttpError("http.unsupported_media_type", "请以 .docx 的类型或 multipart/form-data 发送模板。");
  const bytes = await readBody(c.req.raw, TEMPLATE_LIMIT);
  return whole({ bytes, fileName: "template.docx", input: inputOf(c.req.query()) });
}

async function fromForm(request: Request, mediaType: string): Promise<TemplateUpload> {
  const { body, exceeded } = capped(request, TEMPLATE_LIMIT + FORM_OVERHEAD);
  const form = await new Response(body, { headers: { "content-type": mediaType } })
    .formData()
    .catch((cause: unknown) => {
      const unreadable = "表单没有收完整，或格式不对，请重新上传。";
      throw exceeded() ?? new HttpError("http.body_unreadable", unreadable, {}, { cause });
    });
  const file = form.get("file");
  if (!(file instanceof File))
    throw new HttpError("http.file_missing", "没有收到文件，请在名为 file 的栏目中上传。");
  const said = [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[name, value]] : [],
  );
  const bytes = new Uint8Array(await file.arrayBuffer());
  return whole({ bytes, fileName: file.name, input: inputOf(Object.fromEntries(said)) });
}

function inputOf(said: Readonly<Record<string, string>>): UploadTemplateInput {
  // an empty field of a form is a field left empty
  const filled = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ""));
  const parsed = UploadTemplateInput.safeParse(filled);
  if (parsed.success) return parsed.data;
  throw new HttpError("http.wrong_shape", "内容不符合要求，请按 errors 中逐项的说明改正。", {
    problems: problemParts(parsed.error.issues),
  });
}

function whole(upload: TemplateUpload): TemplateUpload {
  if (upload.bytes.length === 0) throw new HttpError("http.file_missing", "文件是空的。");
  if (upload.bytes.length > TEMPLATE_LIMIT)
    throw new HttpError("http.body_too_large", "模板超过 10 MB。", { limit: TEMPLATE_LIMIT });
  return upload;
}
