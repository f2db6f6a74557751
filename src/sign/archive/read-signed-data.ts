import { type Bytes } from "../../kit/bytes.ts";
import { type DerElement, derOid, derParts, derElementAt } from "../../kit/der-read.ts";

/** A CMS SignedData with one signer, taken apart; every part is a view of the bytes it came from. */
export type SignedDataParts = {
  /** Contents of the SignedData before its signerInfos, in order. */
  readonly head: readonly DerElement[];
  /** OID of the content, and the content itself when it is inside. */
  readonly contentType: string;
  readonly content: Bytes | undefined;
  readonly certificates: readonly Bytes[];
  readonly signer: SignerParts;
};

/** The one SignerInfo. */
export type SignerParts = {
  /** All its elements but the unsigned attributes. */
  readonly signed: readonly DerElement[];
  readonly identifier: DerElement;
  readonly digestAlgorithm: DerElement;
  /** The signed attributes with the tag of a SET, as they are hashed (RFC 5652 §5.4); undefined when there are none. */
  readonly attributes: Bytes | undefined;
  readonly signatureAlgorithm: DerElement;
  readonly signature: Bytes;
  /** Attributes outside the signature, each DER. */
  readonly unsigned: readonly DerElement[];
};

const SIGNED_DATA = "1.2.840.113549.1.7.2";

/** Takes a CMS ContentInfo apart, zero padding behind it allowed; undefined when it is not SignedData with exactly one signer. */
export function readSignedData(cms: Bytes): SignedDataParts | undefined {
  const info = derElementAt(cms, 0);
  const [type, wrapper] = (info && derParts(info)) ?? [];
  if (derOid(type) !== SIGNED_DATA || wrapper?.tag !== 0xa0) return undefined;
  const [data] = derParts(wrapper) ?? [];
  const fields = data && derParts(data);
  const infos = fields?.at(-1);
  const [signerInfo, second] = (infos?.tag === 0x31 ? derParts(infos) : undefined) ?? [];
  if (!fields || !signerInfo || second) return undefined;
  const head = fields.slice(0, -1);
  const [contentType, inside] = (head[2] && derParts(head[2])) ?? [];
  const signer = readSigner(signerInfo);
  const oid = derOid(contentType);
  if (!signer || oid === undefined) return undefined;
  const set = head.find(({ tag }) => tag === 0xa0);
  const certificates = ((set && derParts(set)) ?? []).filter(({ tag }) => tag === 0x30);
  return {
    head,
    contentType: oid,
    content: (inside && derParts(inside))?.[0]?.content,
    certificates: certificates.map(({ whole }) => whole.slice()),
    signer,
  };
}

function readSigner(info: DerElement): SignerParts | undefined {
  const all = derParts(info) ?? [];
  const [version, identifier, digestAlgorithm] = all;
  const rest = all.slice(3);
  const attributes = rest[0]?.tag === 0xa0 ? rest[0] : undefined;
  const [signatureAlgorithm, signature, unsigned] = attributes ? rest.slice(1) : rest;
  if (!version || !identifier || !digestAlgorithm || !signatureAlgorithm || signature?.tag !== 0x04)
    return undefined;
  const signed = all.filter((part) => part !== unsigned);
  return {
    signed,
    identifier,
    digestAlgorithm,
    attributes: attributes && asSet(attributes.whole),
    signatureAlgorithm,
    signature: signature.content.slice(),
    unsigned: (unsigned && derParts(unsigned)) ?? [],
  };
}

function asSet(implicit: Bytes): Bytes {
  const set = implicit.slice();
  set[0] = 0x31;
  return set;
}

/** The values of an attribute in a row of attributes; empty when it is not there. */
export function attributeValues(attributes: readonly DerElement[], oid: string): readonly DerElement[] {
  for (const attribute of attributes) {
    const [type, values] = derParts(attribute) ?? [];
    if (derOid(type) === oid && values?.tag === 0x31) return derParts(values) ?? [];
  }
  return [];
}
