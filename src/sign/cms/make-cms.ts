import type { Bytes } from "../../kit/bytes.ts";
import type { SigningKey } from "../../ports/keys.ts";
import { SignError } from "../errors.ts";
import { CMS_ALGORITHMS } from "./algorithms.ts";
import type { SignerCertificate } from "./certificate.ts";
import { signatureHolds } from "./check-signature.ts";
import { signedAttributes } from "./signed-attributes.ts";
import { longestSignature, signedData } from "./signed-data.ts";

/** Who signs: the key, its certificate, and the certificates above it. */
export type CmsSigner = {
  readonly key: SigningKey;
  readonly certificate: SignerCertificate;
  readonly chain: readonly Bytes[];
};

/** DER of the signed attributes over document bytes, with the digest that belongs to the signer's algorithm. */
export async function attributesOver(document: Bytes, { key, certificate }: CmsSigner): Promise<Bytes> {
  const digest = new Uint8Array(await crypto.subtle.digest(CMS_ALGORITHMS[key.algorithm].digest, document));
  return await signedAttributes(digest, certificate);
}

/** A detached CAdES signature over the document bytes. The key sees only the attributes. Throws `sign.key_refused`. */
export async function makeCms(document: Bytes, signer: CmsSigner): Promise<Bytes> {
  const attributes = await attributesOver(document, signer);
  const signature = await signatureFrom(signer.key, attributes);
  return signedData({ ...signer, algorithm: signer.key.algorithm, attributes, signature });
}

async function signatureFrom(key: SigningKey, toBeSigned: Bytes): Promise<Bytes> {
  let signature: Bytes;
  let holds: boolean;
  try {
    signature = await key.sign(toBeSigned);
    holds = await signatureHolds(key, toBeSigned, signature);
  } catch (cause) {
    throw new SignError(
      "sign.key_refused",
      "the signing key gave no signature: see the cause, then sign again",
      {},
      { cause },
    );
  }
  if (!holds) {
    throw new SignError(
      "sign.key_refused",
      "what the key returned is not its signature over the signed attributes",
    );
  }
  return signature;
}

/** Upper bound, in bytes, of the CMS this signer can make: measured by building one with the longest signature of its key. */
export async function measureCms(signer: CmsSigner): Promise<number> {
  const attributes = await attributesOver(new Uint8Array(), signer);
  const signature = new Uint8Array(longestSignature(signer.key)).fill(0xff);
  return signedData({ ...signer, algorithm: signer.key.algorithm, attributes, signature }).length;
}
