import type { EnvelopeView, SendEnvelopeInput, SigningStep } from "../../schemas/api/envelope.ts";
import type { Contract } from "../../schemas/contract.ts";
import { parseContract } from "../contract/parse.ts";
import type { Bytes } from "../kit/bytes.ts";
import type { ContractRecord, EnvelopeRecord, StepRecord } from "../ports/records.ts";
import type { Change } from "../ports/store.ts";
import { AppError } from "./app-error.ts";
import { nextEvent } from "./audit.ts";
import { type Caller, needScope } from "./caller.ts";
import { checkOn } from "./check-on.ts";
import { decide } from "./decide.ts";
import { type Draft, draftPdf } from "./draft-document.ts";
import { certifyDraft } from "./signing/certify-draft.ts";
import { shownEnvelope } from "./envelope-view.ts";
import type { House } from "./house.ts";
import { assertMaySign } from "./link/assert-may-sign.ts";
import { invitations, plannedClockwork } from "./link/invite.ts";
import { plannedSteps, plannedTerms } from "./link/recipients.ts";
import { madeBefore, settles } from "./once.ts";
import { notesKept, proveDrawn, proveSeals } from "./prove-drawn.ts";
import { proveText } from "./prove-text.ts";
import { fontForSeals } from "./seal-font.ts";
import { pinnedTemplate } from "./templates/chosen-template.ts";
import { ownContract } from "./visible-contract.ts";

/** The contract without what an earlier round of signing left in it. */
function unsigned({ docSha256: _digest, signatures: _signatures, ...contract }: Contract): Contract {
  return contract;
}

/** A contract with a blocking finding is never sent. */
function assertReady(house: House, contract: Contract): void {
  const check = checkOn(house, contract, { stage: "draft" });
  if (check.verdict === "ready") return;
  throw new AppError("app.contract_blocked", "合同还缺基本要素，请按 findings 逐项补正后再发出", {
    findings: check.findings,
    check,
  });
}

type Stored = { readonly docx: string; readonly pdf: string };

/** Documents go in first: a crash before the commit leaves blobs that nothing names, never a row without its blob. */
async function storeDraft(house: House, draft: Draft): Promise<Stored> {
  return { docx: await house.blobs.put(draft.docx), pdf: await house.blobs.put(draft.pdf) };
}

function documentChanges(
  contractId: string,
  draft: Draft,
  at: { stored: Stored; now: string; step: number },
): Change[] {
  const common = { contractId, step: at.step, createdAt: at.now };
  return [
    {
      insert: "documents",
      row: { ...common, kind: "docx", digest: at.stored.docx, size: draft.docx.length },
    },
    {
      insert: "documents",
      row: { ...common, kind: "revision", digest: at.stored.pdf, size: draft.pdf.length },
    },
  ];
}

type Sending = {
  readonly record: ContractRecord;
  readonly contract: Contract;
  readonly draft: Draft;
  readonly stored: Stored;
  readonly steps: readonly Omit<StepRecord, "envelopeId">[];
  readonly input: SendEnvelopeInput;
};

/** Behind the documents of earlier rounds of the same contract. */
async function nextDocument(house: House, contractId: string): Promise<number> {
  const before = await house.store.documents(contractId);
  return Math.max(-1, ...before.map(({ step }) => step)) + 1;
}

async function newEnvelope(house: House, sending: Sending): Promise<EnvelopeRecord> {
  const { record, draft, stored, input } = sending;
  return {
    id: house.ids.next("env"),
    contractId: record.id,
    tenantId: record.tenantId,
    state: "signing",
    version: 1,
    revision1Digest: stored.pdf,
    currentDigest: stored.pdf,
    pages: draft.rendered.pages,
    createdAt: house.clock.now().toISOString(),
    completedAt: null,
    kind: "contract",
    previousId: null,
    reason: null,
    ...plannedTerms(house, input, draft.rendered.pages),
    firstDocument: await nextDocument(house, record.id),
  };
}

async function commitSending(house: House, caller: Caller, sending: Sending): Promise<EnvelopeView> {
  const { record, contract, draft, stored } = sending;
  const envelope = await newEnvelope(house, sending);
  const now = envelope.createdAt;
  const steps = sending.steps.map((step): StepRecord => ({ ...step, envelopeId: envelope.id }));
  const version = record.version + 1;
  const facts = { envelope: envelope.id, sha256: stored.pdf, ...notesKept(draft.rendered.notes) };
  const sent: Contract = { ...contract, docSha256: stored.pdf, signatures: [] };
  const actor = caller.organisationId;
  await house.store.commit([
    {
      event: await nextEvent(house, caller, {
        aggregate: `contract:${record.id}`,
        version,
        type: "contract.sent",
        facts,
      }),
    },
    {
      event: await nextEvent(house, caller, {
        aggregate: `envelope:${envelope.id}`,
        version: 1,
        type: "envelope.sent",
        facts: { ...facts, flow: envelope.flow, steps: steps.map(({ seat, step }) => `${seat} ${step}`) },
      }),
    },
    {
      update: "contracts",
      key: { id: record.id },
      set: { state: "signing", version, envelopeId: envelope.id, contract: sent, updatedAt: now },
    },
    { insert: "envelopes", row: envelope },
    ...steps.map((row): Change => ({ insert: "steps", row })),
    ...documentChanges(record.id, draft, { stored, now, step: envelope.firstDocument }),
    ...(await invitations(house, { envelope, steps, mode: record.mode, actor })),
    ...plannedClockwork(envelope),
    ...(await settles(house, caller, { kind: "envelope", id: envelope.id })),
  ]);
  return shownEnvelope(house, caller, { envelope, steps });
}

/** Hands of each seat, so that revision 1 has a field for every step. */
const handsOf = (steps: Sending["steps"]): Record<string, SigningStep[]> => {
  const hands: Record<string, SigningStep[]> = {};
  for (const { seat, step } of steps) (hands[seat] ??= []).push(step);
  return hands;
};

/** The draft, and behind it the service's certification where it is asked for. */
async function certified(
  house: House,
  contract: Contract,
  asked: {
    readonly template: Bytes | undefined;
    readonly certify: "certified" | "plain";
    readonly steps: Record<string, SigningStep[]>;
  },
): Promise<Draft> {
  const { steps } = asked;
  if (asked.certify === "plain") return draftPdf(house, contract, asked.template, { steps });
  const draft = await draftPdf(house, contract, asked.template, { steps, certification: "reserved" });
  return { ...draft, pdf: await certifyDraft(house, draft.pdf) };
}

/**
 * Makes revision 1 of a contract and opens it for signing; recipients that are named get a link when their turn comes. What
 * ended without all signatures (撤销, 拒签, 过期) may be sent again, as another envelope. Throws `app.contract_blocked` with the
 * findings, `app.already_sent`, `app.signature_unsound` for a recipient who could not sign, `app.text_differs`, `app.recipients_wrong`, `app.channel_missing`, `app.deadline_wrong`,
 * `app.glyph_missing` for a character nobody could read in print, `sign.wrong_seal` for a name no seal can carry.
 */
export async function sendEnvelope(
  house: House,
  caller: Caller,
  input: SendEnvelopeInput,
): Promise<EnvelopeView> {
  needScope(caller, "envelopes:send");
  const made = await house.store.envelope(madeBefore(caller, "envelope") ?? "");
  if (made !== undefined)
    return shownEnvelope(house, caller, { envelope: made, steps: await house.store.steps(made.id) });
  return decide(async () => {
    const record = await ownContract(house, caller, input.contract_id);
    if (record.state !== "draft") {
      throw new AppError("app.already_sent", "合同已经发出签署，无需再发", {
        envelope_id: record.envelopeId,
      });
    }
    const contract = unsigned(parseContract(record.contract));
    assertReady(house, contract);
    const steps = plannedSteps(house, { contract, mode: caller.mode }, input);
    assertMaySign(house, contract, steps);
    const draft = await certified(house, contract, {
      template: await pinnedTemplate(house, record),
      certify: input.certify === true ? "certified" : "plain",
      steps: handsOf(steps),
    });
    proveDrawn(draft.rendered.notes, contract);
    const names = (contract.parties ?? []).map(({ name }) => name ?? "");
    proveSeals(contract, await fontForSeals(house, ...names));
    await proveText(house, draft, contract);
    const stored = await storeDraft(house, draft);
    return commitSending(house, caller, { record, contract, draft, stored, steps, input });
  });
}
