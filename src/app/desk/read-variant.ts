import { Variant } from "../../../schemas/contract.ts";
import { DeskError } from "./desk-error.ts";

/** The kind of contract somebody named, in whatever case. Throws `desk.unknown_variant`, which lists those there are. */
export function readVariant(text: string): Variant {
  const variant = Variant.safeParse(text.trim().toUpperCase());
  if (variant.success) return variant.data;
  const known = Variant.options;
  throw new DeskError(
    "desk.unknown_variant",
    `没有 ${text} 这种合同类型；可用：${known.join("、")} · there is no kind of contract ${text}; use one of ${known.join(", ")}`,
    { variant: text, known },
  );
}
