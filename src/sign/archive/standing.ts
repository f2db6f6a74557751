import { type Bytes, toHex } from "../../kit/bytes.ts";
import type { RevocationAnswers, RevocationSource } from "../../ports/revocation.ts";
import { ArchiveError } from "./errors.ts";
import { readCrl } from "./read-crl.ts";
import { readOcsp, type Standing, type Subject } from "./read-ocsp.ts";
import { commonNameOf } from "./x509.ts";

/** What was archived before: certificates and answers as they stand in the file. */
export type Material = {
  readonly certificates: readonly Bytes[];
  readonly ocsps: readonly Bytes[];
  readonly crls: readonly Bytes[];
};

/** A sound answer, in the form it will be archived. */
export type Proof = { readonly standing: Standing; readonly answer: Bytes; readonly kind: "ocsps" | "crls" };

/** Clocks differ by this much, in milliseconds. */
const SKEW = 5 * 60_000;
const SECOND = 1000;

/** Asks about certificates, each at most once, and proves the answers. */
export type StandingDesk = {
  /**
   * A sound answer that says the certificate stood at `usedAt`: one archived after that time, or a fresh one. In words why
   * there is none. Throws `archive.certificate_revoked`.
   */
  standingAt(subject: Subject, usedAt: Date): Promise<Proof | string>;
};

/** A desk for one archiving: asks the source, after looking into what the file already holds. */
export function standingDesk(parts: {
  readonly source: RevocationSource;
  readonly stored: Material;
  readonly now: Date;
}): StandingDesk {
  const { source, stored, now } = parts;
  const asked = new Map<string, RevocationAnswers>();
  const askOnce = async ({ certificate, issuer }: Subject): Promise<RevocationAnswers> => {
    const name = toHex(certificate.der);
    const answers =
      asked.get(name) ?? (await source.askAbout({ certificate: certificate.der, issuer: issuer.der }));
    asked.set(name, answers);
    return answers;
  };
  return {
    standingAt: async (subject, usedAt) => {
      const kept = (await proofsIn(stored, subject)).proofs.find(
        ({ standing }) => standing.state === "good" && isNotBefore(standing.thisUpdate, usedAt),
      );
      if (kept !== undefined) return kept;
      const answers = await askOnce(subject);
      const { proofs, flaws } = await proofsIn(answers, subject);
      const current = proofs.filter(({ standing }) => isCurrent(standing, now));
      const good = current.find(({ standing }) => stoodAt(standing, usedAt));
      if (good !== undefined) return good;
      const revoked = current.find(({ standing }) => standing.state === "revoked");
      if (revoked !== undefined) throw revokedError(subject, revoked.standing);
      const failures = answers.failures.map(({ place, code }) => `${code} (${place})`);
      const stale = proofs.length > 0 ? ["the answer is out of date"] : [];
      return [...stale, ...flaws, ...failures].join("; ") || "its issuer names no place to ask";
    },
  };
}

/** PDF and PKIX times have whole seconds. */
const isNotBefore = (one: Date, other: Date): boolean =>
  Math.floor(one.getTime() / SECOND) >= Math.floor(other.getTime() / SECOND);

const isCurrent = ({ thisUpdate, nextUpdate }: Standing, now: Date): boolean =>
  thisUpdate.getTime() <= now.getTime() + SKEW &&
  (nextUpdate === undefined || nextUpdate.getTime() >= now.getTime() - SKEW);

/** A revocation after the trusted time takes nothing from a signature made before it. */
const stoodAt = ({ state, revokedAt }: Standing, usedAt: Date): boolean =>
  state === "good" || (revokedAt !== undefined && revokedAt > usedAt);

const revokedError = ({ certificate }: Subject, { revokedAt }: Standing): ArchiveError =>
  new ArchiveError(
    "archive.certificate_revoked",
    `the certificate of ${commonNameOf(certificate)} was revoked before its signature has a trusted time`,
    { certificate: commonNameOf(certificate), revokedAt: revokedAt?.toISOString() ?? null },
  );

async function proofsIn(
  { ocsps, crls }: Pick<Material, "ocsps" | "crls">,
  subject: Subject,
): Promise<{ readonly proofs: readonly Proof[]; readonly flaws: readonly string[] }> {
  const proofs: Proof[] = [];
  const flaws: string[] = [];
  const take = (standing: Standing | string, answer: Bytes, kind: Proof["kind"]): void => {
    if (typeof standing === "string") flaws.push(standing);
    else proofs.push({ standing, answer, kind });
  };
  for (const answer of ocsps) take(await readOcsp(answer, subject), answer, "ocsps");
  for (const answer of crls) take(await readCrl(answer, subject), answer, "crls");
  return { proofs, flaws };
}
