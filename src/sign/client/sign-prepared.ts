import type { Bytes } from "../../kit/bytes.ts";
import { ecdsaToDer } from "../../kit/ecdsa.ts";
import type { ConfirmedRevision } from "./confirm-prepared.ts";
import { ConfirmError } from "./errors.ts";

/** The page's signature over a confirmed revision: ECDSA P-256 with SHA-256 in DER, as CMS carries it. Throws `confirm.no_crypto`. */
export async function signPrepared(confirmed: ConfirmedRevision, privateKey: CryptoKey): Promise<Bytes> {
  try {
    const algorithm = { name: "ECDSA", hash: "SHA-256" };
    return ecdsaToDer(new Uint8Array(await crypto.subtle.sign(algorithm, privateKey, confirmed.toBeSigned)));
  } catch (cause) {
    throw new ConfirmError("confirm.no_crypto", "this browser did not sign with its key", {}, { cause });
  }
}
