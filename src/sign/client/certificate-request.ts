import type { Bytes } from "../../kit/bytes.ts";
import {
  derBits,
  derContext,
  derObjectId,
  derSequence,
  derSetOf,
  derSmallInteger,
  derUtf8,
} from "../../kit/der.ts";
import { ecdsaToDer } from "../../kit/ecdsa.ts";
import type { PageKey } from "./new-signing-key.ts";

const COMMON_NAME = derObjectId("2.5.4.3");
const ECDSA_WITH_SHA256 = derSequence(derObjectId("1.2.840.10045.4.3.2"));

/**
 * A PKCS#10 request (RFC 2986) for the page's key, DER. It proves that the page holds the private half and nothing else: whom
 * the certificate names is the server's to decide, so the name in it says only what it is.
 */
export async function certificateRequest({ privateKey, publicKey }: PageKey): Promise<Bytes> {
  const name = derSequence(derSetOf(derSequence(COMMON_NAME, derUtf8("zhiqi signing key"))));
  const asked = derSequence(derSmallInteger(0), name, publicKey, derContext(0));
  const algorithm = { name: "ECDSA", hash: "SHA-256" };
  const signature = new Uint8Array(await crypto.subtle.sign(algorithm, privateKey, asked));
  return derSequence(asked, ECDSA_WITH_SHA256, derBits(ecdsaToDer(signature)));
}
