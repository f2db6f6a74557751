import type { LinkRecord } from "../../ports/link-records.ts";
import type { House } from "../house.ts";

/** The links among these that were signed with, as their chains say: a step may have several that were opened and read. */
export async function signedAmong(house: House, links: readonly LinkRecord[]): Promise<ReadonlySet<string>> {
  const signed = new Set<string>();
  for (const { id, openedAt } of links) {
    if (openedAt === null) continue;
    const events = await house.store.events(`link:${id}`);
    if (events.some(({ type }) => type === "link.signed")) signed.add(id);
  }
  return signed;
}
