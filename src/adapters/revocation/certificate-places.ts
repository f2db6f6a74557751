import { Certificate } from "pkijs";
import { type Bytes, latin1 } from "../../kit/bytes.ts";
import { type DerElement, derOid, derOnly, derParts } from "../../kit/der-read.ts";

/** Addresses that a certificate names; only http and https, in the order it gives them. */
export type CertificatePlaces = {
  readonly ocsp: readonly string[];
  readonly crl: readonly string[];
  readonly issuers: readonly string[];
};

const AUTHORITY_ACCESS = "1.3.6.1.5.5.7.1.1";
const CRL_POINTS = "2.5.29.31";
const OCSP = "1.3.6.1.5.5.7.48.1";
const CA_ISSUERS = "1.3.6.1.5.5.7.48.2";
/** uniformResourceIdentifier [6] of GeneralName. */
const URI = 0x86;
/** No certificate needs more places than this; a hostile one may list thousands. */
const MOST_PLACES = 4;

/** Where a certificate says that its status and its issuer can be had (RFC 5280 §4.2.1.13, §4.2.2.1); nothing for unreadable bytes. */
export function certificatePlaces(certificate: Bytes): CertificatePlaces {
  const extensions = extensionsOf(certificate);
  const access = listOf(extensions.get(AUTHORITY_ACCESS));
  const by = (method: string): string[] =>
    access.flatMap((description) => {
      const [oid, place] = derParts(description) ?? [];
      return derOid(oid) === method ? urlOf(place) : [];
    });
  const crl = listOf(extensions.get(CRL_POINTS)).flatMap((point) => {
    const name = derParts(point)?.find(({ tag }) => tag === 0xa0);
    const full = (name && derParts(name))?.find(({ tag }) => tag === 0xa0);
    return ((full && derParts(full)) ?? []).flatMap(urlOf);
  });
  return {
    ocsp: by(OCSP).slice(0, MOST_PLACES),
    crl: crl.slice(0, MOST_PLACES),
    issuers: by(CA_ISSUERS).slice(0, MOST_PLACES),
  };
}

function urlOf(element: DerElement | undefined): string[] {
  if (element?.tag !== URI) return [];
  const url = latin1(element.content);
  return /^https?:\/\//i.test(url) && URL.canParse(url) ? [url] : [];
}

function listOf(value: Bytes | undefined): readonly DerElement[] {
  const list = value && derOnly(value);
  return (list && derParts(list)) ?? [];
}

function extensionsOf(certificate: Bytes): ReadonlyMap<string, Bytes> {
  try {
    const { extensions = [] } = Certificate.fromBER(certificate);
    return new Map(
      extensions.map(({ extnID, extnValue }) => [extnID, extnValue.valueBlock.valueHexView.slice()]),
    );
  } catch {
    return new Map();
  }
}
