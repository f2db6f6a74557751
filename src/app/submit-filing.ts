import type { FilingView, SubmitFilingInput } from "../../schemas/api/filing.ts";
import type { Contract, ContractFiling } from "../../schemas/contract.ts";
import type { Jurisdiction } from "../../schemas/jurisdictions/jurisdiction.ts";
import { lawFor } from "../../schemas/jurisdictions/index.ts";
import { filingAdvice } from "../completeness/filing-advice.ts";
import { parseContract } from "../contract/parse.ts";
import { filingAuthority } from "../filing/filing-authority.ts";
import { filingDeadline } from "../filing/filing-deadline.ts";
import { partyWithRole } from "../kit/contract-parties.ts";
import { dayInShanghai, readDay } from "../kit/dates.ts";
import type { ContractRecord, EnvelopeRecord, FilingRecord } from "../ports/records.ts";
import { AppError } from "./app-error.ts";
import { archiveNow } from "./archive/archive-now.ts";
import { nextEvent } from "./audit.ts";
import { type Caller, needScope } from "./caller.ts";
import { checkOn } from "./check-on.ts";
import { decide } from "./decide.ts";
import { earlierFilingNo, registerEvidence } from "./register-evidence.ts";
import { filingView } from "./filing-view.ts";
import type { House } from "./house.ts";
import { madeBefore, settles } from "./once.ts";
import { storedBytes } from "./stored-file.ts";
import { ownContract } from "./visible-contract.ts";

/** Filing is the agency's own act (domain HB-R2): whoever made the contract, only the agency that is its party files it. */
function assertAgency(caller: Caller, contract: Contract): void {
  const agency = partyWithRole(contract, "agency")?.uscc ?? "";
  if (caller.role === "agency" && agency !== "" && agency === caller.uscc) return;
  throw new AppError("app.role_missing", "备案由合同中的托管机构提交", { role: "agency" });
}

function assertFileable(caller: Caller, record: ContractRecord): void {
  if (caller.mode === "test")
    throw new AppError("app.test_mode_cannot_file", "测试密钥不能备案，请使用正式密钥", {});
  if (record.filingId !== null) {
    throw new AppError("app.already_filed", "合同已经提交备案，请查看已有的备案", {
      filing_id: record.filingId,
    });
  }
  if (record.state !== "signed")
    throw new AppError("app.not_signed", "合同尚未签署完成，请等各方签署", { state: record.state });
}

/** The authority of the enterprise's place by law, when such an authority works in this house. */
async function authorityFor(house: House, contract: Contract, law: Jurisdiction): Promise<string> {
  const region = partyWithRole(contract, "enterprise")?.regionCode ?? "";
  const authority = law.filing === null ? undefined : filingAuthority(region, law);
  const here =
    authority !== undefined && law.variant.recipients.includes("bureau")
      ? await house.store.bureauOf(authority.code)
      : undefined;
  if (authority !== undefined && here !== undefined) return authority.code;
  throw new AppError("app.no_authority", "没有与企业所在地对应的备案机关，请核对地区代码", { region });
}

/** What the contract's data says of its filing: what the agency states, over what it stated before and the register knows. */
async function filingFacts(
  house: House,
  caller: Caller,
  given: { input: SubmitFilingInput; record: ContractRecord; contract: Contract; authorityCode: string },
): Promise<ContractFiling> {
  const { input, record, contract, authorityCode } = given;
  const earlier = contract.filing;
  const known = await earlierFilingNo(house, record, contract);
  const registered = (await house.store.organisation(caller.organisationId))?.agencyFilingNo;
  return {
    ...earlier,
    authorityCode,
    agencyFilingNo: input.agency_filing_no ?? earlier?.agencyFilingNo ?? registered ?? null,
    filedAt: dayInShanghai(house.clock.now()),
    smeClass: input.sme_class ?? earlier?.smeClass ?? null,
    firstSigning: input.first_signing ?? earlier?.firstSigning ?? null,
    ...(input.technology_based === undefined ? {} : { technologyBased: input.technology_based }),
    ...(known === undefined ? {} : { earlierFilingNo: known }),
    ...(input.earlier_filing_no === undefined ? {} : { earlierFilingNo: input.earlier_filing_no }),
  };
}

/** Last day to file, counted from the contract's signing date, else from the day the last party signed. */
function dueOn(house: House, contract: Contract, law: Jurisdiction, envelope: EnvelopeRecord): string {
  const lastSigned = dayInShanghai(new Date(envelope.completedAt ?? house.clock.now()));
  return filingDeadline(readDay(contract.signDate) ?? lastSigned, law) ?? "";
}

async function signedEnvelope(house: House, record: ContractRecord): Promise<EnvelopeRecord> {
  const envelope = await house.store.envelope(record.envelopeId ?? "");
  if (envelope?.state === "completed") return envelope;
  throw new AppError("app.not_signed", "合同尚未签署完成，请等各方签署", { state: record.state });
}

type Submission = {
  readonly record: ContractRecord;
  readonly contract: Contract;
  readonly filing: FilingRecord;
};

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

async function submissionOf(house: House, caller: Caller, input: SubmitFilingInput): Promise<Submission> {
  const record = await ownContract(house, caller, input.contract_id);
  const signed = parseContract(record.contract);
  assertAgency(caller, signed);
  assertFileable(caller, record);
  const envelope = await archiveNow(house, await signedEnvelope(house, record));
  const law = lawFor(signed.variant);
  const authorityCode = await authorityFor(house, signed, law);
  const facts = await filingFacts(house, caller, { input, record, contract: signed, authorityCode });
  const contract: Contract = { ...signed, filing: facts };
  const evidence = await registerEvidence(house, record, { contract, others: "shown" });
  const { findings } = checkOn(house, { ...contract, evidence }, { stage: "file" });
  const filing: FilingRecord = {
    id: house.ids.next("fil"),
    contractId: record.id,
    tenantId: record.tenantId,
    authorityCode,
    recipients: law.variant.recipients,
    state: "submitted",
    version: 1,
    verdict: filingAdvice(findings, law).refusal === null ? "ready" : "blocked",
    findings,
    filedDigest: envelope.currentDigest,
    filedSize: (await storedBytes(house, envelope.currentDigest)).length,
    dueOn: dueOn(house, contract, law, envelope),
    submittedAt: house.clock.now().toISOString(),
    decidedAt: null,
  };
  return { record, contract, filing };
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
  return decide(async () => commitSubmission(house, caller, await submissionOf(house, caller, input)));
}
