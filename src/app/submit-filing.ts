import type { FilingView, SubmitFilingInput } from "../../schemas/api/filing.ts";
import { nextEvent } from "./audit.ts";
import { type Caller, needScope } from "./caller.ts";
import { decide } from "./decide.ts";
import { filingSubmission, type Submission } from "./filing-submission.ts";
import { filingView } from "./filing-view.ts";
import type { House } from "./house.ts";
import { madeBefore, settles } from "./once.ts";

async function commitSubmission(house: House, caller: Caller, submission: Submission): Promise<FilingView> {
  const { record, contract, filing } = submission;
  const version = record.version + 1;
  const facts = { authority: filing.authorityCode, sha256: filing.filedDigest, verdict: filing.verdict };
  const submitted = { aggregate: `filing:${filing.id}`, version: 1, type: "filing.submitted", facts };
  const changed = {
    aggregate: `contract:${record.id}`,
    version,
    type: "contract.submitted",
    facts: { filing: filing.id },
  };
  await house.store.commit([
    { event: await nextEvent(house, caller, changed) },
    { event: await nextEvent(house, caller, submitted) },
    { insert: "filings", row: filing },
    {
      update: "contracts",
      key: { id: record.id },
      set: { state: "filing", version, contract, filingId: filing.id, updatedAt: filing.submittedAt },
    },
    ...(await settles(house, caller, { kind: "filing", id: filing.id })),
  ]);
  return filingView(house, filing, undefined);
}

/**
 * Files a signed contract with the authority of the enterprise's place. The check at stage file is kept with the filing
 * for the reviewer, blocking or not. What is filed is the archived file (B-LTA) unless its archiving cannot be done now. Throws `app.role_missing` for anybody but the contract's agency, `app.already_filed`, `app.not_signed`, `app.no_authority`, `app.test_mode_cannot_file`.
 */
export async function submitFiling(
  house: House,
  caller: Caller,
  input: SubmitFilingInput,
): Promise<FilingView> {
  needScope(caller, "filings:submit");
  const made = await house.store.filing(madeBefore(caller, "filing") ?? "");
  if (made !== undefined) return filingView(house, made, await house.store.receiptOfFiling(made.id));
  return decide(async () =>
    commitSubmission(house, caller, await filingSubmission(house, caller, { input, over: undefined })),
  );
}
