import {
  dateOf,
  nameOf,
  type PdfDictionary,
  type PdfObject,
  textOf,
  wholeOf,
} from "../../formats/pdf/index.ts";
import { type Bytes, concat, latin1, utf8 } from "../../kit/bytes.ts";
import { ConfirmError } from "./errors.ts";

/** What a prepared signature dictionary says, once it says nothing else. */
export type PreparedSignature = {
  /** /M: the time it claims. */
  readonly claimedAt: Date;
  readonly name: string;
  readonly reason: string | undefined;
  readonly location: string | undefined;
  /** The bytes that the signature will cover, /ByteRange filled in: computed here, not taken from the server. */
  readonly covered: Bytes;
};

const KEYS = new Set("Type Filter SubFilter ByteRange Contents M Name Reason Location Reference".split(" "));
const PLACEHOLDER = "[0 /********** /********** /**********]";

const ZERO = 0x30;

const wrong = (what: string): ConfirmError =>
  new ConfirmError("confirm.wrong_signature_dictionary", `the signature dictionary ${what}`);

/** Reads it, and throws `confirm.wrong_signature_dictionary` for any word that a party's PAdES signature does not need. */
export function readPreparedSignature(
  prepared: Bytes,
  dictionary: PdfDictionary,
  own: readonly string[],
): PreparedSignature {
  const { entries, repeated } = dictionary;
  const stranger = [...entries.keys()].find((key) => !KEYS.has(key));
  if (repeated.length > 0 || stranger !== undefined)
    throw wrong(`says more than one does: ${stranger ?? "twice"}`);
  if (nameOf(entries.get("Type")) !== "Sig" || nameOf(entries.get("Filter")) !== "Adobe.PPKLite")
    throw wrong("is of another kind");
  if (nameOf(entries.get("SubFilter")) !== "ETSI.CAdES.detached") throw wrong("is not for a PAdES signature");
  assertOwnLock(entries.get("Reference"), own);
  const claimedAt = dateOf(entries.get("M"));
  const name = textOf(entries.get("Name"));
  if (claimedAt === undefined || name === undefined) throw wrong("does not say who signs when");
  return {
    claimedAt,
    name,
    reason: textOf(entries.get("Reason")),
    location: textOf(entries.get("Location")),
    covered: coveredBytes(prepared, dictionary),
  };
}

/** A signature may lock its own fields and nothing else; it may not certify, which would bind the other parties. */
function assertOwnLock(references: PdfObject | undefined, own: readonly string[]): void {
  if (references === undefined) return;
  const [only, more] = references.kind === "array" ? references.items : [];
  const entries = only?.kind === "dictionary" && more === undefined ? only.entries : undefined;
  const parameters = entries?.get("TransformParams");
  const list = parameters?.kind === "dictionary" ? parameters.entries.get("Fields") : undefined;
  const listed = list?.kind === "array" ? list.items.map(textOf) : [];
  const onlyOwn = listed.length > 0 && listed.every((name) => name !== undefined && own.includes(name));
  const includes =
    parameters?.kind === "dictionary" && nameOf(parameters.entries.get("Action")) === "Include";
  if (nameOf(entries?.get("TransformMethod")) === "FieldMDP" && onlyOwn && includes) return;
  throw wrong("locks or certifies more than its own fields");
}

/**
 * Everything but /Contents (ISO 32000-2 §12.8.1), with the numbers of /ByteRange in place of its placeholder, as the server
 * will have to write them: any other bytes, and the signature will not hold.
 */
function coveredBytes(prepared: Bytes, { entries }: PdfDictionary): Bytes {
  const range = entries.get("ByteRange");
  const contents = entries.get("Contents");
  if (range?.kind !== "array" || contents?.kind !== "string" || contents.form !== "hex")
    throw wrong("has no room for a signature");
  const written = latin1(prepared, range.start - "/ByteRange ".length, contents.start);
  if (written !== `/ByteRange ${PLACEHOLDER} /Contents `) throw wrong("does not leave its byte range open");
  // Digits and nothing else: white space in there would be no part of what is hashed, nor of what is read.
  const room = prepared.subarray(contents.start + 1, contents.end - 1);
  if (!room.every((byte) => byte === ZERO)) throw wrong("is not empty");
  const numbers = `[0 ${contents.start} ${contents.end} ${prepared.length - contents.end}]`;
  if (wholeOf(range.items[0]) !== 0 || numbers.length > PLACEHOLDER.length)
    throw wrong("has no room for its byte range");
  return concat(
    prepared.subarray(0, range.start),
    utf8(numbers.padEnd(PLACEHOLDER.length)),
    prepared.subarray(range.end, contents.start),
    prepared.subarray(contents.end),
  );
}
