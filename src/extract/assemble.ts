import type { Contract, Variant } from "../../schemas/contract.ts";
import type { ExtractedValue } from "../../schemas/extraction.ts";

type Tree = { [key: string]: Tree | string | number | boolean } | (Tree | string | number | boolean)[];

/** The contract shape the values make. Lists are closed up; keys are those the finders know, so no other can come in. */
export function assembled(variant: Variant, values: readonly ExtractedValue[]): Contract {
  const root: { [key: string]: Tree | string | number | boolean } = {};
  for (const { pointer, value } of values) {
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") continue;
    place(root, pointer.split("/").slice(1), value);
  }
  const contract: Contract = { schema: "custody-contract/1", variant };
  return Object.assign(contract, root);
}

function place(root: Tree, steps: readonly string[], value: string | number | boolean): void {
  let here: Tree = root;
  steps.forEach((step, at) => {
    const last = at === steps.length - 1;
    const child: Tree | string | number | boolean = last
      ? value
      : /^\d+$/.test(steps[at + 1] ?? "")
        ? []
        : Object.create(null);
    if (Array.isArray(here)) {
      const index = Number(step);
      const known: Tree | string | number | boolean | undefined = here[index];
      if (last || known === undefined) here[index] = child;
      here = next(here[index], here);
    } else {
      const known: Tree | string | number | boolean | undefined = here[step];
      if (last || known === undefined) here[step] = child;
      here = next(here[step], here);
    }
  });
}

const next = (child: Tree | string | number | boolean | undefined, here: Tree): Tree =>
  typeof child === "object" ? child : here;
