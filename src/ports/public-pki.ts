import type { Bytes } from "../kit/bytes.ts";

/** A certificate of the house itself, and when it ends. */
export type CertificateLife = {
  /** Which one, in words an operator knows: `root`, `issuing`, `tsa`, `ocsp`. */
  readonly name: string;
  readonly notAfter: Date;
};

/** What the house's own authorities tell the world, over HTTP and in the process alike. DER in and out. */
export interface PublicPki {
  certificate(of: "root" | "issuing"): Promise<Bytes>;
  crl(of: "root" | "issuing"): Promise<Bytes>;
  /** OCSPRequest → OCSPResponse; nonsense is answered as such. */
  ocsp(request: Bytes): Promise<Bytes>;
  /** TimeStampReq → TimeStampResp; nonsense is answered as such. */
  timestamp(request: Bytes): Promise<Bytes>;
  /** Certificates in use and their ends. */
  lives(): Promise<readonly CertificateLife[]>;
}
