import { type Bytes, latin1 } from "../kit/bytes.ts";
import { readDocx } from "./docx/read-docx.ts";
import { ExtractError } from "./extract-error.ts";
import { readPdf } from "./pdf/read-pdf.ts";
import type { UploadedText } from "./uploaded-text.ts";

/** What a file is, by its first bytes; its name is not asked. */
export type UploadKind = "pdf" | "docx" | "json";

/** Tells what an upload is. Throws `extract.*` for anything else; a PDF may have up to 1024 bytes before its header. */
export function uploadKind(bytes: Bytes): UploadKind {
  if (bytes.length === 0)
    throw new ExtractError("extract.empty_file", "文件是空的，请重新上传 · the file is empty");
  const start = latin1(bytes, 0, Math.min(bytes.length, 1024));
  if (start.includes("%PDF-")) return "pdf";
  if (start.startsWith("PK")) return "docx";
  if (start.startsWith("\xd0\xcf\x11\xe0")) throw compound(bytes);
  if (/^(?:\xef\xbb\xbf)?\s*[{[]/.test(start)) return "json";
  throw new ExtractError(
    "extract.unknown_type",
    "只能核对 DOCX、PDF 和合同 JSON；这个文件的内容不是其中任何一种（与扩展名无关）· neither DOCX, PDF nor JSON",
  );
}

/** Refuses a file whose name says another kind than its content is: whoever sent it meant something else, or hides something. */
export function assertNamedAsItIs(name: string, kind: UploadKind): void {
  const stated = /\.(pdf|docx|json)$/i.exec(name.trim())?.[1]?.toLowerCase();
  if (stated === undefined || stated === kind) return;
  throw new ExtractError(
    "extract.wrong_extension",
    `文件名写的是 .${stated}，内容是 ${kind.toUpperCase()}；请核对是不是这一份，改正扩展名再上传 · named .${stated}, but its content is ${kind.toUpperCase()}`,
  );
}

/** Old Word and password-protected DOCX are both compound files; the latter names its package. */
function compound(bytes: Bytes): ExtractError {
  const directory = latin1(bytes, 0, Math.min(bytes.length, 2_000_000)).replaceAll("\0", "");
  return directory.includes("EncryptedPackage")
    ? new ExtractError(
        "extract.encrypted_word",
        "Word 文件有密码，请去掉密码后再上传 · the Word file is encrypted",
      )
    : new ExtractError(
        "extract.old_word",
        "这是旧版 Word（.doc），请另存为 .docx 再上传 · save the .doc as .docx",
      );
}

/**
 * The text of a DOCX or PDF, with places. A PDF with bytes before its header is read from the header on. Throws
 * `extract.file_cut_short` for a PDF that cannot be read strictly and lost its end: what is gone cannot be told from what never was.
 */
export function readUpload(bytes: Bytes, kind: "pdf" | "docx"): UploadedText {
  if (kind === "docx") return readDocx(bytes);
  const header = latin1(bytes, 0, Math.min(bytes.length, 1024)).indexOf("%PDF-");
  const read = readPdf(header > 0 ? bytes.slice(header) : bytes);
  if (read.damaged && !hasEnd(bytes))
    throw new ExtractError(
      "extract.file_cut_short",
      "文件已损坏：PDF 的末尾缺失，内容不全，没有核对；请重新取得完整的文件再提交 · the PDF is damaged, its end is missing; send the whole file",
    );
  return read;
}

/** Whether the end of a PDF is there, with what mail and disks put behind it (ISO 32000-2 §7.5.5). */
const hasEnd = (bytes: Bytes): boolean =>
  latin1(bytes, Math.max(0, bytes.length - 2048), bytes.length).includes("%%EOF");
