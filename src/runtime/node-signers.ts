import type { Bytes } from "../kit/bytes.ts";
import type { SignatureDigest } from "../kit/signature-algorithm.ts";
import type { SigningKey } from "../ports/keys.ts";

/** How the key is to sign where it leaves a choice: digest, and for RSA the padding. */
export type SigningWish = {
  readonly digest: SignatureDigest | undefined;
  readonly padding: "PSS" | undefined;
};

/** A key from outside and the certificates that came with it: its own first. */
export type Signer = { readonly key: SigningKey; readonly certificates: readonly Bytes[] };

/** The private key of a PEM file; certificates come in files of their own. Throws `keys.*`. */
export async function signerFromPem(text: string, wish: SigningWish): Promise<Signer> {
  const { readPrivateKeyPem } = await import("../adapters/keys/pem.ts");
  return { key: await readPrivateKeyPem(text, wish), certificates: [] };
}

/** Key and certificates of a PKCS#12 file. Throws `keys.*`. */
export async function signerFromPkcs12(file: Bytes, password: string, wish: SigningWish): Promise<Signer> {
  const { readPkcs12 } = await import("../adapters/keys/pkcs12.ts");
  return readPkcs12(file, password, wish);
}

/** A key that a service keeps (contract in src/adapters/keys/README.md). Throws `keys.service_*`. */
export async function signerFromService(service: {
  readonly url: string;
  readonly name: string;
  readonly authorization: string | undefined;
}): Promise<Signer> {
  const { httpKeys } = await import("../adapters/keys/http-keys.ts");
  const key = await httpKeys(service).signingKey(service.name);
  return { key, certificates: key.certificates };
}
