import type { SignatureReport } from "../../schemas/verification.ts";
import { REASONS, type ReasonCode } from "../../schemas/verification-reasons.ts";
import type { PdfFile } from "../formats/pdf/index.ts";
import type { ChangesAfter } from "./changes/judge-changes.ts";
import { coversWholeFile } from "./rules/v04-whole-revisions.ts";
import { type SignatureFindings, signerOf } from "./judge-signature.ts";
import { inGroups } from "./in-groups.ts";
import { earliestProof, type ProofOfExistence } from "./time/proof-of-existence.ts";
import { type Evidence, evidenceOfCms, joined } from "./trust/evidence.ts";
import type { TrustedTime } from "./trust/judge-time.ts";
import { judgeTrust, type TrustGround, type TrustOutcome } from "./trust/judge-trust.ts";

/** A signature's report with its reasons typed. */
export type ReportedSignature = { readonly report: SignatureReport; readonly reasons: readonly ReasonCode[] };

type Judged = {
  readonly pdf: PdfFile;
  readonly findings: readonly SignatureFindings[];
  readonly changes: (signed: number) => ChangesAfter;
};

/** What the trust in signatures and timestamps is judged by. */
export type ReportGround = Pick<TrustGround, "anchors" | "at" | "source" | "budget"> & {
  readonly proved: readonly ProofOfExistence[];
  /** The document security store and the revision that brought it. */
  readonly store: Evidence & { readonly revision: number | undefined };
};

/** A document timestamp that is sound and trusted: it proves all bytes before its own gap to have existed. */
type Stamp = { readonly proof: ProofOfExistence; readonly revision: number; readonly kept: boolean };

type Ground = ReportGround & { readonly stamps: readonly Stamp[] };

/** V19: the facts of each signature, side by side, in the order in which they were made. */
export async function reportSignatures(judged: Judged, ground: ReportGround): Promise<ReportedSignature[]> {
  const stamps = await documentTimestamps(judged.findings, ground);
  const report = (findings: SignatureFindings) => reportOne(judged, findings, { ...ground, stamps });
  if (ground.source === undefined) return inGroups(judged.findings, report);
  // In turn: what one signature's issuers were asked, the next one's need not be.
  const reported: ReportedSignature[] = [];
  for (const findings of judged.findings) reported.push(await report(findings));
  return reported;
}

/** V10: the document timestamps anybody may rely on. */
async function documentTimestamps(all: readonly SignatureFindings[], ground: ReportGround): Promise<Stamp[]> {
  const stamps: Stamp[] = [];
  for (const findings of all) {
    const { kind, timestamp, range, reasons, found } = findings;
    if (kind !== "timestamp" || timestamp === undefined || range === undefined || reasons.length > 0)
      continue;
    const trust = await trustInTimestamp(findings, ground);
    if (!isRelied(trust)) continue;
    const proof = { length: range.gapStart, sha256Hex: "", at: timestamp.at, source: timestamp.source };
    stamps.push({ proof, revision: found.revision, kept: trust.kept });
  }
  return stamps;
}

const isRelied = ({ trust, reasons }: TrustOutcome): boolean =>
  trust === "trusted" && reasons.every((code) => REASONS[code].effect === "note");

/** Trust in the issuer of a signature's timestamp at the time it states. */
async function trustInTimestamp(findings: SignatureFindings, ground: ReportGround): Promise<TrustOutcome> {
  const { timestamp } = findings;
  if (timestamp === undefined) return { trust: "unknown", reasons: [], path: [], kept: false };
  const time = { at: timestamp.at, source: timestamp.source };
  const evidence = joined(ground.store, evidenceOfCms(timestamp.cms), ownEvidence(findings));
  return judgeTrust(timestamp.signer, timestamp.pool, { ...ground, role: "timestamp", time, evidence });
}

const ownEvidence = ({ checked }: SignatureFindings): Evidence =>
  checked ? evidenceOfCms(checked.cms) : { certificates: [], ocsps: [], crls: [] };

async function reportOne(
  judged: Judged,
  findings: SignatureFindings,
  ground: Ground,
): Promise<ReportedSignature> {
  const signed = findings.signedRevision ?? findings.found.revision;
  const after = judged.changes(signed);
  const time = await trustedTime(findings, ground);
  const trust = await trustOf(findings, { ...ground, time: time.time });
  const reasons = [...new Set([...findings.reasons, ...after.reasons, ...time.reasons, ...trust.reasons])];
  return {
    reasons,
    report: {
      field: findings.found.field,
      kind: findings.kind,
      revision: signed,
      signer: signerOf(findings),
      integrity: integrityOf(findings, after),
      coverage: coverageOf(judged.pdf, findings),
      changes: after.changes,
      later: [...after.later],
      trust: trust.trust,
      level: levelOf(findings, { ...time, trust }, ground),
      time: {
        claimed: findings.claimedAt?.toISOString() ?? null,
        trusted: time.time?.at.toISOString() ?? null,
        source: time.time?.source ?? null,
      },
      reasons,
    },
  };
}

/** Reasons that say the signed bytes are not what was signed, rather than that the signature is no signature. */
const TAMPERED: ReadonlySet<ReasonCode> = new Set([
  "verify.digest_mismatch",
  "verify.signature_mismatch",
  "verify.coverage_partial",
]);

function integrityOf(findings: SignatureFindings, after: ChangesAfter): SignatureReport["integrity"] {
  const broken = findings.reasons.filter((code) => REASONS[code].effect === "invalid");
  // That the bytes are others than were signed is proven, whatever else is wrong.
  if (broken.includes("verify.digest_mismatch")) return "tampered";
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
  /** Whether a trusted timestamp, over the signature or over the document, shows the time (B-T). */
  readonly stamped: boolean;
  /** Whether the document carries what is needed to judge that timestamp later. */
  readonly kept: boolean;
  readonly reasons: readonly ReasonCode[];
};

/** The earliest instant somebody trusted vouches for: a timestamp whose issuer is trusted, or a proof of existence. */
async function trustedTime(findings: SignatureFindings, ground: Ground): Promise<TimeOutcome> {
  const { range, timestamp } = findings;
  const proofs = [...ground.proved, ...ground.stamps.map(({ proof }) => proof)];
  const proof = range && earliestProof(proofs, range.end);
  const stamp = range && ground.stamps.find((one) => one.proof.length >= range.end);
  const beside = { time: proof, stamped: stamp !== undefined, kept: stamp?.kept === true };
  if (timestamp === undefined) return { ...beside, reasons: proof ? [] : ["verify.time_claimed_only"] };
  const trust = await trustInTimestamp(findings, ground);
  if (!isRelied(trust)) return { ...beside, ...notRelied(trust, beside.stamped) };
  const earlier = proof !== undefined && proof.at <= timestamp.at;
  return {
    time: earlier ? proof : { at: timestamp.at, source: timestamp.source },
    stamped: true,
    kept: trust.kept,
    reasons: [],
  };
}

/**
 * A timestamp that is not used. Of an issuer that is trusted, about whom only something could not be learnt (V11: revocation), it
 * is there all the same (B-T), and the reason says what is unknown; of any other it counts for nothing.
 */
function notRelied(trust: TrustOutcome, stamped: boolean): Pick<TimeOutcome, "stamped" | "reasons"> {
  const open = trust.reasons.filter((code) => REASONS[code].effect !== "note");
  const unknownOnly = trust.trust === "trusted" && open.every((code) => code === "verify.revocation_unknown");
  return unknownOnly
    ? { stamped: true, reasons: ["verify.timestamp_revocation_unknown"] }
    : { stamped, reasons: ["verify.timestamp_untrusted"] };
}

async function trustOf(
  findings: SignatureFindings,
  ground: Ground & { time: TrustedTime | undefined },
): Promise<TrustOutcome> {
  if (findings.checked === undefined) return { trust: "unknown", reasons: [], path: [], kept: false };
  const { signer, cms } = findings.checked;
  const evidence = joined(ground.store, evidenceOfCms(cms));
  return judgeTrust(signer, cms.certificates, { ...ground, role: findings.kind, evidence });
}

/**
 * The level of EN 319 142-1 §6 that the signature has reached, of what can be relied upon here: a trusted timestamp (B-T), the
 * answers about every certificate kept in the document (B-LT), a document timestamp over those (B-LTA).
 */
function levelOf(
  findings: SignatureFindings,
  known: TimeOutcome & { readonly trust: TrustOutcome },
  { store, stamps }: Ground,
): SignatureReport["level"] {
  if (findings.checked === undefined || findings.kind === "timestamp") return "none";
  if (!known.stamped) return "B-B";
  const { revision } = store;
  if (revision === undefined || !known.kept || !known.trust.kept) return "B-T";
  return stamps.some((stamp) => stamp.revision >= revision) ? "B-LTA" : "B-LT";
}
