import type { Bytes } from "../kit/bytes.ts";
import { fillTemplate } from "./fill-template.ts";

/** One signer, in words for people; every value is shown as it is. */
export type CertifiedSigner = {
  readonly seat: string;
  readonly organisation: string;
  readonly uscc: string;
  readonly signer: string;
  readonly role: string;
  readonly step: string;
  readonly sentTo: string;
  readonly identity: string;
  readonly consent: string;
  readonly read: string;
  readonly signedAt: string;
  readonly mark: string;
  readonly key: string;
  readonly certificate: string;
  readonly time: string;
  readonly sha256: string;
};

/** What a 签署证明 says: who, how known, when, which bytes, and what all this does not mean. Nothing here is looked up. */
export type SigningCertificateFacts = {
  readonly testMode: boolean;
  readonly title: string;
  readonly contractNo: string;
  readonly sender: string;
  readonly envelopeId: string;
  readonly sentAt: string;
  readonly completedAt: string;
  readonly pages: number;
  readonly sentSha256: string;
  readonly finalSha256: string;
  readonly signers: readonly CertifiedSigner[];
  readonly events: readonly { readonly at: string; readonly who: string; readonly what: string }[];
  readonly notes: readonly string[];
};

/** The certificate of completion as a Word document. Throws DocumentError. */
export const signingCertificateDocument = async (
  facts: SigningCertificateFacts,
  template: Bytes,
): Promise<Bytes> => (await fillTemplate({ template, values: { ...facts } })).docx;
