import type { FilingView } from "../../schemas/api/filing.ts";
import { type Caller, needScope } from "./caller.ts";
import { filingView } from "./filing-view.ts";
import type { House } from "./house.ts";
import { visibleFiling } from "./visible-filing.ts";

/** One filing with its findings and numbers, for its agency and its bureau. */
export async function getFiling(
  house: House,
  caller: Caller,
  { id }: { readonly id: string },
): Promise<FilingView> {
  needScope(caller, "filings:read");
  const filing = await visibleFiling(house, caller, id);
  return filingView(house, filing, await house.store.receiptOfFiling(id));
}
