import type { Bytes } from "../kit/bytes.ts";
import { fillTemplate } from "./fill-template.ts";
import { qrPicture } from "./qr-picture.ts";

/** What a filing receipt says. Days are `YYYY-MM-DD`; nothing here is looked up or checked. */
export type ReceiptFacts = {
  /** The bureau that filed, by its full name. */
  readonly authority: string;
  /** e.g. `冀知托备〔2022〕1号`. */
  readonly formalNo: string;
  /** The machine's number with its check character. */
  readonly registerNo: string;
  readonly contract: {
    readonly title: string;
    readonly contractNo: string;
    readonly mode: string;
    /** The kind of contract in words, where there are several. */
    readonly variantName?: string;
    readonly signDate: string | null;
    readonly term: { readonly start: string; readonly end: string };
  };
  readonly parties: readonly { readonly seat: string; readonly name: string; readonly uscc: string }[];
  readonly agency: { readonly name: string; readonly filingNo: string | null };
  readonly filedOn: string;
  /** SHA-256 of the filed file, 64 hex digits. */
  readonly sha256: string;
  /** Where anybody can verify this receipt. */
  readonly verifyUrl: string;
};

const QR_CENTIMETRES = 2.8;

/** The filing receipt as a Word document. Throws DocumentError. */
export async function receiptDocument(facts: ReceiptFacts, template: Bytes): Promise<Bytes> {
  const values = {
    ...facts,
    fingerprint: inGroups(facts.sha256.toUpperCase()),
    qr: qrPicture(facts.verifyUrl, QR_CENTIMETRES),
  };
  return (await fillTemplate({ template, values })).docx;
}

/** Eight digits a group, four groups a line: people compare them by eye. */
const inGroups = (hex: string): string =>
  (hex.match(/.{1,32}/g) ?? []).map((line) => (line.match(/.{1,8}/g) ?? []).join(" ")).join("\n");
