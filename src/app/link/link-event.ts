import type { LinkRecord } from "../../ports/link-records.ts";
import type { Change } from "../../ports/store.ts";
import { nextEvent } from "../audit.ts";
import type { House } from "../house.ts";

/** Something that happened to a link: the event that makes its next version, with what changes. Facts name nobody. */
export async function linkEvent(
  house: House,
  link: LinkRecord,
  what: {
    readonly type: string;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly set?: Partial<LinkRecord>;
  },
): Promise<Change[]> {
  const version = link.version + 1;
  const deed = { aggregate: `link:${link.id}`, version, type: what.type, facts: what.facts };
  return [
    { event: await nextEvent(house, { organisationId: `link:${link.id}` }, deed) },
    { update: "links", key: { id: link.id }, set: { ...what.set, version } },
  ];
}
