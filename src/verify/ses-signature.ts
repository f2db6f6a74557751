import { equalBytes } from "../kit/bytes.ts";
import { signatureHolds } from "./rules/v08-algorithms.ts";
import { type Certificate, readCertificate } from "./cms/certificate.ts";
import type { CheckedCms } from "./rules/v07-cms.ts";
import {
  bitsOf,
  children,
  contentsOf,
  type Der,
  encodingOf,
  expectTag,
  oidOf,
  readDer,
  smallInteger,
  TAG,
  timeOf,
} from "./cms/der.ts";
import { digestOf, type HashName } from "./cms/digest.ts";
import { unsound } from "./unsound.ts";

const OID_SM2_WITH_SM3 = "1.2.156.10197.1.501";
const OID_GB_DATA = "1.2.156.10197.6.1.4.2.1";
const SM2 = { kind: "sm2", hash: "SM3" } as const;

/**
 * V7 for the SM2 profile, /GM.sm2seal: SES_Signature of GB/T 38540-2020 §7.2. Its digest is the SM3 of the ranges, the signer's
 * key signed it together with the seal, the seal was signed by its maker, names this signer and is in its period. Says nothing
 * of whether maker and signer are licensed. Throws Unsound.
 */
export async function checkSesSignature(
  der: Uint8Array,
  digest: (hash: HashName) => Promise<Uint8Array>,
): Promise<CheckedCms> {
  const [body, certificate, algorithm, value] = children(
    expectTag(readDer(der), TAG.sequence, "a seal's signature"),
  );
  if (body === undefined) throw unsound("verify.cms_malformed", "a seal's signature");
  const [, seal, time, hash] = children(expectTag(body, TAG.sequence, "what is signed"));
  const signer = readCertificate(contentsOf(expectTag(certificate, TAG.octets, "a certificate")));
  if (oidOf(algorithm) !== OID_SM2_WITH_SM3 || signer.key.kind !== "sm2")
    throw unsound("verify.unsupported_algorithm", "a seal not signed with SM2 and SM3");
  if (!equalBytes(bitsOf(hash), await digest("SM3"))) throw unsound("verify.digest_mismatch", "SM3");
  const signature = bitsOf(value);
  if (!(await signatureHolds(signer.key, SM2, { signed: encodingOf(body), signature })))
    throw unsound("verify.signature_mismatch", "SM2");
  const signedAt = timeOf(time);
  const maker = await checkSeal(expectTag(seal, TAG.sequence, "a seal"), { signer, signedAt });
  const none = new Map<string, never>();
  const cms = {
    contentType: OID_GB_DATA,
    content: undefined,
    certificates: [signer, maker],
    hash: "SM3",
    scheme: SM2,
    candidates: [signer],
    signed: none,
    signedEncoding: undefined,
    unsigned: none,
    signature,
    revocation: [],
  } as const;
  return { cms, signer, weak: false, bare: false, claimedAt: signedAt };
}

/** SESeal (§7.1): the maker's signature over the seal's contents, its list of users and its period. Returns the maker. */
async function checkSeal(
  seal: Der,
  use: { readonly signer: Certificate; readonly signedAt: Date },
): Promise<Certificate> {
  const [info, certificate, algorithm, value] = children(seal);
  if (info === undefined) throw unsound("verify.seal_unsound", "it is empty");
  const maker = readCertificate(contentsOf(expectTag(certificate, TAG.octets, "a maker")));
  const parts = { signed: encodingOf(info), signature: bitsOf(value) };
  if (oidOf(algorithm) !== OID_SM2_WITH_SM3 || !(await signatureHolds(maker.key, SM2, parts)))
    throw unsound("verify.seal_unsound", "its maker did not sign it");
  const [, , property] = children(expectTag(info, TAG.sequence, "a seal"));
  const [, , kind, users, , from, until] = children(expectTag(property, TAG.sequence, "a seal's properties"));
  if (!(await isUser(use.signer, { kind, users })))
    throw unsound("verify.seal_unsound", "it names another user");
  if (use.signedAt < timeOf(from) || use.signedAt > timeOf(until))
    throw unsound("verify.seal_unsound", "it was used outside its period");
  return maker;
}

/** The list of users: certificates (1), or digests of certificates (2). */
async function isUser(
  signer: Certificate,
  list: { readonly kind: Der | undefined; readonly users: Der | undefined },
): Promise<boolean> {
  const listed = children(expectTag(list.users, TAG.sequence, "a list of users")).slice(0, 64);
  if (smallInteger(list.kind) === 1)
    return listed.some((one) => one.tag === TAG.octets && equalBytes(contentsOf(one), signer.encoding));
  const digest = await digestOf("SM3", signer.encoding);
  return listed.some((one) =>
    children(one).some((part) => part.tag === TAG.octets && equalBytes(contentsOf(part), digest)),
  );
}
