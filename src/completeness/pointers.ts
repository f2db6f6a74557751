import type { Contract } from "../../schemas/contract.ts";
import type { Jurisdiction } from "../../schemas/jurisdictions/index.ts";
import { ownValue, pointerStep } from "../kit/json-value.ts";

/** A place in a contract and what stands there; undefined when nothing does. */
export type Target = { readonly pointer: string; readonly value: unknown };

/** Steps of a JSON Pointer, unescaped. */
export const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));

/** What stands at a pointer. */
export const valueAt = (contract: Contract, pointer: string): unknown =>
  stepsOf(pointer).reduce<unknown>((value, step) => ownValue(value, step), contract);

/**
 * The places a pattern names: `*` is every entry of a list or object that is there, `{seat}` every seat of the variant
 * whether or not it is there.
 */
export function targetsOf(contract: Contract, pattern: string, law: Jurisdiction): readonly Target[] {
  let targets: readonly Target[] = [{ pointer: "", value: contract }];
  for (const step of pattern.split("/").slice(1)) {
    targets = targets.flatMap(({ pointer, value }) =>
      keysOf(step, value, law).map((key) => ({
        pointer: `${pointer}${pointerStep(key)}`,
        value: ownValue(value, key),
      })),
    );
  }
  return targets;
}

function keysOf(step: string, value: unknown, law: Jurisdiction): readonly string[] {
  if (step === "{seat}") return law.variant.seats.map(({ seat }) => seat);
  if (step !== "*") return [step];
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

/** Every text in the contract with its pointer. */
export function textsOf(
  value: unknown,
  pointer = "",
): readonly { readonly pointer: string; readonly text: string }[] {
  if (typeof value === "string") return [{ pointer, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.keys(value).flatMap((key) => textsOf(ownValue(value, key), `${pointer}${pointerStep(key)}`));
}
