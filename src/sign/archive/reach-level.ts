import type { PdfFile } from "../../formats/pdf/index.ts";
import { type Bytes, equalBytes } from "../../kit/bytes.ts";
import type { RevocationSource } from "../../ports/revocation.ts";
import { openForAppending } from "../pdf-file.ts";
import type { Timestamping } from "../timestamp/ask-timestamp.ts";
import { readToken } from "../timestamp/read-token.ts";
import { collectMaterial, type Gap, hasSignatureTimestamp } from "./collect-material.ts";
import { appendDocumentTimestamp } from "./document-timestamp.ts";
import { ArchiveError } from "./errors.ts";
import { type FoundSignature, readSignatures } from "./read-signatures.ts";
import { appendValidationStore, storedMaterial } from "./validation-store.ts";

/** Levels of EN 319 142-1 §6, lowest first. */
export const SIGNATURE_LEVELS = ["B-B", "B-T", "B-LT", "B-LTA"] as const;
export type SignatureLevel = (typeof SIGNATURE_LEVELS)[number];

/** What archiving stands on. */
export type ArchiveParts = {
  readonly timestamping: Timestamping;
  readonly source: RevocationSource;
  readonly now: Date;
};

/** A file with proof for decades in it. */
export type Archived = {
  readonly pdf: Bytes;
  readonly level: "B-LT" | "B-LTA";
  /** When the certificate of the newest document timestamp ends: renew before. Undefined at B-LT. */
  readonly renewBefore: Date | undefined;
};

const opened = (pdf: Bytes): PdfFile => openForAppending(pdf, (file) => file);

/**
 * Brings a signed PDF to B-LT (certificates and revocation answers, fetched now, after the timestamps) or B-LTA (a document
 * timestamp over all of it); a file that is B-LTA already is renewed. Bytes are only appended. The level asked is the level
 * reached, or nothing is: `archive.validation_incomplete` tells the level the file has (`reached`) and what is missing, each
 * with its reason. Also throws `archive.nothing_signed`, `archive.certificate_revoked`, `timestamp.*`, `sign.unreadable_pdf`
 * and what the authorities' doors throw.
 */
export async function reachLevel(
  pdf: Bytes,
  level: "B-LT" | "B-LTA",
  parts: ArchiveParts,
): Promise<Archived> {
  const file = opened(pdf);
  const signatures = readSignatures(file);
  if (signatures.length === 0)
    throw new ArchiveError("archive.nothing_signed", "there is no signature to archive: sign first");
  const untimed = level === "B-LT" ? withoutTrustedTime(signatures) : [];
  if (untimed.length > 0) throw incomplete(level, signatures, untimed);
  const stored = await withMaterial(file, signatures, { level, parts });
  if (level === "B-LT") return { pdf: stored, level, renewBefore: undefined };
  const stamped = await appendDocumentTimestamp(opened(stored), parts.timestamping);
  return await withStampCovered(stamped, parts);
}

async function withMaterial(
  file: PdfFile,
  signatures: readonly FoundSignature[],
  { level, parts }: { readonly level: "B-LT" | "B-LTA"; readonly parts: ArchiveParts },
): Promise<Bytes> {
  const { source, now } = parts;
  const { found, gaps } = await collectMaterial(signatures, { source, now, stored: storedMaterial(file) });
  if (gaps.length > 0) throw incomplete(level, signatures, gaps);
  return await appendValidationStore(file, found);
}

/**
 * The new timestamp's own certificate is mostly that of the signatures' timestamps and archived with them. When it is another
 * one, what is needed to check it is put behind it, so that the next renewal does not depend on that authority still answering.
 */
async function withStampCovered(pdf: Bytes, parts: ArchiveParts): Promise<Archived> {
  const file = opened(pdf);
  const stamp = readSignatures(file).at(-1);
  const token = stamp && (await readToken(stamp.contents));
  if (stamp === undefined || token === undefined || typeof token === "string")
    throw new ArchiveError("timestamp.unsound", "the document timestamp cannot be read back");
  const known = storedMaterial(file).certificates.some((one) => equalBytes(one, token.signer.der));
  const covered = known ? pdf : await withMaterial(file, [stamp], { level: "B-LTA", parts });
  return { pdf: covered, level: "B-LTA", renewBefore: token.signer.notAfter };
}

/** Signatures that neither carry a timestamp nor have a document timestamp behind them. */
function withoutTrustedTime(signatures: readonly FoundSignature[]): readonly Gap[] {
  const lastStamp = signatures.findLastIndex(({ kind }) => kind === "document timestamp");
  return signatures
    .filter((signature, at) => at > lastStamp && !hasSignatureTimestamp(signature))
    .map(({ field }) => ({ field, certificate: "", why: "the signature has no timestamp" }));
}

/** The level every signature of the file has reached, timestamps aside. */
function levelOf(signatures: readonly FoundSignature[]): SignatureLevel {
  return withoutTrustedTime(signatures).length > 0 ? "B-B" : "B-T";
}

const incomplete = (
  asked: SignatureLevel,
  signatures: readonly FoundSignature[],
  missing: readonly Gap[],
): ArchiveError =>
  new ArchiveError(
    "archive.validation_incomplete",
    `${asked} was not reached, the file stays ${levelOf(signatures)}: ${missing.map(told).join("; ")}`,
    { asked, reached: levelOf(signatures), missing },
  );

const told = ({ field, certificate, why }: Gap): string =>
  certificate === "" ? `${field}: ${why}` : `${field}, ${certificate}: ${why}`;
