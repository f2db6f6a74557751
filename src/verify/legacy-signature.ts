import type { Bytes } from "../kit/bytes.ts";
import { concat, equalBytes } from "../kit/bytes.ts";
import { type PdfDictionary, type PdfObject, type Snapshot } from "../formats/pdf/index.ts";
import { signatureHolds } from "./rules/v08-algorithms.ts";
import { type Certificate, readCertificate } from "./cms/certificate.ts";
import { type CheckedCms, checkCms } from "./rules/v07-cms.ts";
import { contentsOf, expectTag, readDer, TAG } from "./cms/der.ts";
import { digestOf, type HashName } from "./cms/digest.ts";
import { readCms } from "./cms/read-cms.ts";
import { unsound } from "./unsound.ts";

/** What an obsolete signature is checked against. */
type Signed = {
  readonly parts: readonly Uint8Array[];
  readonly digest: (hash: HashName) => Promise<Uint8Array>;
};

const OID_DATA = "1.2.840.113549.1.7.1";

/** V6: adbe.pkcs7.sha1 carries the SHA-1 of the ranges as its content and signs that. Checked, never relied upon. */
export async function checkPkcs7Sha1(der: Bytes, signed: Signed): Promise<CheckedCms> {
  const cms = readCms(readDer(der));
  const { content } = cms;
  if (content === undefined || !equalBytes(content, await signed.digest("SHA-1")))
    throw unsound("verify.digest_mismatch", "SHA-1");
  return checkCms(cms, {
    contentTypes: [OID_DATA],
    digest: (hash) => digestOf(hash, content),
    whole: () => [content],
    signingCertificate: "optional",
  });
}

/** V6: adbe.x509.rsa_sha1 is a bare PKCS#1 signature beside its certificates in /Cert. Checked, never relied upon. */
export async function checkX509Rsa(
  der: Bytes,
  signed: Signed,
  certificates: readonly Certificate[],
): Promise<CheckedCms> {
  const [signer] = certificates;
  const signature = contentsOf(expectTag(readDer(der), TAG.octets, "a signature value"));
  if (signer === undefined) throw unsound("verify.cms_malformed", "it has no /Cert");
  const whole = concat(...signed.parts);
  if (!(await signatureHolds(signer.key, { kind: "rsa", hash: "SHA-1" }, { signed: whole, signature })))
    throw unsound("verify.digest_mismatch", "SHA-1");
  const none = new Map<string, never>();
  const cms = {
    contentType: OID_DATA,
    content: undefined,
    certificates,
    hash: "SHA-1",
    scheme: { kind: "rsa", hash: "SHA-1" },
    candidates: [signer],
    signed: none,
    signedEncoding: undefined,
    unsigned: none,
    signature,
    revocation: [],
  } as const;
  return { cms, signer, weak: true, bare: true, claimedAt: undefined };
}

/** The certificates of /Cert: a string, or an array of them with the signer's first. */
export function certificatesBeside(state: Snapshot, dictionary: PdfDictionary): Certificate[] {
  const written = state.resolve(dictionary.entries.get("Cert"));
  const items: readonly (PdfObject | undefined)[] =
    written?.kind === "array" ? written.items.slice(0, 32).map((item) => state.resolve(item)) : [written];
  return items.flatMap((item) => (item?.kind === "string" ? [readCertificate(item.bytes)] : []));
}
