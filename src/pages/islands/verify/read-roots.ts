import { type Bytes, fromBase64, latin1 } from "../../../kit/bytes.ts";
import { readCertificate, subjectText } from "../../../verify/cms/certificate.ts";
import { Unsound } from "../../../verify/unsound.ts";
import type { Root } from "./engine-messages.ts";

const MOST_ROOTS = 64;

/** The certificates of a file: PEM, one or several, or a single DER. What cannot be read as a certificate is left out. */
export function readRoots(file: Bytes): Root[] {
  const blocks = latin1(file).matchAll(
    /-----BEGIN CERTIFICATE-----([\sA-Za-z0-9+/=]+)-----END CERTIFICATE-----/g,
  );
  const encodings = [...blocks].slice(0, MOST_ROOTS).flatMap(([, body = ""]) => {
    const der = fromBase64(body.replaceAll(/\s/g, ""));
    return der === undefined ? [] : [der];
  });
  return (encodings.length === 0 ? [file] : encodings).flatMap((der) => {
    const name = nameIn(der);
    return name === undefined ? [] : [{ name, der }];
  });
}

function nameIn(der: Bytes): string | undefined {
  try {
    return subjectText(readCertificate(der)) ?? "?";
  } catch (error) {
    if (error instanceof Unsound) return undefined;
    throw error;
  }
}
