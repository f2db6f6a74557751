import type { Bytes } from "../../kit/bytes.ts";
import type { PublicSigningKey, SigningKey } from "../../ports/keys.ts";
import { SignError } from "../errors.ts";
import { cmsAlgorithm } from "./algorithms.ts";
import type { SignerCertificate } from "./certificate.ts";
import { signatureHolds } from "./check-signature.ts";
import { signedAttributes } from "./signed-attributes.ts";
import { longestSignature, signedData } from "./signed-data.ts";

/** What is done to a finished CMS before it is embedded: a timestamp. `room`: the most bytes that it can add. */
export type CmsFinish = {
  readonly room: number;
  finish(cms: Bytes): Promise<Bytes>;
};

/** Who signs: the key, its certificate, and the certificates above it. */
export type CmsSigner = {
  readonly key: SigningKey;
  readonly certificate: SignerCertificate;
  readonly chain: readonly Bytes[];
  readonly finish?: CmsFinish | undefined;
};

/** DER of the signed attributes over document bytes, with the digest that belongs to the signer's algorithm. */
export async function attributesOver(
  document: Bytes,
  { key, certificate }: Pick<CmsSigner, "certificate"> & { readonly key: PublicSigningKey },
): Promise<Bytes> {
  const digest = new Uint8Array(await crypto.subtle.digest(cmsAlgorithm(key.algorithm).digest, document));
  return await signedAttributes(digest, certificate);
}

/** A detached CAdES signature over the document bytes. The key sees only the attributes. Throws `sign.key_refused`. */
export async function makeCms(document: Bytes, signer: CmsSigner): Promise<Bytes> {
  const attributes = await attributesOver(document, signer);
  const signature = await signatureFrom(signer.key, attributes);
  const cms = signedData({ ...signer, algorithm: signer.key.algorithm, attributes, signature });
  return signer.finish === undefined ? cms : await signer.finish.finish(cms);
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

/**
 * Upper bound, in bytes, of the CMS this signer can make: measured by building one with the longest signature of its key,
 * plus the room for what is added afterwards.
 */
export async function measureCms(signer: CmsSigner): Promise<number> {
  const attributes = await attributesOver(new Uint8Array(), signer);
  const signature = new Uint8Array(longestSignature(signer.key)).fill(0xff);
  const cms = signedData({ ...signer, algorithm: signer.key.algorithm, attributes, signature });
  return cms.length + (signer.finish?.room ?? 0);
}
