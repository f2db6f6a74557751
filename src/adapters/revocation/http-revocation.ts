import { type Bytes, fromUtf8 } from "../../kit/bytes.ts";
import type { RevocationAnswers, RevocationSource } from "../../ports/revocation.ts";
import { readCertificatesPem } from "../keys/pem.ts";
import { askOutside, type OutsideAnswer, type Patience } from "../outside/ask-outside.ts";
import { certificatePlaces } from "./certificate-places.ts";
import { ocspRequest } from "./ocsp-request.ts";

/** A CRL of a large issuer has megabytes; more than this would not go into a contract anyway. */
const MOST_CRL = 4 * 1024 * 1024;
const MOST_OCSP = 64 * 1024;
const MOST_CERTIFICATE = 64 * 1024;

/**
 * Asks issuers over HTTP at the places their certificates name: OCSP first (POST, RFC 6960 appendix A), CRLs when no responder
 * answers. Tries again after what may pass; what failed is listed, with `revocation.unreachable`, `.refused` or `.too_large`.
 */
export function httpRevocation(patience?: Partial<Patience>): RevocationSource {
  return {
    askAbout: async (question) => {
      const { ocsp, crl } = certificatePlaces(question.certificate);
      const failures: RevocationAnswers["failures"][number][] = [];
      const take = (place: string, answer: OutsideAnswer): Bytes[] => {
        if ("bytes" in answer) return [answer.bytes];
        failures.push({ place, code: `revocation.${answer.failed}` });
        return [];
      };
      const ocsps: Bytes[] = [];
      for (const url of ocsp) {
        if (ocsps.length > 0) break;
        const headers = { "Content-Type": "application/ocsp-request", Accept: "application/ocsp-response" };
        const body = await ocspRequest(question);
        ocsps.push(...take(url, await askOutside({ url, body, headers, most: MOST_OCSP, patience })));
      }
      const crls: Bytes[] = [];
      for (const url of crl) {
        if (crls.length > 0 || isGoodAnswer(ocsps[0])) break;
        crls.push(...take(url, await askOutside({ url, most: MOST_CRL, patience })));
      }
      return { ocsps, crls, failures };
    },
    issuersOf: async (certificate) => {
      for (const url of certificatePlaces(certificate).issuers) {
        const answer = await askOutside({ url, most: MOST_CERTIFICATE, patience });
        const found = "bytes" in answer ? certificatesIn(answer.bytes) : [];
        if (found.length > 0) return found;
      }
      return [];
    },
  };
}

/** Whether the responder answered at all (`successful`); whether its answer is sound is judged elsewhere. */
const isGoodAnswer = (answer: Bytes | undefined): boolean => {
  // OCSPResponse ::= SEQUENCE { ENUMERATED 0, … }: the status stands right behind the header.
  if (answer === undefined) return false;
  const length = answer[1] ?? 0;
  const at = length < 0x80 ? 2 : 2 + length - 0x80;
  return answer[at] === 0x0a && answer[at + 1] === 1 && answer[at + 2] === 0;
};

/** One certificate in DER, or those of a PEM text; a PKCS#7 bag is not looked into. */
function certificatesIn(bytes: Bytes): readonly Bytes[] {
  if (bytes[0] === 0x30) return [bytes];
  try {
    return readCertificatesPem(fromUtf8(bytes));
  } catch {
    return [];
  }
}
