import { ownValue, pointerStep } from "../kit/json-value.ts";
import { ContractError } from "./contract-error.ts";

/** Bounds of a contract: far above any real one, far below what costs time. */
export const BOUNDS = { characters: 1_000_000, depth: 12, values: 20_000 } as const;

const tooLarge = (what: string): ContractError =>
  new ContractError("contract.too_large", `合同数据过大（${what}），请删减后重新提交`, { bounds: BOUNDS });

/** Refuses a text that is longer than any contract. */
export function boundText(text: string): void {
  if (text.length > BOUNDS.characters) throw tooLarge(`超过 ${BOUNDS.characters} 个字符`);
}

/** The refusal of a value or text that nests too deep. */
export const tooDeep = (): ContractError =>
  new ContractError("contract.too_deep", `合同数据嵌套超过 ${BOUNDS.depth} 层，请核对格式`, {
    bounds: BOUNDS,
  });

/**
 * Walks a value without recursion and refuses it when it is too deep, has too many values or too many characters.
 * Returns pointers of keys named `__proto__`, which schema readers skip.
 * @throws ContractError contract.too_deep, contract.too_large
 */
export function boundValue(value: unknown): readonly string[] {
  const waiting: { value: unknown; pointer: string; depth: number }[] = [{ value, pointer: "", depth: 1 }];
  const prototypes: string[] = [];
  let values = 0;
  let characters = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    values += 1;
    if (values > BOUNDS.values) throw tooLarge(`超过 ${BOUNDS.values} 项`);
    if (typeof next.value === "string") characters += next.value.length;
    if (characters > BOUNDS.characters) throw tooLarge(`超过 ${BOUNDS.characters} 个字符`);
    if (typeof next.value !== "object" || next.value === null) continue;
    if (next.depth > BOUNDS.depth) throw tooDeep();
    const keys = Object.keys(next.value);
    if (values + keys.length > BOUNDS.values) throw tooLarge(`超过 ${BOUNDS.values} 项`);
    for (const key of keys) {
      const pointer = `${next.pointer}${pointerStep(key)}`;
      if (key === "__proto__") prototypes.push(pointer);
      characters += key.length;
      waiting.push({ value: ownValue(next.value, key), pointer, depth: next.depth + 1 });
    }
  }
  return prototypes;
}
