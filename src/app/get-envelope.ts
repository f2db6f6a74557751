import type { EnvelopeView } from "../../schemas/api/envelope.ts";
import { archiveView } from "./archive/archive-view.ts";
import { type Caller, needScope } from "./caller.ts";
import { shownEnvelope } from "./envelope-view.ts";
import type { House } from "./house.ts";
import { visibleEnvelope } from "./visible-envelope.ts";

/** Where a signing stands, and how far the archiving of the completed file has come, for whoever may see the contract. */
export async function getEnvelope(
  house: House,
  caller: Caller,
  { id }: { readonly id: string },
): Promise<EnvelopeView> {
  needScope(caller, "contracts:read");
  const { envelope, steps } = await visibleEnvelope(house, caller, id);
  return {
    ...(await shownEnvelope(house, caller, { envelope, steps })),
    archive: await archiveView(house, envelope),
  };
}
