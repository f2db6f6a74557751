import type { RevocationSource } from "../../ports/revocation.ts";
import { concat } from "../../kit/bytes.ts";
import type { ReasonCode } from "../../../schemas/verification-reasons.ts";
import { type Certificate, caOf, offersRevocation, staysShort } from "../cms/certificate.ts";
import { Unsound } from "../unsound.ts";
import { type Evidence, evidenceOfAnswers } from "../trust/evidence.ts";
import type { TrustedTime } from "../trust/judge-time.ts";
import { factFromCrl } from "../trust/read-crl.ts";
import { factFromOcsp } from "../trust/read-ocsp.ts";
import { type RevocationFact, settles } from "../trust/revocation-fact.ts";

/** Where answers may come from, and the instants they are asked for. */
export type RevocationGround = {
  readonly evidence: Evidence;
  readonly at: Date;
  readonly time: TrustedTime | undefined;
  /** The network; absent when nothing may be asked. */
  readonly source?: Pick<RevocationSource, "askAbout"> | undefined;
  /** Questions left for the document. */
  readonly budget: { left: number };
};

/** `settled`: every certificate that can be revoked is known to stand. `kept`: known from what the document itself carries. */
export type RevocationOutcome = {
  readonly reasons: readonly ReasonCode[];
  readonly settled: boolean;
  readonly kept: boolean;
};

type Standing = {
  readonly reason: ReasonCode | undefined;
  readonly settled: boolean;
  readonly kept: boolean;
};

/**
 * V11: each certificate of a path but the anchor, at the trusted time, else now: from the document first, then the network.
 * Answers count only from the issuer or a responder it authorised. A certificate that names no place to ask, or lives too
 * shortly to be revoked, is said to be unasked; one that should be known and is not makes the verdict indeterminate.
 */
export async function judgeRevocation(
  path: readonly Certificate[],
  ground: RevocationGround,
): Promise<RevocationOutcome> {
  const reasons = new Set<ReasonCode>();
  let [settled, kept] = [true, true];
  for (const [at, certificate] of path.slice(0, -1).entries()) {
    const issuer = path[at + 1];
    if (issuer === undefined) break;
    const standing = await standingOf({ certificate, issuer }, ground);
    if (standing.reason !== undefined) reasons.add(standing.reason);
    settled &&= standing.settled;
    kept &&= standing.kept;
  }
  return { reasons: [...reasons], settled, kept };
}

type About = { readonly certificate: Certificate; readonly issuer: Certificate };

async function standingOf(about: About, ground: RevocationGround): Promise<Standing> {
  const inside = await look(about, ground.evidence, ground);
  if (inside !== undefined) return { ...inside, kept: true };
  if (staysShort(about.certificate))
    return { reason: "verify.certificate_short_lived", settled: true, kept: true };
  const outside = await ask(about, ground);
  if (outside !== undefined) return { ...outside, kept: false };
  return { reason: unasked(about.certificate, ground), settled: false, kept: false };
}

/** Why nothing is known. An issuing CA nobody could be asked about is told and not held against the signer; the signer's own certificate is. */
function unasked(certificate: Certificate, ground: RevocationGround): ReasonCode {
  if (!offersRevocation(certificate)) return "verify.revocation_not_checked";
  const offline = ground.source === undefined;
  return offline && caOf(certificate).ca
    ? "verify.issuer_revocation_not_checked"
    : "verify.revocation_unknown";
}

/** What the evidence settles; a revocation found anywhere outweighs every good answer. */
async function look(
  about: About,
  evidence: Evidence,
  ground: RevocationGround,
): Promise<{ reason: ReasonCode | undefined; settled: boolean } | undefined> {
  const when = ground.time?.at ?? ground.at;
  const facts = await factsAbout(about, evidence);
  const revoked = facts.find((fact) => fact.revokedAt !== undefined && fact.thisUpdate <= later(ground.at));
  if (revoked?.revokedAt !== undefined) {
    if (ground.time === undefined)
      return { reason: "verify.certificate_revoked_no_trusted_time", settled: false };
    if (revoked.revokedAt <= when) return { reason: "verify.certificate_revoked", settled: false };
    return { reason: "verify.certificate_revoked_later", settled: true };
  }
  return facts.some((fact) => settles(fact, when, ground.at))
    ? { reason: undefined, settled: true }
    : undefined;
}

const later = (at: Date): Date => new Date(at.getTime() + 5 * 60_000);

async function factsAbout(about: About, evidence: Evidence): Promise<RevocationFact[]> {
  const facts: RevocationFact[] = [];
  const keep = async (read: () => Promise<RevocationFact | undefined>): Promise<void> => {
    try {
      const fact = await read();
      if (fact !== undefined) facts.push(fact);
    } catch (error) {
      if (!(error instanceof Unsound)) throw error;
    }
  };
  for (const answer of evidence.ocsps) await keep(() => factFromOcsp(answer, about));
  for (const list of evidence.crls) await keep(() => factFromCrl(list, about));
  return facts;
}

async function ask(
  about: About,
  ground: RevocationGround,
): Promise<{ reason: ReasonCode | undefined; settled: boolean } | undefined> {
  if (ground.source === undefined || ground.budget.left <= 0) return undefined;
  ground.budget.left -= 1;
  const certificate = concat(about.certificate.encoding);
  const answers = await ground.source.askAbout({ certificate, issuer: concat(about.issuer.encoding) });
  return look(about, evidenceOfAnswers(answers), ground);
}
