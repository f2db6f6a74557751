import { readFile } from "node:fs/promises";
import { z } from "zod";
import { Contract } from "../../../schemas/contract.ts";
import { checkOn } from "../../../src/app/check-on.ts";
import type { House } from "../../../src/app/house.ts";
import { parseContract } from "../../../src/contract/parse.ts";
import type { Json } from "../open-house.ts";

/** Markup, the end of an attribute, a formula: what somebody would put into a text to have it run where it is shown. */
export const HOSTILE = `"'><img src=x onerror=globalThis.pwned=1><script>globalThis.pwned=1</script>`;
/** Short enough for a name; alone in its field a spreadsheet would take it for a formula. */
export const FORMULA = "=HYPERLINK(1)<b>";

type Path = readonly (string | number)[];

/** Every place of the contract's schema where free text may stand; a list's element is 0. */
export function textPaths(): Path[] {
  const root: Json = z.toJSONSchema(Contract, { io: "input", reused: "inline", unrepresentable: "any" });
  const found = new Map<string, Path>();
  const walk = (node: Json, path: Path): void => {
    if (node === undefined || typeof node !== "object") return;
    for (const one of [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])]) walk(one, path);
    if (node.$ref !== undefined) walk(root.$defs?.[String(node.$ref).split("/").at(-1) ?? ""], path);
    if (node.type === "string" && node.enum === undefined && node.const === undefined)
      found.set(path.join("/"), path);
    for (const [name, child] of Object.entries<Json>(node.properties ?? {})) walk(child, [...path, name]);
    if (node.items !== undefined) walk(node.items, [...path, 0]);
    if (typeof node.additionalProperties === "object") {
      const names: readonly string[] = node.propertyNames?.enum ?? ["甲方"];
      for (const name of names) walk(node.additionalProperties, [...path, name]);
    }
  };
  walk(root, []);
  return [...found.values()];
}

/** The contract with a text at a place; lists and objects on the way are made where they are not. */
export function withText(contract: Json, path: Path, change: (text: string) => string): Json {
  const [head, ...rest] = path;
  if (head === undefined) return change(typeof contract === "string" ? contract : "");
  const there = contract ?? (typeof head === "number" ? [] : {});
  const copy: Json = Array.isArray(there) ? [...there] : { ...there };
  copy[head] = withText(copy[head], rest, change);
  return copy;
}

const parses = (contract: Json): boolean => {
  try {
    parseContract(contract);
    return true;
  } catch {
    return false;
  }
};

async function samples(): Promise<Json[]> {
  const { valid } = JSON.parse(
    await readFile(new URL("../../fixtures/contracts.json", import.meta.url), "utf8"),
  );
  return Object.values<Json>(valid);
}

/** Drafts of every kind that there are samples of. */
export const drafts = async (): Promise<Json[]> =>
  (await samples()).map(({ signatures: _s, filing: _f, docSha256: _d, ...draft }: Json) => draft);

/** Places whose text the wire takes with something hostile in it, in one kind of contract or another. */
export async function hostilePlaces(): Promise<ReadonlySet<string>> {
  const all = await samples();
  const taken = new Set<string>();
  for (const path of textPaths())
    for (const draft of all)
      if ([HOSTILE, FORMULA].some((words) => parses(withText(draft, path, () => words))))
        taken.add(path.join("/"));
  return taken;
}

/**
 * A draft with hostile words behind the text of as many places as it can have and still be sent: what its rules then would not let
 * pass keeps its text. With it, the places that were changed.
 */
export function hostileDraft(house: Pick<House, "clock">, draft: Json): { contract: Json; places: Path[] } {
  let contract = draft;
  const places: Path[] = [];
  for (const path of textPaths()) {
    for (const words of [HOSTILE, FORMULA]) {
      const next = withText(contract, path, (text) => `${text}${words}`);
      if (!parses(next)) continue;
      if (checkOn(house, parseContract(next), { stage: "draft" }).verdict !== "ready") continue;
      contract = next;
      places.push(path);
      break;
    }
  }
  return { contract, places };
}
