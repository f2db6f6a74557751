import { readFont } from "../formats/fonts/read-font.ts";
import { openPdf, signatureFields } from "../formats/pdf/index.ts";
import type { Bytes } from "../kit/bytes.ts";
import { dayInShanghai } from "../kit/dates.ts";
import type { EnvelopeRecord, OrganisationRecord, ReceiptRecord } from "../ports/records.ts";
import type { Change } from "../ports/store.ts";
import { FILING_MARK } from "../sign/field-plans.ts";
import { signRevision } from "../sign/revision.ts";
import { signatureTimestamp } from "../sign/timestamp/timestamp-signature.ts";
import { AppError } from "./app-error.ts";
import { planRemarkedArchive } from "./archive/plan-archive.ts";
import { nextEvent } from "./audit.ts";
import type { House } from "./house.ts";
import { numbersOf } from "./register-number.ts";
import { CERTIFICATE_HOURS } from "./signing/seat-request.ts";
import { assetBytes, storedBytes } from "./stored-file.ts";

const SYSTEM = { organisationId: "system" };

/** Whether the contract has room for the mark, and nobody filled it yet. Contracts sent before there were marks have none. */
function awaitsMark(pdf: Bytes): boolean {
  const state = openPdf(pdf).at();
  const field = signatureFields(state).find(({ name }) => name === FILING_MARK);
  return field !== undefined && state.resolve(field.value) === undefined;
}

/** Number and day of 备案 in the contract itself, signed with the bureau's own key; a revision behind the parties'. */
async function marked(
  house: House,
  pdf: Bytes,
  { receipt, bureau }: { readonly receipt: ReceiptRecord; readonly bureau: OrganisationRecord },
): Promise<Bytes> {
  const signedAt = house.clock.now();
  const key = await house.vault.signingKey(`bureau/${bureau.authorityCode}`);
  const subject = { commonName: bureau.name, organisation: bureau.name, uscc: bureau.uscc };
  const issued = await house.issuer.issue({ subject, key, notBefore: signedAt, hours: CERTIFICATE_HOURS });
  const font = readFont(await assetBytes(house, "fonts/song.ttf"));
  const { formalNo } = numbersOf(receipt);
  const lines = [
    `备案编号：${formalNo}`,
    `备案日期：${dayInShanghai(new Date(receipt.filedAt))}`,
    `备案机关：${bureau.name}`,
  ];
  return signRevision({
    pdf,
    field: FILING_MARK,
    key,
    ...issued,
    caption: { lines, font },
    signerName: bureau.name,
    organisation: bureau.name,
    reason: `备案 ${formalNo}`,
    signedAt,
    finish: signatureTimestamp({ authority: house.timestamps, ids: house.ids }),
  });
}

/** The changes that put a marked file in the envelope's place, for one commit with the end of the work. */
async function changesOf(
  house: House,
  envelope: EnvelopeRecord,
  made: { readonly digest: string; readonly size: number },
): Promise<Change[]> {
  const version = envelope.version + 1;
  const documents = await house.store.documents(envelope.contractId);
  const steps = documents.filter(({ kind }) => kind === "revision").map(({ step }) => step);
  const deed = {
    aggregate: `envelope:${envelope.id}`,
    version,
    type: "envelope.marked_filed",
    facts: { sha256: made.digest, before: envelope.currentDigest },
  };
  const now = house.clock.now();
  return [
    { event: await nextEvent(house, SYSTEM, deed) },
    { update: "envelopes", key: { id: envelope.id }, set: { version, currentDigest: made.digest } },
    {
      insert: "documents",
      row: {
        contractId: envelope.contractId,
        kind: "revision",
        step: Math.max(0, ...steps) + 1,
        ...made,
        createdAt: now.toISOString(),
      },
    },
    ...planRemarkedArchive({ ...envelope, version, currentDigest: made.digest }, now),
  ];
}

/**
 * Puts the bureau's filing mark into a filed contract: number and day, filled and signed in the field that revision 1 has for
 * it. What was filed stays a byte prefix of it. Returns the changes for one commit with the end of the work; none when the
 * contract has no such field or the mark is there. The envelope's version guards it.
 */
export async function markFiled(house: House, filingId: string): Promise<Change[]> {
  const receipt = await house.store.receiptOfFiling(filingId);
  const record = receipt && (await house.store.contract(receipt.contractId));
  const envelope = await house.store.envelope(record?.envelopeId ?? "");
  if (receipt === undefined || envelope === undefined)
    throw new AppError("app.not_found", "没有找到这份备案的合同", {});
  const pdf = await storedBytes(house, envelope.currentDigest);
  if (!awaitsMark(pdf)) return [];
  const bureau = await house.store.bureauOf(receipt.authorityCode);
  if (bureau === undefined)
    throw new AppError("app.no_authority", "备案机关没有登记", { code: receipt.authorityCode });
  const signed = await marked(house, pdf, { receipt, bureau });
  return changesOf(house, envelope, { digest: await house.blobs.put(signed), size: signed.length });
}
