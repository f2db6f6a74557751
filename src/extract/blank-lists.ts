import { type ExtractedValue, SURE } from "../../schemas/extraction.ts";
import { isBlank } from "../kit/text.ts";

/** Lists of the contract that a form prints as a table; what its rows say by themselves is no entry. */
const ENTRY = /^(\/scope|\/fee\/schedule|\/ipList|\/project\/enterprises)\/\d+\/(.+)$/;
const OF_THE_FORM = new Set(["code", "technologyBased"]);

/**
 * A table with nothing but blank rows is a list nobody filled in: its values give way to one blank value at the list itself,
 * which stands in no contract (`isBlankList`). A blank row beside a filled one stays: there something is missing.
 */
export function withoutBlankLists(values: readonly ExtractedValue[]): readonly ExtractedValue[] {
  const lists = new Map<string, readonly ExtractedValue[]>();
  for (const value of values) {
    const list = ENTRY.exec(value.pointer)?.[1];
    if (list !== undefined) lists.set(list, [...(lists.get(list) ?? []), value]);
  }
  const blank = new Map<ExtractedValue, string>();
  for (const [list, [first, ...others]] of lists)
    if (first !== undefined && isUnfilled([first, ...others])) blank.set(first, list);
  const lost = new Set(blank.values());
  return values.flatMap((value) => {
    const list = blank.get(value);
    if (list !== undefined) return [{ ...value, pointer: list, value: "", confidence: 0.9 }];
    return lost.has(ENTRY.exec(value.pointer)?.[1] ?? "") ? [] : [value];
  });
}

/** Whether a value only says that its list was left blank; boxes that were not ticked make a blank list too. */
export const isBlankList = ({ pointer, value }: ExtractedValue): boolean =>
  value === "" && (ENTRY.test(`${pointer}/0/name`) || pointer === "/acceptance/indicators");

const isUnfilled = (entries: readonly ExtractedValue[]): boolean => {
  const told = entries.filter(({ pointer }) => !OF_THE_FORM.has(ENTRY.exec(pointer)?.[2] ?? ""));
  const sure = told.filter(({ confidence }) => confidence >= SURE);
  return sure.length > 1 && told.every(({ value }) => typeof value === "string" && isBlank(value));
};
