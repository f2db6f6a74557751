import { zipSync, type Zippable } from "fflate";
import { type Bytes, concat, equalBytes, toBase64, toHex, utf8 } from "../../kit/bytes.ts";
import { canonicalJson } from "../../kit/canonical-json.ts";
import { sha256Hex } from "../../kit/digest.ts";
import type { AuditEvent } from "../../ports/records.ts";
import { readCertificate } from "../../sign/cms/certificate.ts";
import { readCmsParts } from "./cms-parts.ts";
import { DOCUMENT_TIMESTAMP, evidenceReadme } from "./evidence-readme.ts";
import { type SignatureInFile, signaturesIn } from "./read-signatures.ts";

/** A file as it was at one step; `name` in ASCII without its ending. */
export type EvidenceRevision = { readonly name: string; readonly pdf: Bytes };

/** What a pack is made of. */
export type Evidence = {
  /** The newest file: every signature is in it. */
  readonly pdf: Bytes;
  /** Every revision from the first to the newest. */
  readonly revisions: readonly EvidenceRevision[];
  /** Chains of events by the name of their folder; none for a file that was never registered here. */
  readonly audit: Readonly<Record<string, readonly AuditEvent[]>>;
  /** Roots that the certificates shall be traced to, DER. */
  readonly anchors: readonly Bytes[];
  /** Facts about trust, for statement.json. */
  readonly statement: Readonly<Record<string, unknown>>;
  readonly madeAt: Date;
};

type Files = Map<string, Bytes>;

/**
 * A zip that proves itself with public tools: revisions, signatures with the bytes they cover, timestamp tokens, certificates,
 * events with their hashes, the trust statement, SHA256SUMS and a README with the commands. The same evidence gives the same bytes.
 */
export async function packEvidence(evidence: Evidence): Promise<Bytes> {
  const files: Files = new Map();
  for (const { name, pdf } of evidence.revisions) files.set(`revisions/${name}.pdf`, pdf);
  const signatures = signaturesIn(evidence.pdf);
  addSignatures(files, signatures);
  addCertificates(files, signatures, evidence.anchors);
  for (const [chain, events] of Object.entries(evidence.audit)) await addChain(files, chain, events);
  const json = JSON.stringify(evidence.statement, null, 2);
  files.set("statement.json", utf8(`${json}\n`));
  const readme = evidenceReadme({
    signatures,
    newest: evidence.revisions.at(-1)?.name ?? "",
    revisions: evidence.revisions.map(({ name }) => name),
    audited: Object.keys(evidence.audit).length > 0,
  });
  files.set("README.md", utf8(readme));
  files.set("SHA256SUMS", utf8(await sumsOf(files)));
  return zipped(files, evidence.madeAt);
}

/** Names that are the same on every system: signatures are numbered in their order. */
export const signatureName = (index: number): string => `signatures/${index + 1}`;

function addSignatures(files: Files, signatures: readonly SignatureInFile[]): void {
  for (const [index, { covered, cms, parts }] of signatures.entries()) {
    const name = signatureName(index);
    files.set(`${name}.cms`, cms);
    files.set(`${name}.signed`, covered);
    if (parts.token === undefined) continue;
    files.set(`${name}.tst`, parts.token);
    files.set(`${name}.value`, parts.signatureValue);
  }
}

function addCertificates(
  files: Files,
  signatures: readonly SignatureInFile[],
  anchors: readonly Bytes[],
): void {
  for (const [index, { parts }] of signatures.entries())
    files.set(`certificates/${index + 1}.pem`, pemOf(parts.certificates));
  files.set("certificates/roots.pem", pemOf([...anchors, ...rootsOfTokens(signatures, anchors)]));
}

/** Roots that timestamp tokens carry and the anchors lack: another TSA's. The README says what they are worth. */
function rootsOfTokens(signatures: readonly SignatureInFile[], anchors: readonly Bytes[]): Bytes[] {
  const roots = new Map(anchors.map((der) => [toHex(der), der]));
  const known = roots.size;
  for (const { parts, subFilter } of signatures) {
    const stamped = parts.token === undefined ? undefined : readCmsParts(parts.token);
    const carried = subFilter === DOCUMENT_TIMESTAMP ? parts.certificates : (stamped?.certificates ?? []);
    for (const der of carried) if (isSelfIssued(der)) roots.set(toHex(der), der);
  }
  return [...roots.values()].slice(known);
}

function isSelfIssued(der: Bytes): boolean {
  const { issuer, subject } = readCertificate(der);
  return equalBytes(issuer, subject);
}

function pemOf(certificates: readonly Bytes[]): Bytes {
  const armoured = certificates.map((der) => {
    const lines = toBase64(der).match(/.{1,64}/g) ?? [];
    return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
  });
  return utf8(armoured.join(""));
}

/** Each event as the very bytes its hash is over; `previous` inside names the hash of the one before. */
async function addChain(files: Files, chain: string, events: readonly AuditEvent[]): Promise<void> {
  const sums: string[] = [];
  for (const { hash, ...event } of events) {
    const name = `${String(event.version).padStart(4, "0")}.json`;
    files.set(`audit/${chain}/${name}`, utf8(canonicalJson(event)));
    sums.push(`${hash}  ${name}\n`);
  }
  files.set(`audit/${chain}/SHA256SUMS`, utf8(sums.join("")));
}

async function sumsOf(files: Files): Promise<string> {
  const lines = await Promise.all(
    [...files].map(async ([name, bytes]) => `${await sha256Hex(bytes)}  ${name}\n`),
  );
  return lines.join("");
}

function zipped(files: Files, madeAt: Date): Bytes {
  // Zip has no times before 1980 and no zone: the moment is written as UTC.
  const moment = new Date(Math.max(madeAt.getTime(), Date.UTC(1981, 0, 2)));
  const mtime = new Date(moment.getTime() + moment.getTimezoneOffset() * 60_000);
  const level = (name: string): 0 | 6 => (name.endsWith(".pdf") || name.endsWith(".signed") ? 0 : 6);
  const zippable: Zippable = Object.fromEntries(
    [...files].map(([name, bytes]) => [name, [bytes, { level: level(name), mtime }]]),
  );
  return concat(zipSync(zippable));
}
