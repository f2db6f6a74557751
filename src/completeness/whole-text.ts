import type { Contract } from "../../schemas/contract.ts";
import { ownValue, pointerStep } from "../kit/json-value.ts";
import { isBlank } from "../kit/text.ts";
import type { Inquiry } from "./observation.ts";
import { targetsOf } from "./pointers.ts";

/** A text of the contract with its pointer and, for the other clauses, the name it stands under. */
export type Passage = { readonly pointer: string; readonly name: string; readonly text: string };

/** Whether what is not in the JSON is not in the contract. Otherwise an absent clause is not judged. */
export const isWhole = ({ contract }: Inquiry): boolean => contract.evidence?.wholeText === true;

/** Whether a form has the line and it may have been left blank: the key is there, whatever it holds. */
export const isAskedFor = (part: unknown, key: string): boolean =>
  typeof part === "object" && part !== null && Object.hasOwn(part, key);

/** The filled texts patterns name, with what they stand under. */
export function passagesAt(patterns: readonly string[], { contract, law }: Inquiry): readonly Passage[] {
  const targets = patterns.flatMap((pattern) => targetsOf(contract, pattern, law));
  return targets.flatMap(({ pointer, value }) => {
    if (typeof value !== "string" || isBlank(value)) return [];
    return [{ pointer, name: pointer.startsWith("/clauses/") ? nameAt(pointer) : "", text: value }];
  });
}

const nameAt = (pointer: string): string =>
  pointer.slice("/clauses/".length).replaceAll("~1", "/").replaceAll("~0", "~");

/** The other clauses, blank ones too. */
export function otherClauses({ clauses }: Contract): readonly Passage[] {
  return Object.keys(clauses ?? {}).map((name) => {
    const text = ownValue(clauses, name);
    return { pointer: `/clauses${pointerStep(name)}`, name, text: typeof text === "string" ? text : "" };
  });
}

/** Sentences of a text, without the stops. */
export const sentencesOf = (text: string): readonly string[] =>
  text.split(/[。；;\n]/u).filter((sentence) => sentence.trim() !== "");
