import type { PdfFile, PdfObject, Snapshot } from "../../formats/pdf/index.ts";
import { PdfError } from "../../formats/pdf/index.ts";
import { decodeTolerantly } from "../../formats/pdf/text/filters.ts";
import { type Certificate, readCertificate } from "../cms/certificate.ts";
import { children, type Der, encodingOf, oidOf, TAG } from "../cms/der.ts";
import type { Cms } from "../cms/read-cms.ts";
import { Unsound } from "../unsound.ts";
import { type OcspAnswer, readOcsp } from "./read-ocsp.ts";
import { type RevocationList, readCrl } from "./read-crl.ts";

/** Validation data found somewhere: unjudged; whoever uses an item checks who signed it. */
export type Evidence = {
  readonly certificates: readonly Certificate[];
  readonly ocsps: readonly OcspAnswer[];
  readonly crls: readonly RevocationList[];
};

/** Nothing gathered. */
export const NO_EVIDENCE: Evidence = { certificates: [], ocsps: [], crls: [] };

/** Bytes of a kind of items, inflated. */
const MOST_BYTES = 32_000_000;
/** Items of a kind read from one document. */
const MOST_ITEMS = 512;

/** V11, first place to look: the document security store as the whole file shows it (ISO 32000-2 §12.8.4.3). Items that cannot be read count for nothing. */
export function evidenceOfStore(pdf: PdfFile): Evidence & { readonly revision: number | undefined } {
  const state = pdf.at();
  const store = state.dictionary(state.catalog.entries.get("DSS"));
  if (store === undefined) return { ...NO_EVIDENCE, revision: undefined };
  const items = (key: string): Uint8Array[] => streamsOf(state, store.entries.get(key));
  return {
    certificates: readAll(items("Certs"), readCertificate),
    ocsps: readAll(items("OCSPs"), readOcsp),
    crls: readAll(items("CRLs"), readCrl),
    revision: firstRevisionWithStore(pdf),
  };
}

function firstRevisionWithStore(pdf: PdfFile): number | undefined {
  return pdf.revisions.find(({ index }) => pdf.at(index).catalog.entries.has("DSS"))?.index;
}

function streamsOf(state: Snapshot, written: PdfObject | undefined): Uint8Array[] {
  const array = state.resolve(written);
  const found: Uint8Array[] = [];
  const budget = { left: MOST_BYTES };
  for (const item of array?.kind === "array" ? array.items.slice(0, MOST_ITEMS) : []) {
    try {
      const stream = state.resolve(item);
      // Any filter will do: what is inside is signed by its issuer, and nobody is shown it.
      const plain =
        stream?.kind === "stream"
          ? decodeTolerantly(stream, (object) => state.resolve(object), budget)
          : undefined;
      if (plain !== undefined) found.push(plain);
    } catch (error) {
      if (!(error instanceof PdfError)) throw error;
    }
  }
  return found;
}

const OID_ADOBE = "1.2.840.113583.1.1.8";
const OID_REVOCATION_VALUES = "1.2.840.113549.1.9.16.2.24";
const OID_OCSP_IN_CMS = "1.3.6.1.5.5.7.16.2";

/** V11, what a signature brings itself: adbe-revocationInfoArchival, CAdES revocation values, and the CRLs of its CMS. */
export function evidenceOfCms(cms: Cms): Evidence {
  const known = READ.get(cms);
  if (known !== undefined) return known;
  const evidence = readEvidence(cms);
  READ.set(cms, evidence);
  return evidence;
}

/** A CMS never changes, and each of its certificates is asked about. */
const READ: WeakMap<Cms, Evidence> = new WeakMap();

function readEvidence(cms: Cms): Evidence {
  const crls: Uint8Array[] = [];
  const ocsps: Uint8Array[] = [];
  for (const one of cms.revocation) {
    if (one.tag === TAG.sequence) crls.push(encodingOf(one));
    else if (one.tag === 0xa1) {
      const [kind, value] = children(one);
      if (kind?.tag === TAG.oid && oidOf(kind) === OID_OCSP_IN_CMS && value) ocsps.push(encodingOf(value));
    }
  }
  const archival = [...(cms.signed.get(OID_ADOBE) ?? []), ...(cms.unsigned.get(OID_REVOCATION_VALUES) ?? [])];
  for (const value of archival) {
    for (const part of value.tag === TAG.sequence ? children(value) : []) {
      const list = part.tag === 0xa0 ? crls : part.tag === 0xa1 ? ocsps : undefined;
      for (const item of list ? itemsOf(part) : []) list?.push(encodingOf(item));
    }
  }
  return { certificates: [], ocsps: readAll(ocsps, readOcsp), crls: readAll(crls, readCrl) };
}

/** [n] EXPLICIT SEQUENCE OF. */
function itemsOf(part: Der): Der[] {
  const [list] = children(part);
  return list?.tag === TAG.sequence ? children(list) : [];
}

/** Answers fetched now, read. */
export const evidenceOfAnswers = (answers: {
  readonly ocsps: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
}): Evidence => ({
  certificates: [],
  ocsps: readAll(answers.ocsps, readOcsp),
  crls: readAll(answers.crls, readCrl),
});

/** All of several. */
export const joined = (...all: readonly Evidence[]): Evidence => ({
  certificates: all.flatMap((one) => one.certificates),
  ocsps: all.flatMap((one) => one.ocsps),
  crls: all.flatMap((one) => one.crls),
});

function readAll<Item>(encodings: readonly Uint8Array[], read: (encoding: Uint8Array) => Item): Item[] {
  return encodings.slice(0, MOST_ITEMS).flatMap((encoding) => {
    try {
      return [read(encoding)];
    } catch (error) {
      if (error instanceof Unsound) return [];
      throw error;
    }
  });
}
