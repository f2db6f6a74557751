import type { Bytes } from "../../kit/bytes.ts";
import type { CertificateSubject } from "../../ports/certificate-issuer.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ids } from "../../ports/ids.ts";
import type { Sm2Signer } from "../../ports/sm2-key.ts";
import { newSm2Key } from "../keys/sm2-key.ts";
import { sm2Certificate, sm2Name } from "./sm2-certificate.ts";

const ROOT_YEARS = 20;
const EVENT_HOURS = 24;
const SERIAL_OCTETS = 16;
const HOUR = 3_600_000;

/** What makes SM2 signers for structures that no licensed CA stands behind. */
export interface Sm2Authority {
  /** A fresh key and its certificate for a day, under this authority's root. */
  signer(subject: CertificateSubject): Sm2Signer;
  /** The maker of seals (制章人) under the same root: its own key and certificate for as long. */
  readonly maker: Sm2Signer;
  /** Trust anchor, DER. */
  readonly root: Bytes;
}

/**
 * A built-in SM2 CA that lives as long as the process: 仅结构，无持牌 CA. Its keys are kept nowhere, since what it issues must
 * never be relied on (电子签名法 16, GM/T 0028). Certificates say so in their policy notice.
 */
export function sm2Authority({ clock, ids }: { readonly clock: Clock; readonly ids: Ids }): Sm2Authority {
  const now = clock.now();
  const begin = new Date(now.getTime() - HOUR);
  const end = new Date(begin);
  end.setUTCFullYear(end.getUTCFullYear() + ROOT_YEARS);
  const random = (length: number): Bytes => ids.random(length);
  const serial = (): Bytes => {
    const octets = random(SERIAL_OCTETS);
    // A first octet under 0x80 and over 0: positive, and all others count.
    octets[0] = 0x5a;
    return octets;
  };
  const rootKey = newSm2Key(random);
  const issuer = sm2Name({
    organisation: "知契 Zhiqi（演示 Demo）",
    commonName: "知契国密演示根（仅结构，无持牌CA）/ Zhiqi SM2 demo root",
  });
  const issued = { issuer, issuerKey: rootKey, notBefore: begin };
  const root = sm2Certificate({
    ...issued,
    subject: issuer,
    publicKey: rootKey.publicKey,
    serial: serial(),
    notAfter: end,
    use: "certify",
  });
  const signerFor = (subject: Bytes): Sm2Signer => {
    const key = newSm2Key(random);
    const notAfter = new Date(now.getTime() + EVENT_HOURS * HOUR);
    const { publicKey } = key;
    const plan = { ...issued, subject, publicKey, serial: serial(), notAfter, use: "sign" } as const;
    return { key, certificate: sm2Certificate(plan), chain: [root] };
  };
  return {
    root,
    maker: signerFor(
      sm2Name({ organisation: "知契 Zhiqi（演示 Demo）", commonName: "知契演示制章人（仅结构）" }),
    ),
    signer: ({ organisation, uscc, commonName }) =>
      signerFor(
        sm2Name({
          organisation,
          commonName,
          organisationId: uscc === "" ? undefined : `NTRCN-${uscc}`,
        }),
      ),
  };
}
