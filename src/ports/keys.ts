import type { Bytes } from "../kit/bytes.ts";
import type { SignatureAlgorithm } from "../kit/signature-algorithm.ts";

/**
 * Who holds the private key, for the trust statement: `browser` made on the signer's page and never exported, `signer` a file
 * or token of the signer's own, `service` a key service that a site configured, `server` this house.
 */
export type KeyHolder = "browser" | "signer" | "service" | "server";

/** What is known of a signing key without its power to sign: enough to prepare a signature for a key that is elsewhere. */
export type PublicSigningKey = {
  readonly algorithm: SignatureAlgorithm;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Bytes;
  readonly heldBy: KeyHolder;
};

/** A private key that somebody holds: us (vault), a file, a token, a remote service. It only signs; it never leaves. */
export interface SigningKey extends PublicSigningKey {
  /** Signature over `bytes` (hashing included) in the form CMS carries: DER for ECDSA, plain for RSA. */
  sign(bytes: Bytes): Promise<Bytes>;
}

/** Keys by name, wherever they are kept: the house's vault, a key service. */
export interface Keys {
  /** The key of this name. Whether one is made where there is none is the keeper's own rule. */
  signingKey(name: string): Promise<SigningKey>;
}

/** Server-held keys, encrypted at rest under the master key. */
export interface KeyVault extends Keys {
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
