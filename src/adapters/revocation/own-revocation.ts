import type { RevocationSource } from "../../ports/revocation.ts";
import type { BuiltInPki } from "../ca/built-in-pki.ts";
import { ocspRequest } from "./ocsp-request.ts";

/**
 * Answers about certificates of our own PKI from within the process, without a network, whatever address stands in them; all
 * others are asked of `others`.
 */
export function ownRevocation(
  pki: Pick<BuiltInPki, "issuerAmongUs" | "public">,
  others: RevocationSource,
): RevocationSource {
  return {
    askAbout: async (question) => {
      const which = await pki.issuerAmongUs(question.issuer);
      if (which === undefined) return others.askAbout(question);
      if (which === "root") return { ocsps: [], crls: [await pki.public.crl("root")], failures: [] };
      return { ocsps: [await pki.public.ocsp(await ocspRequest(question))], crls: [], failures: [] };
    },
    issuersOf: (certificate) => others.issuersOf(certificate),
  };
}
