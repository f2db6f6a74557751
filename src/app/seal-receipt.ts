import { lawFor } from "../../schemas/jurisdictions/index.ts";
import { parseContract } from "../contract/parse.ts";
import { receiptDocument, type ReceiptFacts } from "../document/receipt-document.ts";
import { readFont } from "../formats/fonts/read-font.ts";
import type { Bytes } from "../kit/bytes.ts";
import { dayInShanghai } from "../kit/dates.ts";
import type { OrganisationRecord, ReceiptRecord } from "../ports/records.ts";
import type { Change } from "../ports/store.ts";
import { fieldPlansFromMarks } from "../sign/field-plans.ts";
import { placeSignatureFields } from "../sign/fields.ts";
import { AppError } from "./app-error.ts";
import { nextEvent } from "./audit.ts";
import type { House } from "./house.ts";
import { proveDrawn } from "./prove-drawn.ts";
import { verifyUrl } from "./receipt-view.ts";
import { numbersOf } from "./register-number.ts";
import { bureauDesk, bureauSeal } from "./seals/bureau-seal.ts";
import { BUREAU_FIELD, sealPaper } from "./seals/seal-paper.ts";
import { sealUse } from "./seals/seat-seal.ts";
import { assetBytes } from "./stored-file.ts";

const TEMPLATE = "hebei/filing-receipt.docx";
const SYSTEM = { organisationId: "system" };

/** What the receipt says, from the contract as it was filed. */
async function factsOf(
  house: House,
  receipt: ReceiptRecord,
  bureau: OrganisationRecord,
): Promise<ReceiptFacts> {
  const record = await house.store.contract(receipt.contractId);
  if (record === undefined) throw new AppError("app.not_found", "没有找到这份合同", {});
  const contract = parseContract(record.contract);
  const numbers = numbersOf(receipt);
  return {
    ...numbers,
    authority: bureau.name,
    contract: {
      title: receipt.title,
      contractNo: receipt.contractNo,
      mode: contract.mode ?? "",
      variantName: lawFor(contract.variant).variant.name,
      signDate: contract.signDate ?? null,
      term: { start: contract.term?.start ?? "", end: contract.term?.end ?? "" },
    },
    parties: (contract.parties ?? []).map(({ seat, name, uscc }) => ({
      seat,
      name: name ?? "",
      uscc: uscc ?? "",
    })),
    agency: { name: receipt.agency, filingNo: contract.filing?.agencyFilingNo ?? null },
    filedOn: dayInShanghai(new Date(receipt.filedAt)),
    sha256: receipt.filedDigest,
    verifyUrl: verifyUrl(house, numbers.registerNo),
  };
}

/** The receipt as a PDF with the bureau's field, unsigned; the same receipt gives the same bytes. */
async function unsealed(house: House, receipt: ReceiptRecord, bureau: OrganisationRecord): Promise<Bytes> {
  const facts = await factsOf(house, receipt, bureau);
  const docx = await receiptDocument(facts, await assetBytes(house, TEMPLATE));
  const rendered = await house.renderer.render({
    docx,
    title: `备案回执 ${facts.formalNo}`,
    profile: "word",
    createdAt: new Date(receipt.filedAt),
    attachments: [],
  });
  proveDrawn(rendered.notes);
  const song = readFont(await assetBytes(house, "fonts/song.ttf"));
  return placeSignatureFields(rendered.pdf, fieldPlansFromMarks(rendered.marks), song);
}

/**
 * Makes and seals the receipt of a filing. Returns the changes that record it, for one commit with the end of the work;
 * none when it is sealed already. Whoever commits second loses on the receipt's version, so there is one receipt.
 */
export async function sealReceipt(house: House, filingId: string): Promise<Change[]> {
  const receipt = await house.store.receiptOfFiling(filingId);
  if (receipt === undefined) throw new AppError("app.not_found", "没有找到这份回执", {});
  if (receipt.state === "ready") return [];
  const bureau = await house.store.bureauOf(receipt.authorityCode);
  if (bureau === undefined)
    throw new AppError("app.no_authority", "备案机关没有登记", { code: receipt.authorityCode });
  const desk = bureauDesk(bureau);
  const seal = await bureauSeal(house, desk, bureau.name);
  const pdf = await sealPaper(house, await unsealed(house, receipt, bureau), {
    bureau,
    seal,
    reason: "备案回执",
  });
  const digest = await house.blobs.put(pdf);
  const use = sealUse(house, desk, { seal, envelopeId: `receipt:${filingId}`, seat: BUREAU_FIELD, digest });
  const deed = {
    aggregate: `receipt:${filingId}`,
    version: 1,
    type: "receipt.sealed",
    facts: { sha256: digest, ...use.facts },
  };
  return [
    { event: await nextEvent(house, SYSTEM, deed) },
    ...use.changes,
    { sealed: { filingId }, receiptDigest: digest },
    {
      insert: "documents",
      row: {
        contractId: receipt.contractId,
        kind: "receipt",
        step: 0,
        digest,
        size: pdf.length,
        createdAt: house.clock.now().toISOString(),
      },
    },
  ];
}
