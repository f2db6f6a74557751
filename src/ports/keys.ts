import type { Bytes } from "../kit/bytes.ts";

/** A private key that somebody holds: us (vault), a file, a token, a remote service. It only signs; it never leaves. */
export interface SigningKey {
  readonly algorithm: "ECDSA-P256-SHA256" | "ECDSA-P384-SHA384" | "RSA-PKCS1-SHA256";
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Bytes;
  /** Who holds it, for the trust statement. */
  readonly heldBy: "server" | "signer";
  /** Signature over `bytes` (hashing included) in the form CMS carries: DER for ECDSA, plain for RSA. */
  sign(bytes: Bytes): Promise<Bytes>;
}

/** Server-held keys, encrypted at rest under the master key. */
export interface KeyVault {
  /** The key of this name, made at first use (ECDSA P-256). Two callers at once get the same key. */
  signingKey(name: string): Promise<SigningKey>;
  /** A key for one signing event; nobody else ever sees it and it is gone afterwards. */
  ephemeralKey(): Promise<SigningKey>;
}

/** Rows of ciphertext under a name. `writeOnce` never overwrites: it returns what is stored after the call, the winner's. */
export interface SecretStore {
  read(name: string): Promise<Bytes | undefined>;
  writeOnce(name: string, secret: Bytes): Promise<Bytes>;
}
