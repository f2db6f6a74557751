import type { SignatureReport } from "../../schemas/verification.ts";
import type { PdfFile } from "../formats/pdf/index.ts";
import type { Certificate } from "./cms/certificate.ts";
import type { ChangesAfter } from "./changes/judge-changes.ts";
import { coversWholeFile } from "./coverage/signed-revision.ts";
import { type SignatureFindings, signerOf } from "./judge-signature.ts";
import { REASONS, type ReasonCode } from "../../schemas/verification-reasons.ts";
import { earliestProof, type ProofOfExistence } from "./time/proof-of-existence.ts";
import type { TrustedTime } from "./trust/judge-time.ts";
import { judgeTrust, type TrustOutcome } from "./trust/judge-trust.ts";

/** A signature's report with its reasons typed. */
export type ReportedSignature = { readonly report: SignatureReport; readonly reasons: readonly ReasonCode[] };

type Judged = {
  readonly pdf: PdfFile;
  readonly findings: readonly SignatureFindings[];
  readonly changes: (signed: number) => ChangesAfter;
};
type Ground = {
  readonly anchors: readonly Certificate[];
  readonly at: Date;
  readonly proved: readonly ProofOfExistence[];
};

/** V19: the facts of each signature, side by side, in the order in which they were made. */
export async function reportSignatures(judged: Judged, ground: Ground): Promise<ReportedSignature[]> {
  const proved = [...ground.proved, ...(await documentTimestamps(judged.findings, ground))];
  const reported: ReportedSignature[] = [];
  for (const findings of judged.findings)
    reported.push(await reportOne(judged, findings, { ...ground, proved }));
  return reported;
}

/** V10: a sound, trusted document timestamp proves all bytes before its own gap to have existed. */
async function documentTimestamps(
  all: readonly SignatureFindings[],
  ground: Ground,
): Promise<ProofOfExistence[]> {
  const proofs: ProofOfExistence[] = [];
  for (const { kind, timestamp, range, reasons } of all) {
    if (kind !== "timestamp" || timestamp === undefined || range === undefined || reasons.length > 0)
      continue;
    if (!(await issuerTrusted(timestamp, ground))) continue;
    proofs.push({ length: range.gapStart, sha256Hex: "", at: timestamp.at, source: timestamp.source });
  }
  return proofs;
}

/** Whether the issuer of a timestamp is trusted at the time it states. */
async function issuerTrusted(
  timestamp: NonNullable<SignatureFindings["timestamp"]>,
  ground: Ground,
): Promise<boolean> {
  const time = { at: timestamp.at, source: timestamp.source };
  const { trust, reasons } = await judgeTrust(timestamp.signer, timestamp.pool, { ...ground, time });
  return trust === "trusted" && reasons.every((code) => REASONS[code].effect === "note");
}

async function reportOne(
  judged: Judged,
  findings: SignatureFindings,
  ground: Ground,
): Promise<ReportedSignature> {
  const after = judged.changes(findings.signedRevision ?? findings.found.revision);
  const integrity = integrityOf(findings, after);
  const time = await trustedTime(findings, ground);
  const trust = await trustOf(findings, { ...ground, time: time.time });
  const reasons = [...new Set([...findings.reasons, ...after.reasons, ...time.reasons, ...trust.reasons])];
  const stamped = findings.kind === "signature" && time.stamped;
  return {
    reasons,
    report: {
      field: findings.found.field,
      signer: signerOf(findings),
      integrity,
      coverage: coverageOf(judged.pdf, findings),
      changes: after.changes,
      trust: trust.trust,
      level:
        findings.checked === undefined || findings.kind === "timestamp" ? "none" : stamped ? "B-T" : "B-B",
      time: {
        claimed: findings.claimedAt?.toISOString() ?? null,
        trusted: time.time?.at.toISOString() ?? null,
        source: time.time?.source ?? null,
      },
      reasons,
    },
  };
}

const TAMPERED: ReadonlySet<ReasonCode> = new Set([
  "verify.digest_mismatch",
  "verify.signature_mismatch",
  "verify.coverage_partial",
]);

function integrityOf(findings: SignatureFindings, after: ChangesAfter): SignatureReport["integrity"] {
  const broken = findings.reasons.filter((code) => REASONS[code].effect === "invalid");
  if (broken.some((code) => !TAMPERED.has(code))) return "malformed";
  if (broken.length > 0 || after.changes === "disallowed") return "tampered";
  if (findings.checked === undefined) return "malformed";
  return after.changes === "none" ? "intact" : "extended";
}

function coverageOf(pdf: PdfFile, findings: SignatureFindings): SignatureReport["coverage"] {
  if (findings.range === undefined || findings.signedRevision !== findings.found.revision) return "partial";
  return coversWholeFile(pdf.bytes, findings.range) ? "whole file" : "whole revision";
}

type TimeOutcome = {
  readonly time: TrustedTime | undefined;
  readonly stamped: boolean;
  readonly reasons: readonly ReasonCode[];
};

/** The earliest instant somebody trusted vouches for: a timestamp whose issuer is trusted, or a proof of existence. */
async function trustedTime(findings: SignatureFindings, ground: Ground): Promise<TimeOutcome> {
  const { range, timestamp } = findings;
  const proof = range && earliestProof(ground.proved, range.end);
  if (timestamp === undefined)
    return { time: proof, stamped: false, reasons: proof ? [] : ["verify.time_claimed_only"] };
  const usable = await issuerTrusted(timestamp, ground);
  if (!usable) return { time: proof, stamped: false, reasons: ["verify.timestamp_untrusted"] };
  const earlier = proof !== undefined && proof.at <= timestamp.at;
  return {
    time: earlier ? proof : { at: timestamp.at, source: timestamp.source },
    stamped: true,
    reasons: [],
  };
}

async function trustOf(
  findings: SignatureFindings,
  ground: Ground & { time: TrustedTime | undefined },
): Promise<TrustOutcome> {
  if (findings.checked === undefined) return { trust: "unknown", reasons: [] };
  const { signer, cms } = findings.checked;
  return judgeTrust(signer, cms.certificates, ground);
}
