import { type Bytes, latin1 } from "../../kit/bytes.ts";
import { DeskError } from "./desk-error.ts";

/** Rich text begins with the brace of JSON and is none: who sent it saved a Word document so. Throws `desk.rich_text`. */
export function refuseRichText(bytes: Bytes): void {
  if (!/^\s*\{\\rtf/.test(latin1(bytes, 0, Math.min(bytes.length, 64)))) return;
  throw new DeskError(
    "desk.rich_text",
    "这是 RTF 文件，不能核对，请用 Word 另存为 .docx 再提交 · this is an RTF file; save it as .docx and send that",
  );
}
