import type { Bytes } from "../kit/bytes.ts";
import type { SigningKey } from "./keys.ts";

/** The key a certificate is asked for. `sign` is there when we hold it, and then proves that whoever asks has it. */
export type CertifiedKey = Pick<SigningKey, "algorithm" | "publicKey"> & Partial<Pick<SigningKey, "sign">>;

/** Whom a certificate names. */
export type CertificateSubject = {
  /** The person who signs, or the organisation where no person is named (a bureau's sealing certificate). */
  readonly commonName: string;
  readonly organisation: string;
  /** 统一社会信用代码, written as organizationIdentifier `NTRCN-<uscc>` (EN 319 412-1). */
  readonly uscc: string;
};

export type IssuedCertificate = {
  /** X.509, DER. */
  readonly certificate: Bytes;
  /** Issuing CA first, root last. DER. */
  readonly chain: readonly Bytes[];
};

/** Makes certificates. The built-in one is a demo CA and says so; a configured one may be a licensed CA. */
export interface CertificateIssuer {
  readonly kind: "built-in" | "configured";
  /**
   * One certificate for this key and subject, valid from `notBefore` for `hours`. keyUsage digitalSignature + nonRepudiation.
   * A key that is elsewhere comes with its PKCS#10, which the caller has checked; an issuer outside gets that one, byte for
   * byte, and `issuer.key_elsewhere` says that it was needed. Also throws `ca.*` (built-in) and `issuer.*` (configured).
   */
  issue(request: {
    readonly subject: CertificateSubject;
    readonly key: CertifiedKey;
    /** CertificationRequest (RFC 2986), DER, signed by the key. */
    readonly certificationRequest?: Bytes | undefined;
    readonly notBefore: Date;
    readonly hours: number;
  }): Promise<IssuedCertificate>;
  /** Trust anchors (roots), DER. */
  anchors(): Promise<readonly Bytes[]>;
}
