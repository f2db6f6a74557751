import type { VerificationReport } from "../../schemas/verification.ts";
import { type Bytes, toHex } from "../kit/bytes.ts";
import { digestOf } from "./cms/digest.ts";
import { LIMITS, PdfError, type PdfFile } from "../formats/pdf/index.ts";
import { type Certificate, readCertificate } from "./cms/certificate.ts";
import { judgeCertification } from "./rules/v15-certification.ts";
import { judgeChanges } from "./changes/judge-changes.ts";
import { rangesDigest } from "./coverage/ranges-digest.ts";
import { findSignatures, hasUnreachedSignature } from "./rules/v02-signature-field.ts";
import { judgeSignature, type SignatureFindings } from "./judge-signature.ts";
import { REASONS, type ReasonCode } from "../../schemas/verification-reasons.ts";
import { readStrictly, refusalOf } from "./rules/v01-strict-reading.ts";
import { judgeBeforeSigning } from "./rules/v17-before-signing.ts";
import { inGroups } from "./in-groups.ts";
import { Unsound } from "./unsound.ts";
import { reportSignatures } from "./report-signatures.ts";
import type { RevocationSource } from "../ports/revocation.ts";
import { evidenceOfStore, NO_EVIDENCE } from "./trust/evidence.ts";
import { trustStatement, unreadStatement } from "./trust-statement.ts";
import { type ProofOfExistence, provedPrefixes } from "./time/proof-of-existence.ts";
import { deriveVerdict, worstIntegrity, worstTrust } from "./rules/v19-verdict.ts";

/** What verification needs besides the bytes. */
export type VerificationRequest = {
  /** Name repeated in the report; null-free, never opened. */
  readonly file: string;
  /** Trust anchors, X.509 DER. One that cannot be read is no anchor. */
  readonly anchors: readonly Bytes[];
  /** The instant of verification. */
  readonly at: Date;
  /** Records of having held these bytes, used as trusted time where their digest fits. */
  readonly proofOfExistence?: readonly ProofOfExistence[];
  /** The network, asked about revocation where the document does not say; absent when nothing may be asked. */
  readonly revocation?: Pick<RevocationSource, "askAbout">;
};

/** Questions put to issuers for one document. */
const MOST_QUESTIONS = 16;

const MAX_SIGNATURES = 64;

/**
 * Verifies every signature of a PDF by rules V1–V17 and V19 and reports separate facts with a derived verdict.
 * Promises: no bytes make it throw; work is bounded; `valid` is never said of a file that strict reading cannot explain.
 * Asks the network about revocation only through `revocation`, and `filed` is always null: the app knows what was filed.
 * An unsigned sound file is `unsigned` with integrity `intact`, which then only says that it reads strictly.
 */
export async function verifyDocument(pdf: Bytes, request: VerificationRequest): Promise<VerificationReport> {
  // Computed beside the reading.
  const digest = pdf.length > LIMITS.fileBytes ? new Uint8Array() : digestOf("SHA-256", pdf);
  const answer = await answerTo(pdf, request);
  return { file: request.file, sha256: toHex(await digest), filed: null, ...answer };
}

type Answer = Omit<VerificationReport, "file" | "sha256" | "filed">;

async function answerTo(pdf: Bytes, request: VerificationRequest): Promise<Answer> {
  try {
    return await verify(readStrictly(pdf), request);
  } catch (error) {
    const code = refusalOf(error);
    return {
      verdict: "invalid",
      integrity: "malformed",
      trust: "unknown",
      reasons: [code],
      signatures: [],
      statement: unreadStatement(request.at),
    };
  }
}

async function verify(pdf: PdfFile, request: VerificationRequest): Promise<Answer> {
  const { bytes } = pdf;
  const found = findSignatures(pdf);
  if (found.length > MAX_SIGNATURES) throw new Unsound("verify.too_large", "more signatures than we check");
  const digest = rangesDigest(bytes);
  const findings = await inGroups(found, (one) => judgeSignature({ pdf, bytes, digest }, one));
  refuseShared(findings);
  const changes = judgeChanges(pdf, findings);
  const proved = await provedPrefixes(bytes, request.proofOfExistence ?? []);
  const anchors = readAnchors(request.anchors);
  const ground = {
    anchors,
    at: request.at,
    proved,
    store: readStore(pdf),
    evidence: NO_EVIDENCE,
    source: request.revocation,
    budget: { left: MOST_QUESTIONS },
  };
  const signatures = await reportSignatures({ pdf, findings, changes }, ground);
  const own = documentReasons(pdf, findings);
  const broken = own.filter((code) => REASONS[code].effect === "invalid");
  const integrity = worstIntegrity([
    ...signatures.map((signature) => signature.report.integrity),
    ...(broken.length === 0 ? [] : [brokenness(broken)]),
  ]);
  const trust = worstTrust(signatures.map((signature) => signature.report.trust));
  const reasons = [...new Set([...own, ...signatures.flatMap((signature) => signature.reasons)])];
  const reports = signatures.map((signature) => signature.report);
  return {
    verdict: deriveVerdict({ integrity, trust, reasons, signatures: reports }),
    integrity,
    trust,
    reasons,
    signatures: reports,
    statement: trustStatement({
      anchors,
      at: request.at,
      signatures: reports,
      asked: request.revocation !== undefined,
    }),
  };
}

/** The validation data of the file; none when the part that holds it cannot be read. */
function readStore(pdf: PdfFile): ReturnType<typeof evidenceOfStore> {
  try {
    return evidenceOfStore(pdf);
  } catch (error) {
    if (error instanceof PdfError) return { ...NO_EVIDENCE, revision: undefined };
    throw error;
  }
}

/** Bytes appended to a file are a change. With a signature among them that no field leads to, they are a file cut short or not to be read. */
const brokenness = (codes: readonly ReasonCode[]): VerificationReport["integrity"] =>
  codes.every((code) => code === "verify.bytes_after_end") ? "tampered" : "malformed";

/** Reasons that belong to no single signature. */
function documentReasons(pdf: PdfFile, findings: readonly SignatureFindings[]): ReasonCode[] {
  const reasons: ReasonCode[] = [];
  if (pdf.tail.length > 0) reasons.push("verify.bytes_after_end");
  const values = findings.flatMap((one) => (one.value ? [one.value] : []));
  if (hasUnreachedSignature(pdf, values)) reasons.push("verify.signature_unreachable");
  if (findings.length === 0 && reasons.length === 0) reasons.push("verify.no_signature");
  return [...reasons, ...judgeCertification(pdf, findings), ...judgeBeforeSigning(pdf, findings)];
}

/** V2: one signature dictionary is the value of one field. */
function refuseShared(findings: readonly SignatureFindings[]): void {
  const owners = Map.groupBy(findings, (one) => one.found.valueNumber);
  for (const sharing of owners.values()) {
    if (sharing.length > 1) for (const one of sharing) one.reasons.push("verify.signature_value_unsound");
  }
}

function readAnchors(encodings: readonly Bytes[]): Certificate[] {
  return encodings.flatMap((encoding) => {
    try {
      return [readCertificate(encoding)];
    } catch (error) {
      if (error instanceof Unsound) return [];
      throw error;
    }
  });
}
