import type { Bytes } from "../../kit/bytes.ts";
import { ConfirmError } from "./errors.ts";

/** A key made on this page. The private half cannot leave it: WebCrypto gives it to nobody, not to this code either. */
export type PageKey = {
  readonly privateKey: CryptoKey;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Bytes;
};

/** A new ECDSA P-256 key, not extractable, for signing only. Throws `confirm.no_crypto` where the browser has no WebCrypto. */
export async function newSigningKey(): Promise<PageKey> {
  try {
    const curve = { name: "ECDSA", namedCurve: "P-256" };
    const { privateKey, publicKey } = await crypto.subtle.generateKey(curve, false, ["sign", "verify"]);
    return { privateKey, publicKey: new Uint8Array(await crypto.subtle.exportKey("spki", publicKey)) };
  } catch (cause) {
    throw new ConfirmError(
      "confirm.no_crypto",
      "this browser cannot make a key here: open the page over https, or in another browser",
      {},
      { cause },
    );
  }
}
