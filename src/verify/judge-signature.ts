import type { Bytes } from "../kit/bytes.ts";
import { dateOf, PdfError, type PdfFile } from "../formats/pdf/index.ts";
import { digestOf, type HashName } from "./cms/digest.ts";
import { type Certificate, subjectText } from "./cms/certificate.ts";
import { type CheckedCms, checkCms } from "./rules/v07-cms.ts";
import { readDer } from "./cms/der.ts";
import { type Cms, readCms } from "./cms/read-cms.ts";
import { signedParts } from "./coverage/ranges-digest.ts";
import { checkSesSignature } from "./ses-signature.ts";
import { certificatesBeside, checkPkcs7Sha1, checkX509Rsa } from "./legacy-signature.ts";
import { formatOf } from "./rules/v06-format.ts";
import { type ByteRange, readByteRange, readContents } from "./rules/v03-byte-range.ts";
import { type FoundSignature, readSignatureValue, type SignatureValue } from "./rules/v02-signature-field.ts";
import { signedRevisionOf } from "./rules/v04-whole-revisions.ts";
import { checkSignedRevision } from "./rules/v05-signed-revision-alone.ts";
import type { ReasonCode } from "../../schemas/verification-reasons.ts";
import { Unsound } from "./unsound.ts";
import { type CheckedTimestamp, checkTimestamp } from "./rules/v10-timestamp.ts";

/** What rules V2–V8 and V10 found about one signature, before trust and later changes are judged. */
export type SignatureFindings = {
  readonly found: FoundSignature;
  value?: SignatureValue;
  range?: ByteRange;
  /** The revision the signed range ends; undefined when it ends none. */
  signedRevision?: number | undefined;
  checked?: CheckedCms;
  /** The timestamp over the signature value (B-T), or the signature itself when it is a document timestamp. */
  timestamp?: {
    readonly at: Date;
    readonly source: string;
    readonly signer: Certificate;
    readonly pool: readonly Certificate[];
    readonly cms: Cms;
  };
  kind: "signature" | "timestamp";
  claimedAt?: Date | undefined;
  readonly reasons: ReasonCode[];
};

type Source = {
  readonly pdf: PdfFile;
  readonly bytes: Bytes;
  readonly digest: (range: ByteRange, hash: HashName) => Promise<Uint8Array>;
};

const OID_DATA = "1.2.840.113549.1.7.1";
/** data of GB/T 35275. */
const OID_GB_DATA = "1.2.156.10197.6.1.4.2.1";
const OID_TIMESTAMP = "1.2.840.113549.1.9.16.2.14";

/** Runs the rules in order until one fails; what was learned before stays in the findings. Never throws for bad bytes. */
export async function judgeSignature(source: Source, found: FoundSignature): Promise<SignatureFindings> {
  const findings: SignatureFindings = { found, kind: "signature", reasons: [] };
  try {
    await check(source, findings);
  } catch (error) {
    if (error instanceof Unsound) findings.reasons.push(error.code);
    else if (error instanceof PdfError) findings.reasons.push("verify.signature_value_unsound");
    else throw error;
  }
  return findings;
}

async function check({ pdf, bytes, digest }: Source, findings: SignatureFindings): Promise<void> {
  const { found } = findings;
  const value = readSignatureValue(pdf, found);
  findings.value = value;
  findings.claimedAt = dateOf(value.dictionary.entries.get("M"));
  const range = readByteRange(bytes, value);
  const contents = readContents(bytes, value, range);
  findings.range = range;
  findings.signedRevision = signedRevisionOf(pdf, range);
  // A range that ends no revision, or not its own, leaves room for unsigned content (V4).
  if (findings.signedRevision !== found.revision) findings.reasons.push("verify.coverage_partial");
  else checkSignedRevision(bytes, { ...found, value, range });
  const format = formatOf(value.dictionary);
  const ranges = (hash: HashName): Promise<Uint8Array> => digest(range, hash);
  if (format === "timestamp") {
    findings.kind = "timestamp";
    await checkDocumentTimestamp(findings, { contents: contents.der, ranges });
    return;
  }
  const parts = signedParts(bytes, range);
  let checked: CheckedCms;
  if (format === "SES") {
    checked = await checkSesSignature(contents.der, ranges);
  } else if (format === "pkcs7-sha1" || format === "x509-rsa") {
    findings.reasons.push("verify.subfilter_legacy");
    const signed = { parts, digest: ranges };
    checked =
      format === "pkcs7-sha1"
        ? await checkPkcs7Sha1(contents.der, signed)
        : await checkX509Rsa(
            contents.der,
            signed,
            certificatesBeside(pdf.at(found.revision), value.dictionary),
          );
  } else {
    checked = await checkCms(readCms(readDer(contents.der)), {
      contentTypes: [OID_DATA, OID_GB_DATA],
      digest: ranges,
      whole: () => parts,
      signingCertificate: format === "CAdES" ? "required" : "optional",
    });
    if (checked.cms.content !== undefined)
      throw new Unsound("verify.cms_malformed", "the CMS carries content of its own");
    if (checked.bare) findings.reasons.push("verify.no_signed_attributes");
  }
  findings.checked = checked;
  findings.claimedAt ??= checked.claimedAt;
  if (checked.signer.key.kind === "sm2") findings.reasons.push("verify.national_algorithms");
  if (checked.weak) findings.reasons.push("verify.weak_algorithm");
  await readTimestamp(findings, checked);
}

async function checkDocumentTimestamp(
  findings: SignatureFindings,
  stamped: { contents: Uint8Array; ranges: (hash: HashName) => Promise<Uint8Array> },
): Promise<void> {
  const timestamp = await checkTimestamp(readDer(stamped.contents), stamped.ranges, "verify.digest_mismatch");
  findings.checked = timestamp.checked;
  keepTimestamp(findings, timestamp);
}

/** A timestamp nobody may rely on still binds the bytes: it is reported, and no change of the document. */
function keepTimestamp(findings: SignatureFindings, { at, source, checked, fit }: CheckedTimestamp): void {
  if (!fit) {
    findings.reasons.push("verify.timestamp_unsound");
    return;
  }
  const { signer, cms } = checked;
  findings.timestamp = { at, source, signer, pool: cms.certificates, cms };
}

/** V10 for the timestamp over the signature value. An unsound one is reported and not used; the signature stands as it was. */
async function readTimestamp(findings: SignatureFindings, signature: CheckedCms): Promise<void> {
  const token = signature.cms.unsigned.get(OID_TIMESTAMP)?.[0];
  if (token === undefined) return;
  try {
    const stamped = (hash: HashName) => digestOf(hash, signature.cms.signature);
    keepTimestamp(findings, await checkTimestamp(token, stamped, "verify.timestamp_unsound"));
  } catch (error) {
    if (!(error instanceof Unsound)) throw error;
    findings.reasons.push("verify.timestamp_unsound");
  }
}

/** Name of the signer as people read it; null when the signature could not be read so far. */
export function signerOf(findings: SignatureFindings): string | null {
  try {
    return findings.checked ? subjectText(findings.checked.signer) : null;
  } catch (error) {
    if (error instanceof Unsound) return null;
    throw error;
  }
}
