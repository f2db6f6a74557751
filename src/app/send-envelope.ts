import type { EnvelopeView, SendEnvelopeInput } from "../../schemas/api/envelope.ts";
import type { Contract } from "../../schemas/contract.ts";
import { parseContract } from "../contract/parse.ts";
import { type Bytes, toHex } from "../kit/bytes.ts";
import type { ContractRecord, EnvelopeRecord, StepRecord } from "../ports/records.ts";
import type { Change } from "../ports/store.ts";
import { AppError } from "./app-error.ts";
import { nextEvent } from "./audit.ts";
import { type Caller, needScope } from "./caller.ts";
import { checkOn } from "./check-on.ts";
import { decide } from "./decide.ts";
import { type Draft, draftPdf } from "./draft-document.ts";
import { certifyDraft } from "./signing/certify-draft.ts";
import { envelopeView } from "./envelope-view.ts";
import type { House } from "./house.ts";
import { madeBefore, settles } from "./once.ts";
import { notesKept, proveDrawn, proveSeals } from "./prove-drawn.ts";
import { proveText } from "./prove-text.ts";
import { fontForSeals } from "./seal-font.ts";
import { pinnedTemplate } from "./templates/chosen-template.ts";
import { ownContract } from "./visible-contract.ts";

const SALT_BYTES = 16;

/** A contract with a blocking finding is never sent. */
function assertReady(house: House, contract: Contract): void {
  const check = checkOn(house, contract, { stage: "draft" });
  if (check.verdict === "ready") return;
  throw new AppError("app.contract_blocked", "合同还缺基本要素，请按 findings 逐项补正后再发出", {
    findings: check.findings,
    check,
  });
}

/** One step a seat, in the order of the contract's parties: they sign in turn. */
const stepsOf = (house: House, envelopeId: string, contract: Contract): StepRecord[] =>
  (contract.parties ?? []).map((party, at) => ({
    envelopeId,
    seat: party.seat,
    order: at + 1,
    uscc: party.uscc ?? "",
    organisation: party.name ?? "",
    state: "waiting",
    signer: null,
    signerRole: null,
    sealType: null,
    signedAt: null,
    digest: null,
    trust: null,
    auditSalt: toHex(house.ids.random(SALT_BYTES)),
  }));

type Stored = { readonly docx: string; readonly pdf: string };

/** Documents go in first: a crash before the commit leaves blobs that nothing names, never a row without its blob. */
async function storeDraft(house: House, draft: Draft): Promise<Stored> {
  return { docx: await house.blobs.put(draft.docx), pdf: await house.blobs.put(draft.pdf) };
}

function documentChanges(contractId: string, draft: Draft, at: { stored: Stored; now: string }): Change[] {
  const common = { contractId, step: 0, createdAt: at.now };
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

async function commitSending(
  house: House,
  caller: Caller,
  sending: { record: ContractRecord; contract: Contract; draft: Draft; stored: Stored },
): Promise<EnvelopeView> {
  const { record, contract, draft, stored } = sending;
  const now = house.clock.now().toISOString();
  const envelope: EnvelopeRecord = {
    id: house.ids.next("env"),
    contractId: record.id,
    tenantId: record.tenantId,
    state: "signing",
    version: 1,
    revision1Digest: stored.pdf,
    currentDigest: stored.pdf,
    pages: draft.rendered.pages,
    createdAt: now,
    completedAt: null,
  };
  const steps = stepsOf(house, envelope.id, contract);
  const version = record.version + 1;
  const facts = { envelope: envelope.id, sha256: stored.pdf, ...notesKept(draft.rendered.notes) };
  const sent: Contract = { ...contract, docSha256: stored.pdf, signatures: [] };
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
        facts,
      }),
    },
    {
      update: "contracts",
      key: { id: record.id },
      set: { state: "signing", version, envelopeId: envelope.id, contract: sent, updatedAt: now },
    },
    { insert: "envelopes", row: envelope },
    ...steps.map((row): Change => ({ insert: "steps", row })),
    ...documentChanges(record.id, draft, { stored, now }),
    ...(await settles(house, caller, { kind: "envelope", id: envelope.id })),
  ]);
  return envelopeView(house, envelope, steps);
}

/** The draft, and behind it the service's certification where it is asked for. */
async function certified(
  house: House,
  contract: Contract,
  asked: { readonly template: Bytes | undefined; readonly certify: "certified" | "plain" },
): Promise<Draft> {
  if (asked.certify === "plain") return draftPdf(house, contract, asked.template);
  const draft = await draftPdf(house, contract, asked.template, { certification: "reserved" });
  return { ...draft, pdf: await certifyDraft(house, draft.pdf) };
}

/**
 * Makes revision 1 of a contract and opens it for signing, seats in the order of the parties. Throws
 * `app.contract_blocked` with the findings, `app.already_sent`, `app.text_differs`,
 * `app.glyph_missing` for a character nobody could read in print, `sign.wrong_seal` for a name no seal can carry.
 */
export async function sendEnvelope(
  house: House,
  caller: Caller,
  input: SendEnvelopeInput,
): Promise<EnvelopeView> {
  needScope(caller, "envelopes:send");
  const made = await house.store.envelope(madeBefore(caller, "envelope") ?? "");
  if (made !== undefined) return envelopeView(house, made, await house.store.steps(made.id));
  return decide(async () => {
    const record = await ownContract(house, caller, input.contract_id);
    if (record.state !== "draft") {
      throw new AppError("app.already_sent", "合同已经发出签署，无需再发", {
        envelope_id: record.envelopeId,
      });
    }
    const contract = parseContract(record.contract);
    assertReady(house, contract);
    const draft = await certified(house, contract, {
      template: await pinnedTemplate(house, record),
      certify: input.certify === true ? "certified" : "plain",
    });
    proveDrawn(draft.rendered.notes, contract);
    const names = (contract.parties ?? []).map(({ name }) => name ?? "");
    proveSeals(contract, await fontForSeals(house, ...names));
    await proveText(house, draft, contract);
    const stored = await storeDraft(house, draft);
    return commitSending(house, caller, { record, contract, draft, stored });
  });
}
