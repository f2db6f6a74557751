import type { Role, Seat } from "../../schemas/contract.ts";
import { isUnfilled } from "../kit/text.ts";
import type { Gathering, Source } from "./gathering.ts";
import type { PartyField } from "./labels.ts";

/** What the head says of one party. Values may be empty: the line is there and nothing stands in it. */
export type FoundParty = {
  readonly seat: Seat;
  role: Role | undefined;
  readonly fields: Map<PartyField, { readonly value: string; readonly source: Source }>;
};

/** Everything the head says: parties in order, and the park where Zhoukou names one. */
export type FoundParties = {
  readonly parties: readonly FoundParty[];
  readonly park: { name: string; source: Source } | undefined;
};

/** Puts what was found into the contract shape. */
export function putParties({ parties, park }: FoundParties, into: Gathering): void {
  parties.forEach((party, at) => {
    const first = [...party.fields.values()][0];
    const source: Source = first?.source ?? { spot: {}, quote: party.seat, confidence: 0.9 };
    into.put(`/parties/${at}/seat`, party.seat, source);
    if (party.role !== undefined) into.put(`/parties/${at}/role`, party.role, source);
    for (const [field, { value, source: from }] of party.fields) {
      if (field.startsWith("account/") || field === "other") continue;
      // 「以国家知识产权局登记的为准」 says where the number is, not which
      if (field === "licenceNo" && !isUnfilled(value) && !/\d/u.test(value)) continue;
      into.put(`/parties/${at}/${field}`, value, from);
    }
  });
  if (park !== undefined) into.put("/park/name", park.name, park.source);
}
