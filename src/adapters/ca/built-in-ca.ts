import type { CertificateIssuer, CertificateSubject } from "../../ports/certificate-issuer.ts";
import {
  type BuiltInAuthorities,
  builtInAuthorities,
  type CaParts,
  issuedPointers,
  type OwnAuthority,
} from "./authorities.ts";
import { CaError } from "./errors.ts";
import { issueCertificate } from "./issue-certificate.ts";
import { basicConstraints, distinguishedName, KEY_USAGES, keyUsage, LONGEST_EVENT_HOURS } from "./profile.ts";

/** X.520 upper bound of commonName and organizationName, in characters. */
const LONGEST_NAME = 64;
const HOUR = 3_600_000;

/**
 * The demo CA of the embedded default: root and issuing CA made at first use and kept as one encrypted secret, event
 * certificates for at most 48 hours. It could issue to any name, so nothing it issues is a 可靠电子签名 (电子签名法 13), and its
 * certificates say so. Throws CaError, and KeyError for the stored secret.
 */
export const builtInCa = (parts: CaParts): CertificateIssuer =>
  issuerOf(parts, () => builtInAuthorities(parts));

/** The same over authorities that somebody keeps open. */
export function issuerOf(parts: CaParts, open: () => Promise<BuiltInAuthorities>): CertificateIssuer {
  return {
    kind: "built-in",
    issue: async ({ subject, key, notBefore, hours }) => {
      assertSubject(subject);
      const notAfter = new Date(notBefore.getTime() + hours * HOUR);
      const { issuing, serials, chain } = await open();
      assertValidity({ notBefore, notAfter, hours }, issuing);
      const certificate = await issueCertificate(issuing, {
        subject: distinguishedName({
          organisation: subject.organisation,
          organisationId: `NTRCN-${subject.uscc}`,
          commonName: subject.commonName,
        }),
        publicKey: key.publicKey,
        ...spanOf(notBefore, hours, issuing),
        serial: await serials.next(parts.ids),
        extensions: [
          basicConstraints(undefined),
          keyUsage(KEY_USAGES.sign),
          ...(parts.eventPlaces === "none" ? [] : issuedPointers(parts.publicUrl)),
        ],
      });
      return { certificate, chain };
    },
    anchors: async () => [(await open()).root.certificate],
  };
}

/** A TSA or a reader whose clock is some minutes behind must not find the certificate of this moment not yet valid. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

/** The whole span begins earlier, and is as long as asked: a day stays a day. */
function spanOf(asked: Date, hours: number, issuing: OwnAuthority): { notBefore: Date; notAfter: Date } {
  const early = hours > 1 ? asked.getTime() - CLOCK_TOLERANCE_MS : asked.getTime();
  const notBefore = new Date(Math.max(early, issuing.notBefore.getTime()));
  return { notBefore, notAfter: new Date(notBefore.getTime() + hours * HOUR) };
}

function assertSubject({ commonName, organisation, uscc }: CertificateSubject): void {
  for (const [place, name] of Object.entries({ commonName, organisation })) {
    const length = Array.from(name).length;
    if (length === 0 || length > LONGEST_NAME) {
      throw new CaError(
        "ca.wrong_subject",
        `${place} has ${length} characters; a certificate takes 1 to ${LONGEST_NAME}`,
        { place, length },
      );
    }
  }
  if (!/^[0-9A-Z]{18}$/.test(uscc)) {
    throw new CaError("ca.wrong_subject", "the subject needs its 统一社会信用代码 of 18 characters", {
      place: "uscc",
    });
  }
}

function assertValidity(
  asked: { readonly notBefore: Date; readonly notAfter: Date; readonly hours: number },
  issuing: OwnAuthority,
): void {
  if (!(asked.hours > 0 && asked.hours <= LONGEST_EVENT_HOURS)) {
    throw new CaError(
      "ca.wrong_validity",
      `an event certificate lives for at most ${LONGEST_EVENT_HOURS} hours`,
      { hours: asked.hours },
    );
  }
  if (asked.notBefore < issuing.notBefore || asked.notAfter > issuing.notAfter) {
    throw new CaError(
      "ca.outside_validity",
      "the issuing CA is not valid for all of that time: check the clock, or make a new CA",
      {
        issuingNotBefore: issuing.notBefore.toISOString(),
        issuingNotAfter: issuing.notAfter.toISOString(),
      },
    );
  }
}
