import type { Bytes } from "../kit/bytes.ts";

/** An SM2 private key that somebody holds (GB/T 32918): signs with SM3 and the default signer id `1234567812345678`. */
export interface Sm2Key {
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Bytes;
  /** DER SEQUENCE of r and s over SM3(Z ‖ bytes). */
  sign(bytes: Bytes): Bytes;
}

/** A key with its certificate and those above it, DER; the issuing CA first, the root last. */
export type Sm2Signer = {
  readonly key: Sm2Key;
  readonly certificate: Bytes;
  readonly chain: readonly Bytes[];
};
