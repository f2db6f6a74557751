import type { FiledRelation } from "../../schemas/verification.ts";
import { type Bytes, equalBytes } from "../kit/bytes.ts";
import type { ReceiptRecord } from "../ports/records.ts";
import { authorityName } from "./authority-name.ts";
import type { House } from "./house.ts";
import { documentNo } from "./letters/letter-view.ts";
import type { Prefix } from "./own-records.ts";
import { numbersOf } from "./register-number.ts";

type Relation = FiledRelation["relation"];

/** A relation together with the receipt it points to. */
type Found = { readonly relation: Relation; readonly receipt: ReceiptRecord };

const UNRELATED: FiledRelation = {
  relation: "unrelated",
  receiptNo: null,
  formalNo: null,
  filedAt: null,
  authority: null,
};

/** A letter of the bureau by its own bytes: which it is, its number, who sent it and when. Nothing of the contract it is about. */
async function letterView(house: House, digest: string): Promise<FiledRelation | undefined> {
  const letter = await house.store.letterByDigest(digest);
  const variant = letter && (await house.store.contract(letter.contractId))?.variant;
  if (letter === undefined || variant === undefined) return undefined;
  return {
    relation: letter.kind,
    receiptNo: null,
    formalNo: documentNo(letter, variant),
    filedAt: letter.issuedAt,
    authority: await authorityName(house, letter.authorityCode),
  };
}

async function relationView(house: House, found: Found | undefined): Promise<FiledRelation> {
  if (found === undefined) return UNRELATED;
  const { registerNo, formalNo } = numbersOf(found.receipt);
  return {
    relation: found.relation,
    receiptNo: registerNo,
    formalNo,
    filedAt: found.receipt.filedAt,
    authority: await authorityName(house, found.receipt.authorityCode),
  };
}

/**
 * The receipt of the contract that one of our stored files belongs to, once it is filed, and on which side of the filed file
 * it stands: a step on the way there, or what we added since (the bureau's filing mark, archive timestamps).
 */
async function receiptOfStep(house: House, digest: string): Promise<Found | undefined> {
  for (const document of await house.store.documentsByDigest(digest)) {
    const filingId =
      document.kind === "revision" ? (await house.store.contract(document.contractId))?.filingId : null;
    const receipt = typeof filingId === "string" ? await house.store.receiptOfFiling(filingId) : undefined;
    if (receipt === undefined) continue;
    const documents = await house.store.documents(document.contractId);
    const filed = documents.find((one) => one.digest === receipt.filedDigest)?.step;
    const since = filed !== undefined && document.step > filed;
    return { relation: since ? "later" : "step", receipt };
  }
  return undefined;
}

/** The filed file, the receipt, or a step on the way to the filed file, by digest alone. */
async function byDigest(house: House, digest: string): Promise<Found | undefined> {
  const filed = await house.store.receiptByFiledDigest(digest);
  if (filed !== undefined) return { relation: "same", receipt: filed };
  const sealed = await house.store.receiptByReceiptDigest(digest);
  if (sealed !== undefined) return { relation: "receipt", receipt: sealed };
  return receiptOfStep(house, digest);
}

/** By the states the file holds: the filed file with something appended, or a part of it that ends between two steps. */
async function byPrefix(house: House, pdf: Bytes, prefixes: readonly Prefix[]): Promise<Found | undefined> {
  for (const { sha256Hex: digest } of prefixes) {
    const filed = await house.store.receiptByFiledDigest(digest);
    if (filed !== undefined) return { relation: "later", receipt: filed };
    const receipt = (await receiptOfStep(house, digest))?.receipt;
    const whole = receipt === undefined ? undefined : await house.blobs.get(receipt.filedDigest);
    if (receipt === undefined || whole === undefined || whole.length <= pdf.length) continue;
    if (equalBytes(whole.subarray(0, pdf.length), pdf)) return { relation: "earlier", receipt };
  }
  return undefined;
}

/** How a digest relates to what a bureau filed: `same`, `step`, `receipt`, a letter, or `unrelated` (V18). */
export const relationOfDigest = async (house: House, digest: string): Promise<FiledRelation> =>
  (await letterView(house, digest)) ?? relationView(house, await byDigest(house, digest));

/**
 * How a file relates to what a bureau filed (V18): the same bytes, a known step, the receipt; the filed file with bytes
 * appended (`later`), a prefix of it (`earlier`); or `unrelated`. Says nothing of whether the file is sound.
 */
export async function relationOfFile(
  house: House,
  pdf: Bytes,
  known: { readonly digest: string; readonly prefixes: readonly Prefix[] },
): Promise<FiledRelation> {
  const letter = await letterView(house, known.digest);
  if (letter !== undefined) return letter;
  const found = (await byDigest(house, known.digest)) ?? (await byPrefix(house, pdf, known.prefixes));
  return relationView(house, found);
}
