import type { Bytes } from "../kit/bytes.ts";

/** What issuers say about one certificate, as they said it: DER, not looked into. */
export type RevocationAnswers = {
  /** OCSPResponse (RFC 6960). */
  readonly ocsps: readonly Bytes[];
  /** CertificateList (RFC 5280). */
  readonly crls: readonly Bytes[];
  /** Addresses that were asked in vain, with the code of the failure: for the one who reads why a level was not reached. */
  readonly failures: readonly { readonly place: string; readonly code: string }[];
};

/** Asks issuers whether certificates still stand. Carries messages only; the answers are checked by whoever asks. */
export interface RevocationSource {
  /**
   * Fresh answers about a certificate: OCSP where it is offered, else CRLs. Never throws for an issuer that does not answer:
   * that is a failure in the list.
   */
  askAbout(question: { readonly certificate: Bytes; readonly issuer: Bytes }): Promise<RevocationAnswers>;
  /** Issuer certificates at the addresses a certificate names (AIA caIssuers); empty when there are none. */
  issuersOf(certificate: Bytes): Promise<readonly Bytes[]>;
}
