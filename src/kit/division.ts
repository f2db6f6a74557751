import divisions from "../../schemas/jurisdictions/common/divisions.json" with { type: "json" };
import { ownValue } from "./json-value.ts";

/** Divisions (GB/T 2260) of the places whose law is here, with retired codes and codes of registrars. */

/** A division: its code now, its name, and whether the code that was read is retired. */
export type Division = { readonly code: string; readonly name: string; readonly retired: boolean };

const textAt = (table: unknown, key: string): string | undefined => {
  const value = ownValue(table, key);
  return typeof value === "string" ? value : undefined;
};

/** The division of a code; undefined for a code that is not in the table, which is no proof that it does not exist. */
export function readDivision(code: string): Division | undefined {
  const alias = textAt(divisions.aliases, code);
  const name = textAt(divisions.names, alias ?? code);
  return name === undefined ? undefined : { code: alias ?? code, name, retired: alias !== undefined };
}
