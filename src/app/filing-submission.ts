import type { SubmitFilingInput } from "../../schemas/api/filing.ts";
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
import type { Caller } from "./caller.ts";
import { checkOn } from "./check-on.ts";
import { earlierFilingNo, registerEvidence } from "./register-evidence.ts";
import type { House } from "./house.ts";
import { storedBytes } from "./stored-file.ts";
import { ownContract } from "./visible-contract.ts";

/** Filing is the agency's own act (domain HB-R2): whoever made the contract, only the agency that is its party files it. */
function assertAgency(caller: Caller, contract: Contract): void {
  const agency = partyWithRole(contract, "agency")?.uscc ?? "";
  if (caller.role === "agency" && agency !== "" && agency === caller.uscc) return;
  throw new AppError("app.role_missing", "备案由合同中的托管机构提交", { role: "agency" });
}

/** A filing that was refused or withdrawn is over: the contract may be filed anew. One that was returned goes on. */
async function assertUnfiled(house: House, record: ContractRecord, own: string | undefined): Promise<void> {
  const earlier = record.filingId === null ? undefined : await house.store.filing(record.filingId);
  if (earlier === undefined || earlier.id === own) return;
  if (earlier.state === "refused" || earlier.state === "withdrawn") return;
  const words =
    earlier.state === "returned"
      ? "合同的备案已退回补正，请在原备案上重新提交（resubmit）"
      : "合同已经提交备案，请查看已有的备案";
  throw new AppError("app.already_filed", words, { filing_id: earlier.id });
}

function assertFileable(caller: Caller, record: ContractRecord): void {
  if (caller.mode === "test")
    throw new AppError("app.test_mode_cannot_file", "测试密钥不能备案，请使用正式密钥", {});
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

type Given = {
  readonly input: Omit<SubmitFilingInput, "contract_id">;
  readonly record: ContractRecord;
  /** The returned filing that it continues. */
  readonly over: FilingRecord | undefined;
};

/** What the contract's data says of its filing: what the agency states, over what it stated before and the register knows. */
async function filingFacts(
  house: House,
  caller: Caller,
  given: Given & { contract: Contract; authorityCode: string },
): Promise<ContractFiling> {
  const { input, record, contract, authorityCode, over } = given;
  const earlier = contract.filing;
  const filedBefore = over?.contractId === record.id ? earlier?.filedAt : undefined;
  const known = await earlierFilingNo(house, record, contract);
  const registered = (await house.store.organisation(caller.organisationId))?.agencyFilingNo;
  return {
    ...earlier,
    authorityCode,
    agencyFilingNo: input.agency_filing_no ?? earlier?.agencyFilingNo ?? registered ?? null,
    // handed in again, it was filed when it first came: a correction makes nobody late
    filedAt: filedBefore ?? dayInShanghai(house.clock.now()),
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

/** A contract as it is handed in, and the filing it makes. */
export type Submission = {
  readonly record: ContractRecord;
  readonly contract: Contract;
  readonly filing: FilingRecord;
};

/**
 * What is handed in, checked anew at stage file; as a new filing, or as the next version of one that was returned. What is filed
 * is the archived file (B-LTA) unless its archiving cannot be done now. Throws `app.role_missing`, `app.already_filed`,
 * `app.not_signed`, `app.no_authority`, `app.test_mode_cannot_file`.
 */
export async function filingSubmission(
  house: House,
  caller: Caller,
  { input, over }: { readonly input: SubmitFilingInput; readonly over: FilingRecord | undefined },
): Promise<Submission> {
  const record = await ownContract(house, caller, input.contract_id);
  const signed = parseContract(record.contract);
  assertAgency(caller, signed);
  await assertUnfiled(house, record, over?.id);
  assertFileable(caller, record);
  const envelope = await archiveNow(house, await signedEnvelope(house, record));
  const law = lawFor(signed.variant);
  const authorityCode = await authorityFor(house, signed, law);
  const facts = await filingFacts(house, caller, {
    input,
    record,
    over,
    contract: signed,
    authorityCode,
  });
  const contract: Contract = { ...signed, filing: facts };
  const evidence = await registerEvidence(house, record, {
    contract,
    others: "shown",
    replaces: over?.contractId,
  });
  const { findings } = checkOn(house, { ...contract, evidence }, { stage: "file" });
  const filing: FilingRecord = {
    id: over?.id ?? house.ids.next("fil"),
    contractId: record.id,
    tenantId: record.tenantId,
    authorityCode,
    recipients: law.variant.recipients,
    state: "submitted",
    version: (over?.version ?? 0) + 1,
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
