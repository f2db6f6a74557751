import { Variant } from "../../schemas/contract.ts";
import { lawFor } from "../../schemas/jurisdictions/index.ts";

/** Every kind of contract with its name in both languages, one a line, for `--help`. */
export const VARIANT_NAMES: string = Variant.options
  .map((id) => {
    const { variant, english } = lawFor(id);
    return `  ${id.padEnd(9)}${variant.name} · ${english.names[variant.name] ?? id}`;
  })
  .join("\n");
