import type { Contract } from "../../schemas/contract.ts";
import type { Jurisdiction } from "../../schemas/jurisdictions/index.ts";
import { stepsOf, valueAt } from "./pointers.ts";

/** Where a reader finds a pointer, in words: `/parties/0/uscc` is 「甲方 统一社会信用代码」. Falls back to what encloses it. */
export function placeOf(pointer: string, contract: Contract, law: Jurisdiction): string {
  return placeIn(law.places, pointer, { contract, law }) ?? "合同";
}

/** The same in English: `Party A's credit code`. Seats are translated, other keys stand as they are in the contract. */
export function placeInEnglish(pointer: string, contract: Contract, law: Jurisdiction): string {
  const place = placeIn(law.english.places, pointer, { contract, law }) ?? "contract";
  return seatsInEnglish(place);
}

const SEATS: Readonly<Record<string, string>> = {
  甲: "Party A",
  乙: "Party B",
  丙: "Party C",
  丁: "Party D",
};

/** 甲方 is Party A, and so on. */
export const seatsInEnglish = (text: string): string =>
  text.replaceAll(/([甲乙丙丁])方/gu, (whole, seat: string) => SEATS[seat] ?? whole);

function placeIn(
  places: Readonly<Record<string, string>>,
  pointer: string,
  { contract, law }: { readonly contract: Contract; readonly law: Jurisdiction },
): string | undefined {
  const steps = stepsOf(pointer);
  for (let length = steps.length; length > 0; length -= 1) {
    const words = places[patternOf(steps.slice(0, length), law)];
    if (words !== undefined) return filled(words, steps, contract);
  }
  return undefined;
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
    .replaceAll(/\{seat\}('s )?/g, (_, whose = "") => (typeof seat === "string" ? `${seat}${whose}` : ""))
    .replaceAll("{key}", steps.at(-1) ?? "");
}
