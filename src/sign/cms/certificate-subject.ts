import type { Bytes } from "../../kit/bytes.ts";
import { SignError } from "../errors.ts";
import { readCertificate, textInName } from "./certificate.ts";

const COMMON_NAME = "2.5.4.3";
const ORGANISATION = "2.5.4.10";

/**
 * Whom a certificate names: its common name, and its organisation (the common name again where none is given). Reads only;
 * proves nothing. Throws `sign.certificate_unreadable`, also when it names nobody.
 */
export function certificateSubject(der: Bytes): {
  readonly commonName: string;
  readonly organisation: string;
} {
  const { subject } = readCertificate(der);
  const organisation = textInName(subject, ORGANISATION);
  const commonName = textInName(subject, COMMON_NAME) ?? organisation;
  if (commonName === undefined)
    throw new SignError("sign.certificate_unreadable", "the certificate names nobody");
  return { commonName, organisation: organisation ?? commonName };
}
