import type { PaperView } from "../../schemas/api/paper.ts";
import { Variant } from "../../schemas/contract.ts";
import { lawFor } from "../../schemas/jurisdictions/index.ts";
import { formalNumber, readFormalNumber } from "../filing/formal-number.ts";
import { dayInShanghai } from "../kit/dates.ts";
import { AppError } from "./app-error.ts";
import { authorityName } from "./authority-name.ts";
import type { House } from "./house.ts";
import { documentNo } from "./letters/letter-view.ts";
import { numbersOf } from "./register-number.ts";

const SERIES = ["contract", "correction", "refusal"] as const;

type Place = {
  readonly authorityCode: string;
  readonly year: number;
  readonly number: number;
  readonly series: (typeof SERIES)[number];
};

/** Where a number may stand: some places write no city into it, so several authorities may have the same one. */
function placesOf(text: string): Place[] {
  const read = readFormalNumber(text);
  if (read === undefined) return [];
  const { words, year, number } = read;
  const places = new Map<string, Place>();
  for (const variant of Variant.options) {
    const law = lawFor(variant);
    for (const { code: authorityCode } of law.filing?.authority.authorities ?? []) {
      for (const series of SERIES) {
        const place = { authorityCode, year, number, series };
        if (formalNumber(place, law) === `${words}〔${year}〕${number}号`)
          places.set(`${authorityCode} ${series}`, place);
      }
    }
  }
  return [...places.values()];
}

/**
 * The papers of bureaus under a document number: receipts, 补正通知书, 不予备案通知书. Names no party and nothing of a contract: a
 * letter is between the bureau and the agency. Brackets may be of any usual kind. Throws `app.not_found`.
 */
export async function findPapers(
  house: House,
  asked: { readonly documentNo: string },
): Promise<readonly PaperView[]> {
  const found = await Promise.all(placesOf(asked.documentNo).map((place) => paperAt(house, place)));
  const papers = found.filter((paper) => paper !== undefined);
  if (papers.length === 0)
    throw new AppError("app.not_found", "没有这个文号的回执或通知书，请核对字号、年份和序号", {});
  return papers;
}

async function paperAt(house: House, place: Place): Promise<PaperView | undefined> {
  const { series, ...number } = place;
  const authority = await authorityName(house, place.authorityCode);
  if (series === "contract") {
    const receipt = await house.store.receiptByNumber(number);
    if (receipt === undefined) return undefined;
    const { registerNo, formalNo } = numbersOf(receipt);
    return {
      kind: "receipt",
      document_no: formalNo,
      authority,
      issued_on: dayInShanghai(new Date(receipt.filedAt)),
      sha256: receipt.receiptDigest,
      register_no: registerNo,
    };
  }
  const letter = await house.store.letterByNumber({ ...number, kind: series });
  const variant = letter && (await house.store.contract(letter.contractId))?.variant;
  if (letter === undefined || variant === undefined) return undefined;
  return {
    kind: letter.kind,
    document_no: documentNo(letter, variant),
    authority,
    issued_on: dayInShanghai(new Date(letter.issuedAt)),
    sha256: letter.digest,
    register_no: null,
  };
}
