import type { Contract } from "../../schemas/contract.ts";
import type { Jurisdiction } from "../../schemas/jurisdictions/index.ts";
import { stepsOf, valueAt } from "./pointers.ts";

/** Where a reader finds a pointer, in words: `/parties/0/uscc` is 「甲方 统一社会信用代码」. Falls back to what encloses it. */
export function placeOf(pointer: string, contract: Contract, law: Jurisdiction): string {
  const steps = stepsOf(pointer);
  for (let length = steps.length; length > 0; length -= 1) {
    const words = law.places[patternOf(steps.slice(0, length), law)];
    if (words !== undefined) return filled(words, steps, contract);
  }
  return "合同";
}

/** The key of the places table: each step as it is when the table knows it, else `*`. */
function patternOf(steps: readonly string[], law: Jurisdiction): string {
  let pattern = "";
  for (const step of steps) {
    const exact = pattern === "" ? step : `${pattern}/${step}`;
    pattern = law.places[exact] === undefined ? `${pattern}/*` : exact;
  }
  return pattern;
}

function filled(words: string, steps: readonly string[], contract: Contract): string {
  const seat = valueAt(contract, `/${steps.slice(0, 2).join("/")}/seat`);
  return words
    .replaceAll(/\{(\d)\}/g, (_, at: string) => String(Number(steps[Number(at)]) + 1))
    .replaceAll("{seat}", typeof seat === "string" ? seat : "")
    .replaceAll("{key}", steps.at(-1) ?? "");
}
