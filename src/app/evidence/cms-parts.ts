import { type Bytes, latin1 } from "../../kit/bytes.ts";
import { type DerElement, derOid, derOnly, derParts } from "../../kit/der-read.ts";

/** What a pack takes out of a CMS: its certificates, the signature value, and the timestamp over that value. */
export type CmsParts = {
  /** DER, as they are embedded. */
  readonly certificates: readonly Bytes[];
  readonly signatureValue: Bytes;
  /** The RFC 3161 token of the signature's timestamp; none below B-T. */
  readonly token: Bytes | undefined;
  /** genTime of that token; of a document timestamp its own. */
  readonly time: Date | undefined;
};

const TIMESTAMP_TOKEN = "1.2.840.113549.1.9.16.2.14";
const TST_INFO = "1.2.840.113549.1.9.16.1.4";
const [OCTETS, GENERALIZED_TIME, CONTEXT_0, CONTEXT_1] = [0x04, 0x18, 0xa0, 0xa1];

const partsOf = (element: DerElement | undefined): readonly DerElement[] =>
  (element && derParts(element)) ?? [];

/** Undefined for bytes that are no CMS SignedData with one signer. Takes apart, judges nothing. */
export function readCmsParts(cms: Bytes): CmsParts | undefined {
  const signedData = partsOf(partsOf(derOnly(cms))[1])[0];
  const fields = partsOf(signedData);
  const signer = partsOf(fields.at(-1))[0];
  const signerParts = partsOf(signer);
  const signature = signerParts.find(({ tag }) => tag === OCTETS);
  if (signature === undefined) return undefined;
  const unsigned = partsOf(signerParts.find(({ tag }) => tag === CONTEXT_1));
  const stamp = unsigned.map(partsOf).find(([type]) => derOid(type) === TIMESTAMP_TOKEN);
  const token = partsOf(stamp?.[1])[0]?.whole.slice();
  return {
    certificates: partsOf(fields.find(({ tag }) => tag === CONTEXT_0)).map(({ whole }) => whole.slice()),
    signatureValue: signature.content.slice(),
    token,
    time:
      token === undefined ? timeOf(fields[2]) : timeOf(partsOf(partsOf(partsOf(derOnly(token))[1])[0])[2]),
  };
}

/** genTime of the TSTInfo inside an encapsulated content; undefined for any other content. */
function timeOf(encapsulated: DerElement | undefined): Date | undefined {
  const [type, wrapped] = partsOf(encapsulated);
  const content = partsOf(wrapped)[0];
  if (derOid(type) !== TST_INFO || content?.tag !== OCTETS) return undefined;
  const time = partsOf(derOnly(content.content.slice())).find(({ tag }) => tag === GENERALIZED_TIME);
  const [, ...parts] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(latin1(time?.content ?? new Uint8Array())) ?? [];
  const [year, month, day, hour, minute, second] = parts;
  if (second === undefined) return undefined;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
