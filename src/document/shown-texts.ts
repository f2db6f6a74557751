import { dated, grouped } from "./expression/named-functions.ts";
import { roleName } from "./role-names.ts";

/** One value of a contract and the words in which the document must show it. */
export type ShownText = { readonly pointer: string; readonly text: string };

/** Facts about the data rather than words of the contract; `free` decides which paragraph stands. */
const NOT_WORDS = new Set(["/schema", "/fee/free"]);

/**
 * Every value of the shown part of a contract (`shownContract`) as its template prints it: days as 年月日, amounts with
 * separators, the rest as written. A document whose text holds all of them shows what its attached data says.
 */
export function shownTexts(shown: unknown): readonly ShownText[] {
  return textsAt(shown, "", variantOf(shown)).filter(
    ({ pointer, text }) => !NOT_WORDS.has(pointer) && text !== "",
  );
}

const variantOf = (shown: unknown): unknown =>
  typeof shown === "object" && shown !== null && "variant" in shown ? shown.variant : undefined;

function textsAt(value: unknown, pointer: string, variant: unknown): ShownText[] {
  if (typeof value === "string" || typeof value === "number")
    return [{ pointer, text: wordsOf(value, pointer, variant) }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    textsAt(inner, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, variant),
  );
}

function wordsOf(value: string | number, pointer: string, variant: unknown): string {
  if (/^\/parties\/\d+\/role$/.test(pointer)) return roleName(String(value), variant) ?? "";
  if (/\/(?:amount|subsidy)$/.test(pointer)) return grouped(value) ?? "";
  return (dated(value) ?? "").replace(/[。；;\s]+$/u, "");
}
