import { type BaseBlock, BitString, fromBER, Sequence } from "asn1js";

import { Certificate } from "pkijs";
import { type Bytes, equalBytes } from "../../kit/bytes.ts";
import type { SigningKey } from "../../ports/keys.ts";
import { SignError } from "../errors.ts";

/** A signer's or issuer's certificate as the signature needs it. */
export type SignerCertificate = {
  /** The bytes it was given as; these are hashed and embedded, never a re-encoding. */
  readonly der: Bytes;
  readonly parsed: Certificate;
  /** SubjectPublicKeyInfo, DER, as it stands in the certificate. */
  readonly publicKey: Bytes;
};

/** RFC 5280 §4.2.1.3: bit 0 digitalSignature, bit 1 nonRepudiation (contentCommitment). */
const KEY_USAGE = "2.5.29.15";
const SIGNATURE_USES = 0b1100_0000;

/** Reads one DER certificate. Proves nothing about it: no chain, no signature, no dates. Throws `sign.certificate_unreadable`. */
export function readCertificate(der: Bytes): SignerCertificate {
  try {
    const parsed = Certificate.fromBER(der);
    const reread = new Uint8Array(parsed.toSchema().toBER());
    if (!equalBytes(reread, der)) throw new Error("not DER, or bytes after the certificate");
    return { der, parsed, publicKey: publicKeyOf(parsed) };
  } catch (cause) {
    throw new SignError(
      "sign.certificate_unreadable",
      "this is not one X.509 certificate in DER",
      {},
      { cause },
    );
  }
}

/** tbsCertificate: version [0] (v1 has none), serialNumber, signature, issuer, validity, subject, subjectPublicKeyInfo. */
function publicKeyOf(certificate: Certificate): Bytes {
  const { result } = fromBER(certificate.tbsView);
  if (!(result instanceof Sequence)) throw new Error("tbsCertificate is no sequence");
  const parts: readonly BaseBlock[] = result.valueBlock.value;
  const versioned = parts[0]?.idBlock.tagClass === 3;
  const node = parts[versioned ? 6 : 5];
  if (node === undefined) throw new Error("tbsCertificate ends early");
  return new Uint8Array(node.valueBeforeDecodeView);
}

/**
 * Throws unless this key may sign with this certificate at this time: `sign.certificate_mismatch` when the certificate
 * names another public key, `sign.certificate_not_usable` outside its validity or without a signature keyUsage.
 */
export function assertUsable(certificate: SignerCertificate, key: SigningKey, signedAt: Date): void {
  if (!equalBytes(certificate.publicKey, key.publicKey)) {
    throw new SignError(
      "sign.certificate_mismatch",
      "the certificate is not for this key: its public key is another one",
    );
  }
  const notBefore = certificate.parsed.notBefore.value;
  const notAfter = certificate.parsed.notAfter.value;
  if (!(signedAt >= notBefore && signedAt <= notAfter)) {
    throw new SignError(
      "sign.certificate_not_usable",
      "the certificate is not valid at the time of signing: get a new one",
      {
        notBefore: notBefore.toISOString(),
        notAfter: notAfter.toISOString(),
      },
    );
  }
  const usage = certificate.parsed.extensions?.find(
    (extension) => extension.extnID === KEY_USAGE,
  )?.parsedValue;
  if (usage instanceof BitString && ((usage.valueBlock.valueHexView[0] ?? 0) & SIGNATURE_USES) === 0) {
    throw new SignError(
      "sign.certificate_not_usable",
      "the certificate's keyUsage has neither digitalSignature nor nonRepudiation",
    );
  }
}
