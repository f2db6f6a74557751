import type { House } from "./house.ts";

/** The authority's full name: the bureau registered for it, else its code. */
export async function authorityName(house: House, code: string): Promise<string> {
  return (await house.store.bureauOf(code))?.name ?? code;
}
