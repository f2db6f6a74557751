import { TRUST_STATEMENT_WORDS } from "../../../schemas/api/trust-words.ts";
import type { Bytes } from "../../kit/bytes.ts";
import { sha256Hex } from "../../kit/digest.ts";
import type { StepRecord } from "../../ports/records.ts";
import { type Caller, needScope } from "../caller.ts";
import type { House } from "../house.ts";
import { fileNameOf, type StoredFile, storedBytes } from "../stored-file.ts";
import { type EnvelopeAndSteps, visibleEnvelope } from "../visible-envelope.ts";
import { type EvidenceRevision, packEvidence } from "./pack-evidence.ts";

/**
 * The offline evidence of an envelope the caller may see, at any step of its way. The same state gives the same bytes. Throws
 * `app.not_found`, `app.blob_missing`, `app.scope_missing`.
 */
export async function envelopeEvidence(
  house: House,
  caller: Caller,
  { id }: { readonly id: string },
): Promise<StoredFile> {
  needScope(caller, "contracts:read");
  const found = await visibleEnvelope(house, caller, id);
  const { envelope } = found;
  const revisions = await revisionsOf(house, found);
  const contractEvents = await house.store.events(`contract:${envelope.contractId}`);
  const bytes = await packEvidence({
    pdf: await storedBytes(house, envelope.currentDigest),
    revisions,
    audit: { envelope: await house.store.events(`envelope:${id}`), contract: contractEvents },
    anchors: await anchorsOf(house),
    statement: await statementOf(found, revisions),
    madeAt: new Date(envelope.completedAt ?? envelope.createdAt),
  });
  return {
    bytes,
    mediaType: "application/zip",
    fileName: fileNameOf(`evidence-${id}`, "zip"),
    sha256: await sha256Hex(bytes),
  };
}

/**
 * Every stored revision, oldest first: unsigned, signed, and what else was appended (archiving, the bureau's filing mark). Each
 * begins with the one before, so the shorter is the older.
 */
async function revisionsOf(house: House, { envelope, steps }: EnvelopeAndSteps): Promise<EvidenceRevision[]> {
  const signed = new Set(steps.map(({ digest }) => digest));
  const stored = (await house.store.documents(envelope.contractId)).filter(({ kind }) => kind === "revision");
  const digests = [...new Set([...stored.map(({ digest }) => digest), envelope.currentDigest])];
  const pdfs = await Promise.all(
    digests.map(async (digest) => ({ digest, pdf: await storedBytes(house, digest) })),
  );
  return pdfs
    .toSorted((a, b) => a.pdf.length - b.pdf.length)
    .map(({ digest, pdf }, index) => {
      const made = signed.has(digest) ? "signed" : "appended";
      return { name: `${index}-${digest === envelope.revision1Digest ? "unsigned" : made}`, pdf };
    });
}

/** The issuer's roots, and our own TSA's where it is another. */
async function anchorsOf(house: House): Promise<readonly Bytes[]> {
  return house.issuer.anchors();
}

/** Facts about trust as they were at each signature, in both languages, and what is claimed for none of them. */
async function statementOf(
  { envelope, steps }: EnvelopeAndSteps,
  revisions: readonly EvidenceRevision[],
): Promise<Readonly<Record<string, unknown>>> {
  const files = await Promise.all(
    revisions.map(async ({ name, pdf }) => ({
      file: `revisions/${name}.pdf`,
      sha256: await sha256Hex(pdf),
      size: pdf.length,
    })),
  );
  return {
    kind: "zhiqi-evidence/1",
    envelope: envelope.id,
    contract: envelope.contractId,
    state: envelope.state,
    created_at: envelope.createdAt,
    completed_at: envelope.completedAt,
    revisions: files,
    signatures: steps.map(stepStatement),
    reliable_electronic_signature:
      "不自称可靠电子签名（电子签名法第十三条）；印章为印章图形，不是电子印章 · no claim of a reliable electronic signature; seals are drawings",
  };
}

function stepStatement(step: StepRecord): Readonly<Record<string, unknown>> {
  const { seat, organisation, state, signedAt, digest, trust } = step;
  const signed = { seat, organisation, state, signed_at: signedAt, sha256: digest };
  if (trust === null) return { ...signed, trust: null };
  return {
    ...signed,
    trust,
    trust_in_words: {
      certificate: TRUST_STATEMENT_WORDS.certificate[trust.certificate],
      time: TRUST_STATEMENT_WORDS.time[trust.time],
      key: TRUST_STATEMENT_WORDS.key[trust.key],
      identity: trust.identity.says,
    },
  };
}
