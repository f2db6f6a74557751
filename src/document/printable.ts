import { DocumentError } from "./document-error.ts";
import type { Budget } from "./expression/limits.ts";

/** Control characters that XML cannot carry, and text that is not whole Unicode. */
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/**
 * A value as the words that stand in the document: texts with every line end as `\n`, numbers. Throws
 * `document.expression_failed` for lists and objects, `document.values_refused` for characters no document can hold.
 */
export function printable(value: unknown, budget: Budget): string {
  if (typeof value !== "string" && typeof value !== "number")
    throw new DocumentError("document.expression_failed", "这里应当是文字或者数字");
  const text = String(value).replaceAll(/\r\n?/g, "\n");
  if (UNPRINTABLE.test(text) || !text.isWellFormed())
    throw new DocumentError("document.values_refused", "文字中有文档不能容纳的控制字符，请删除");
  budget.print(text.length);
  return text;
}
