import type { FilingView } from "../../schemas/api/filing.ts";
import { parseContract } from "../contract/parse.ts";
import type { FilingEvent } from "../filing/filing-states.ts";
import { partyWithRole } from "../kit/contract-parties.ts";
import { dayInShanghai } from "../kit/dates.ts";
import type { ContractRecord, FilingRecord, OutboxRecord, ReceiptRecord } from "../ports/records.ts";
import { AppError } from "./app-error.ts";
import { nextEvent } from "./audit.ts";
import { type Caller, needScope } from "./caller.ts";
import { decide } from "./decide.ts";
import { assertMove, needReviewer } from "./filing-move.ts";
import { filingView } from "./filing-view.ts";
import type { House } from "./house.ts";
import { madeBefore, settles } from "./once.ts";
import { adviceOn, reviewedFindings } from "./reviewed-findings.ts";
import { visibleFiling } from "./visible-filing.ts";

/** The bureau's one act here takes the filing through three steps of its life at once. */
const ACCEPTANCE: readonly FilingEvent[] = ["accept", "review", "file"];

/** Refuses what is filed already or not open. */
function assertOpen(filing: FilingRecord): void {
  if (filing.state === "filed") throw new AppError("app.already_accepted", "已经备案，请查看回执", {});
  assertMove(filing, ACCEPTANCE);
}

/**
 * Only a reviewer of the filing's own authority accepts; only what is open and has nothing standing in the way by the
 * place's policy: what the reviewer overruled does not, and ground Q never does.
 */
async function assertAcceptable(house: House, caller: Caller, filing: FilingRecord): Promise<void> {
  needReviewer(caller, filing, "备案");
  assertOpen(filing);
  const overrulings = await house.store.overrulings(filing.id);
  const findings = await reviewedFindings(house, filing.findings, overrulings);
  const { refusal } = await adviceOn(house, filing, findings);
  if (refusal === null) return;
  throw new AppError(
    "app.filing_blocked",
    `合同基本要素空缺或者不明晰，应当${refusal}；审查人可以附理由排除个别结论`,
    {
      findings,
    },
  );
}

/** The receipt but for its number, which the deciding commit gives. */
function receiptFor(filing: FilingRecord, record: ContractRecord, now: Date): Omit<ReceiptRecord, "number"> {
  const contract = parseContract(record.contract);
  return {
    filingId: filing.id,
    contractId: filing.contractId,
    authorityCode: filing.authorityCode,
    year: Number(dayInShanghai(now).slice(0, 4)),
    state: "sealing",
    variant: record.variant,
    title: record.title,
    contractNo: record.contractNo,
    agency: partyWithRole(contract, "agency")?.name ?? "",
    enterprise: partyWithRole(contract, "enterprise")?.name ?? "",
    filedDigest: filing.filedDigest,
    filedAt: now.toISOString(),
    receiptDigest: null,
  };
}

/** Work that follows the decision: the receipt is sealed, the contract gets its filing mark. */
const following = (kind: "receipt.seal" | "filing.mark", filing: FilingRecord, now: Date): OutboxRecord => ({
  id: `${kind}:${filing.id}`,
  kind,
  subject: filing.id,
  dueAt: now.toISOString(),
  attempts: 0,
  leasedUntil: null,
  doneAt: null,
  lastError: null,
});

async function commitAcceptance(house: House, caller: Caller, filing: FilingRecord): Promise<void> {
  const record = await house.store.contract(filing.contractId);
  if (record === undefined) throw new AppError("app.not_found", "没有找到这份合同", {});
  const now = house.clock.now();
  const decidedAt = now.toISOString();
  const filed = { state: "filed", version: filing.version + 1, decidedAt } as const;
  const version = record.version + 1;
  const facts = { filing: filing.id, sha256: filing.filedDigest };
  const accepted = {
    aggregate: `filing:${filing.id}`,
    version: filed.version,
    type: "filing.accepted",
    facts,
  };
  const changed = { aggregate: `contract:${record.id}`, version, type: "contract.filed", facts };
  await house.store.commit([
    { event: await nextEvent(house, caller, accepted) },
    { event: await nextEvent(house, caller, changed) },
    { update: "filings", key: { id: filing.id }, set: filed },
    { update: "contracts", key: { id: record.id }, set: { state: "filed", version, updatedAt: decidedAt } },
    { allocate: "contract", receipt: receiptFor(filing, record, now) },
    { insert: "outbox", row: following("receipt.seal", filing, now) },
    { insert: "outbox", row: following("filing.mark", filing, now) },
    ...(await settles(house, caller, { kind: "filing", id: filing.id })),
  ]);
}

/**
 * The bureau files a contract: in one commit the decision, the next number of its year, the receipt, and the order to seal
 * it. Of two reviewers at once one wins, the other hears `app.already_accepted`. Throws `app.filing_blocked`, `app.role_missing`.
 */
export async function acceptFiling(
  house: House,
  caller: Caller,
  { id }: { readonly id: string },
): Promise<FilingView> {
  needScope(caller, "filings:review");
  return decide(async () => {
    const filing = await visibleFiling(house, caller, id);
    if (madeBefore(caller, "filing") !== id) {
      await assertAcceptable(house, caller, filing);
      await commitAcceptance(house, caller, filing);
    }
    return filingView(house, await visibleFiling(house, caller, id), await house.store.receiptOfFiling(id));
  });
}
