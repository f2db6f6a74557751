import type { EnvelopeView, SendAgreementInput, SigningStep } from "../../../schemas/api/envelope.ts";
import type { Contract } from "../../../schemas/contract.ts";
import { parseContract } from "../../contract/parse.ts";
import { readFont } from "../../formats/fonts/read-font.ts";
import type { Bytes } from "../../kit/bytes.ts";
import type { ContractRecord, EnvelopeRecord, StepRecord } from "../../ports/records.ts";
import type { Change } from "../../ports/store.ts";
import { fieldPlansFromMarks, planSteps } from "../../sign/field-plans.ts";
import { placeSignatureFields } from "../../sign/fields.ts";
import { AppError } from "../app-error.ts";
import { nextEvent } from "../audit.ts";
import { type Caller, needScope } from "../caller.ts";
import { decide } from "../decide.ts";
import { shownEnvelope } from "../envelope-view.ts";
import { checkFormData, formDocx, formPdf } from "../forms/form-file.ts";
import { needForm, readFormData } from "../forms/read-form.ts";
import type { House } from "../house.ts";
import { madeBefore, settles } from "../once.ts";
import { proveDrawn } from "../prove-drawn.ts";
import { assetBytes } from "../stored-file.ts";
import { invitations, plannedClockwork } from "./invite.ts";
import { plannedSteps, plannedTerms } from "./recipients.ts";

const FORMS = { amendment: "amendment-agreement", termination: "termination-agreement" } as const;

type Parts = {
  readonly completed: EnvelopeRecord;
  readonly record: ContractRecord;
  readonly input: SendAgreementInput;
};

/** The completed envelope of the caller's own contract, as long as it stands. */
async function completedEnvelope(house: House, caller: Caller, id: string) {
  const completed = await house.store.envelope(id);
  const record = completed && (await house.store.contract(completed.contractId));
  const own = completed?.tenantId === caller.organisationId && record?.mode === caller.mode;
  if (completed === undefined || record === undefined || !own)
    throw new AppError("app.not_found", "没有找到这个签署流程", {});
  if (completed.kind !== "contract" || completed.state !== "completed")
    throw new AppError("app.agreement_wrong", "只有已完成、未解除的合同才能签变更协议或解除协议", {
      state: completed.state,
    });
  const others = await house.store.envelopesAfter(id);
  const open = others.find(({ state }) => state === "signing");
  if (open !== undefined)
    throw new AppError("app.agreement_wrong", "已有一份协议正在签署，请先办完或撤销", {
      envelope_id: open.id,
    });
  return { completed, record };
}

/** The form's data with what the contract itself says: its number and its parties cannot be other ones. */
function agreementData(contract: Contract, data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return {
    ...data,
    contractTitle: contract.title ?? "",
    contractNo: contract.contractNo ?? "",
    contractSignedOn: contract.signDate ?? "",
    parties: (contract.parties ?? []).map(({ seat, name, uscc, legalRep }) => ({
      seat,
      name: name ?? "",
      uscc: uscc ?? "",
      legalRepresentative: legalRep ?? "",
    })),
  };
}

async function agreementPdf(
  house: House,
  { input }: Parts,
  contract: Contract,
  steps: readonly Pick<StepRecord, "seat" | "step">[],
): Promise<{ readonly pdf: Bytes; readonly pages: number }> {
  const form = needForm(FORMS[input.kind]);
  const data = readFormData(form, agreementData(contract, input.data));
  const report = checkFormData(house, form, { data });
  if (report.verdict === "blocked")
    throw new AppError("app.agreement_wrong", "协议还缺必要的内容，请按 findings 补正", {
      findings: report.findings,
    });
  const { docx } = await formDocx(house, form, data);
  const rendered = await formPdf(house, form, { docx, data });
  proveDrawn(rendered.notes);
  const handsOf = (seat: string): SigningStep[] =>
    steps.filter((one) => one.seat === seat).map(({ step }) => step);
  const plans = fieldPlansFromMarks(rendered.marks).flatMap((seat) => planSteps(seat, handsOf(seat.name)));
  const font = readFont(await assetBytes(house, "fonts/song.ttf"));
  return { pdf: await placeSignatureFields(rendered.pdf, plans, font), pages: rendered.pages };
}

type Made = Parts & { readonly digest: string; readonly size: number; readonly pages: number };

async function newAgreement(house: House, parts: Made): Promise<EnvelopeRecord> {
  const { completed, record, input, digest, pages } = parts;
  const documents = await house.store.documents(record.id);
  return {
    id: house.ids.next("env"),
    contractId: record.id,
    tenantId: record.tenantId,
    state: "signing",
    version: 1,
    revision1Digest: digest,
    currentDigest: digest,
    pages,
    createdAt: house.clock.now().toISOString(),
    completedAt: null,
    kind: input.kind,
    previousId: completed.id,
    reason: null,
    ...plannedTerms(house, input, pages),
    firstDocument: Math.max(...documents.map(({ step }) => step), -1) + 1,
  };
}

/** The completed envelope's own next version: of two agreements sent at once one wins. */
async function announced(
  house: House,
  caller: Caller,
  { completed, input }: Parts,
  agreement: EnvelopeRecord,
): Promise<Change[]> {
  const version = completed.version + 1;
  const facts = { agreement: agreement.id, kind: input.kind };
  const deed = { aggregate: `envelope:${completed.id}`, version, type: "envelope.agreement_sent", facts };
  const sent = {
    aggregate: `envelope:${agreement.id}`,
    version: 1,
    type: "envelope.sent",
    facts: { kind: input.kind, previous: completed.id, sha256: agreement.revision1Digest },
  };
  return [
    { event: await nextEvent(house, caller, deed) },
    { update: "envelopes", key: { id: completed.id }, set: { version } },
    { event: await nextEvent(house, caller, sent) },
    { insert: "envelopes", row: agreement },
  ];
}

async function commitAgreement(
  house: House,
  caller: Caller,
  parts: Made,
  planned: readonly Omit<StepRecord, "envelopeId">[],
): Promise<EnvelopeView> {
  const { record, digest, size } = parts;
  const envelope = await newAgreement(house, parts);
  const steps = planned.map((step): StepRecord => ({ ...step, envelopeId: envelope.id }));
  const { createdAt, firstDocument: step } = envelope;
  const row = { contractId: record.id, kind: "agreement", step, digest, size, createdAt } as const;
  await house.store.commit([
    ...(await announced(house, caller, parts, envelope)),
    ...steps.map((one): Change => ({ insert: "steps", row: one })),
    { insert: "documents", row },
    ...(await invitations(house, { envelope, steps, mode: record.mode, actor: caller.organisationId })),
    ...plannedClockwork(envelope),
    ...(await settles(house, caller, { kind: "envelope", id: envelope.id })),
  ]);
  return shownEnvelope(house, caller, { envelope, steps });
}

/**
 * 变更协议 or 解除协议 to a completed contract, as an envelope of its own: the contract's file and its signatures stay what they are.
 * Signed by all, a 解除协议 ends the contract's envelope (已解除). One at a time. Throws `app.agreement_wrong` (with the form's findings
 * where these are why), `form.wrong_shape`, and what sending a contract throws.
 */
export async function sendAgreement(
  house: House,
  caller: Caller,
  input: SendAgreementInput & { readonly id: string },
): Promise<EnvelopeView> {
  needScope(caller, "envelopes:send");
  const made = await house.store.envelope(madeBefore(caller, "envelope") ?? "");
  if (made !== undefined)
    return shownEnvelope(house, caller, { envelope: made, steps: await house.store.steps(made.id) });
  return decide(async () => {
    const { completed, record } = await completedEnvelope(house, caller, input.id);
    const parts = { completed, record, input };
    const contract = parseContract(record.contract);
    const steps = plannedSteps(house, { contract, mode: caller.mode }, input);
    const { pdf, pages } = await agreementPdf(house, parts, contract, steps);
    const digest = await house.blobs.put(pdf);
    return commitAgreement(house, caller, { ...parts, digest, size: pdf.length, pages }, steps);
  });
}
