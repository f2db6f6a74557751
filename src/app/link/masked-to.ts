import { maskedPhone } from "../../kit/contact-form.ts";

/** 138****0001, or z***@example.cn: enough to recognise one's own, too little to write to. */
export function maskedTo(to: string): string {
  const at = to.indexOf("@");
  if (to === "") return "";
  if (at < 0) return maskedPhone(to);
  return `${Array.from(to)[0] ?? ""}***${to.slice(at)}`;
}
