import type { FilingList } from "../../schemas/api/filing.ts";
import type { ListQuery } from "../../schemas/api/list.ts";
import { type Caller, needScope } from "./caller.ts";
import { filingView } from "./filing-view.ts";
import type { House } from "./house.ts";
import { pageRequest } from "./page-request.ts";

/** An agency's own filings, a bureau's desk; newest first, by cursor. */
export async function listFilings(house: House, caller: Caller, query: ListQuery): Promise<FilingList> {
  needScope(caller, "filings:read");
  if (caller.mode === "test") return { data: [], has_more: false };
  const desk = caller.role === "bureau" && caller.authorityCode !== null;
  const of = desk ? { authorityCode: caller.authorityCode ?? "" } : { tenantId: caller.organisationId };
  const { rows, more } = await house.store.filings(of, pageRequest(query));
  const views = rows.map(async (row) => {
    const receipt = row.state === "filed" ? await house.store.receiptOfFiling(row.id) : undefined;
    return filingView(house, row, receipt);
  });
  return { data: await Promise.all(views), has_more: more };
}
