import type { Contract } from "../../../schemas/contract.ts";
import { parseContract } from "../../contract/parse.ts";
import { isCalendarDay } from "../../kit/dates.ts";
import { partyWithRole } from "../../kit/contract-parties.ts";
import type { FilingRecord } from "../../ports/records.ts";
import type { CustodyProject } from "../../report/custody-project.ts";
import { ReportError } from "../../report/report-error.ts";
import type { House } from "../house.ts";

/** Filings read at once, and pages read at most: a report stays within time and memory. */
const PAGE = 100;
const MOST_PAGES = 200;

/**
 * The custody projects on one authority's register: contracts it has filed, in the order they were filed. A subsidy
 * contract gives one project for each enterprise on its list, within that enterprise's own days. Supervision and
 * evaluation are written by the bureau and not on the register: they stay open. Throws `report.register_too_large`.
 */
export async function filedProjects(
  house: Pick<House, "store">,
  authorityCode: string,
): Promise<readonly CustodyProject[]> {
  const filed = (await filingsOf(house, authorityCode)).filter(({ state }) => state === "filed").toReversed();
  const seen = new Set<string>();
  const projects: CustodyProject[] = [];
  for (const filing of filed) {
    const record = await house.store.contract(filing.contractId);
    if (record === undefined) continue;
    projects.push(...projectsOf(parseContract(record.contract), seen));
  }
  return projects;
}

async function filingsOf(
  { store }: Pick<House, "store">,
  authorityCode: string,
): Promise<readonly FilingRecord[]> {
  const found: FilingRecord[] = [];
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { rows, more } = await store.filings({ authorityCode }, { limit: PAGE, after });
    found.push(...rows);
    after = rows.at(-1)?.id;
    if (!more) return found;
  }
  throw new ReportError(
    "report.register_too_large",
    `备案超过 ${PAGE * MOST_PAGES} 件，请改用托管项目清单生成季报表`,
    { authorityCode },
  );
}

/**
 * The projects that one contract holds. `seen` carries the enterprises met before: where the filing does not state
 * whether the contract is the first (是否初次签订), an enterprise without an earlier filing here signs for the first time.
 */
function projectsOf(contract: Contract, seen: Set<string>): CustodyProject[] {
  const agency = partyWithRole(contract, "agency")?.name ?? "";
  const year = Number(contract.project?.year ?? Number.NaN);
  return heldBy(contract).flatMap(({ name, uscc, start, end }) => {
    const days = [contract.signDate, start, end].map((day) => day ?? "");
    const [signedOn = "", termStart = "", termEnd = ""] = days;
    if (name === "" || !days.every(isCalendarDay)) return [];
    const first = !seen.has(uscc);
    seen.add(uscc);
    const stated = contract.filing?.firstSigning;
    return {
      agency,
      enterprise: name,
      signedOn,
      termStart,
      termEnd,
      firstSigning: typeof stated === "boolean" ? stated : first,
      subsidyYear: Number.isInteger(year) ? year : null,
    };
  });
}

/** The enterprises in custody under a contract, each with its days. */
function heldBy(contract: Contract) {
  const { start, end } = contract.term ?? {};
  const listed = contract.project?.enterprises ?? [];
  const party = partyWithRole(contract, "enterprise");
  const held = listed.length > 0 || party === undefined ? listed : [{ ...party, start, end }];
  return held.map((each) => ({
    name: each.name ?? "",
    uscc: each.uscc ?? each.name ?? "",
    start: each.start ?? start,
    end: each.end ?? end,
  }));
}
