import type { FilingView, ResubmitFilingInput } from "../../schemas/api/filing.ts";
import { parseContract } from "../contract/parse.ts";
import { partyWithRole } from "../kit/contract-parties.ts";
import type { ContractRecord, FilingRecord } from "../ports/records.ts";
import type { Change } from "../ports/store.ts";
import { AppError } from "./app-error.ts";
import { nextEvent } from "./audit.ts";
import { type Caller, needScope } from "./caller.ts";
import { decide } from "./decide.ts";
import { assertMove } from "./filing-move.ts";
import { filingSubmission, type Submission } from "./filing-submission.ts";
import { filingViewOf } from "./filing-view.ts";
import type { House } from "./house.ts";
import { madeBefore, settles } from "./once.ts";
import { needFiler, visibleFiling } from "./visible-filing.ts";

const partiesOf = (record: ContractRecord): string =>
  (["enterprise", "agency"] as const)
    .map((role) => partyWithRole(parseContract(record.contract), role)?.uscc?.trim() ?? "")
    .join(" ");

/** Another contract may only take the returned one's place between the same two, before the same authority. */
function assertSameMatter(
  { record, filing }: Submission,
  before: { readonly filing: FilingRecord; readonly record: ContractRecord },
): void {
  if (record.id === before.record.id) return;
  if (partiesOf(record) === partiesOf(before.record) && filing.authorityCode === before.filing.authorityCode)
    return;
  throw new AppError(
    "app.resubmission_differs",
    "补正后的合同须是同样的托管服务对象和托管机构、同一备案机关；另一件事请另行提交备案",
    {},
  );
}

/** The contract that was handed in before, when another takes its place: it is no longer filed anywhere. */
async function contractDropped(
  house: House,
  caller: Caller,
  { record, by }: { readonly record: ContractRecord; readonly by: Submission },
): Promise<Change[]> {
  if (record.id === by.record.id) return [];
  const version = record.version + 1;
  const facts = { filing: by.filing.id, by: by.record.id };
  const deed = { aggregate: `contract:${record.id}`, version, type: "contract.replaced", facts };
  const set = { filingId: null, version, updatedAt: by.filing.submittedAt };
  return [
    { event: await nextEvent(house, caller, deed) },
    { update: "contracts", key: { id: record.id }, set },
  ];
}

/** What was set aside for another file has not been looked at in this one. */
async function overrulingsEnded(house: House, before: FilingRecord, by: FilingRecord): Promise<Change[]> {
  if (before.filedDigest === by.filedDigest) return [];
  const standing = (await house.store.overrulings(before.id)).filter(
    ({ withdrawnAt }) => withdrawnAt === null,
  );
  const set = { withdrawnAt: by.submittedAt };
  return standing.map(({ id }): Change => ({ update: "overrulings", key: { id }, set }));
}

async function commitResubmission(
  house: House,
  caller: Caller,
  {
    submission,
    before,
  }: { submission: Submission; before: { filing: FilingRecord; record: ContractRecord } },
): Promise<void> {
  const { record, contract, filing } = submission;
  const { id, ...set } = filing;
  const version = record.version + 1;
  const facts = { authority: filing.authorityCode, sha256: filing.filedDigest, verdict: filing.verdict };
  const again = { aggregate: `filing:${id}`, version: filing.version, type: "filing.resubmitted", facts };
  const aggregate = `contract:${record.id}`;
  const changed = { aggregate, version, type: "contract.resubmitted", facts: { filing: id } };
  const updatedAt = filing.submittedAt;
  await house.store.commit([
    { event: await nextEvent(house, caller, again) },
    { event: await nextEvent(house, caller, changed) },
    { update: "filings", key: { id }, set },
    {
      update: "contracts",
      key: { id: record.id },
      set: { state: "filing", version, contract, filingId: id, updatedAt },
    },
    ...(await contractDropped(house, caller, { record: before.record, by: submission })),
    ...(await overrulingsEnded(house, before.filing, filing)),
    ...(await settles(house, caller, { kind: "filing", id })),
  ]);
}

/**
 * 补正 handed in: the same filing in its next version, checked anew; its own signed file, or another contract signed in its place
 * by the same parties. Letters and what was set aside stay on record; with another file, what was set aside stands again. Throws
 * `app.wrong_state` unless it was returned, `app.resubmission_differs`, and what submitting throws.
 */
export async function resubmitFiling(
  house: House,
  caller: Caller,
  input: ResubmitFilingInput & { readonly id: string },
): Promise<FilingView> {
  needScope(caller, "filings:submit");
  return decide(async () => {
    const filing = await visibleFiling(house, caller, input.id);
    if (madeBefore(caller, "filing") === input.id) return filingViewOf(house, filing);
    needFiler(caller, filing, "补正");
    // the table lets a draft be submitted too; here only what was returned comes again
    assertMove(filing, ["submit"]);
    const record = await house.store.contract(filing.contractId);
    if (record === undefined) throw new AppError("app.not_found", "没有找到这份合同", {});
    const { id: _filing, ...asked } = input;
    const submission = await filingSubmission(house, caller, {
      input: { ...asked, contract_id: input.contract_id ?? filing.contractId },
      over: filing,
    });
    assertSameMatter(submission, { filing, record });
    await commitResubmission(house, caller, { submission, before: { filing, record } });
    return filingViewOf(house, await visibleFiling(house, caller, input.id));
  });
}
