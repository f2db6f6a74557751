import { type Bytes, concat, equalBytes, utf8 } from "../../kit/bytes.ts";
import { sha256 } from "../../kit/digest.ts";
import type { Ids } from "../../ports/ids.ts";

/** Half of a serial number's bytes are chance, half prove that this CA chose them. */
const HALF = 8;

/**
 * Serial numbers that the CA knows again without a list: 64 random bits and a 64-bit HMAC over them. The OCSP responder says
 * `unknown` about a number that the CA never gave, as RFC 6960 §2.2 asks, and no row is written for each certificate.
 */
export type SerialNumbers = {
  /** 16 bytes for a new certificate. */
  next(ids: Pick<Ids, "random">): Promise<Bytes>;
  /** Whether the contents of a serial INTEGER (lead byte and 16 bytes) were given by this CA. */
  knows(serial: Bytes): Promise<boolean>;
};

/** The serial numbers of the CA with this private key (PKCS#8). */
export async function serialNumbers(issuingKey: Bytes): Promise<SerialNumbers> {
  const secret = await sha256(concat(utf8("zhiqi: serial numbers"), issuingKey));
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", secret, hmac, false, ["sign"]);
  const proofOf = async (chance: Bytes): Promise<Bytes> =>
    new Uint8Array(await crypto.subtle.sign("HMAC", key, chance)).slice(0, HALF);
  return {
    next: async (ids) => {
      const chance = ids.random(HALF);
      return concat(chance, await proofOf(chance));
    },
    knows: async (serial) =>
      serial.length === 1 + 2 * HALF &&
      equalBytes(serial.slice(1 + HALF), await proofOf(serial.slice(1, 1 + HALF))),
  };
}
