import { latin1, toHex } from "../../../kit/bytes.ts";
import type { PdfDictionary, PdfNumber, PdfObject } from "../objects.ts";

/** Characters that a name carries as they are; all others are written `#xx` (ISO 32000-2 §7.3.5). */
const PLAIN_IN_NAMES = /[^!"$&'*+,\-.0-:;=?@A-Z\\^_`a-z|~]/g;

/** A name in PDF syntax, with its slash. Takes Latin-1 text, as names are read. */
export const writeName = (name: string): string =>
  `/${name.replaceAll(PLAIN_IN_NAMES, (character) => `#${character.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`)}`;

/** Bytes as a hexadecimal string. */
const writeHex = (bytes: Uint8Array): string => `<${toHex(bytes).toUpperCase()}>`;

/** A text string that any reader understands: plain characters in brackets, all else as UTF-16BE with its mark (§7.9.2.2). */
export function writeText(text: string): string {
  if (/^[ !"#$%&'*-[\]-~]*$/.test(text)) return `(${text})`;
  const units = [0xfeff, ...Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))];
  return `<${units
    .map((unit) => unit.toString(16).padStart(4, "0"))
    .join("")
    .toUpperCase()}>`;
}

/** An instant as a PDF date in UTC, whole seconds (§7.9.4). */
export function writeDate(instant: Date): string {
  const digits = instant.toISOString().slice(0, 19).replaceAll(/[-:T]/g, "");
  return `(D:${digits}Z)`;
}

/** PDF knows no exponents: as many decimals as bring back the same number. */
export function writeNumber(value: number): string {
  const plain = String(value);
  if (!plain.includes("e")) return plain;
  return value.toFixed(Math.abs(value) < 1 ? 20 : 0);
}

/** A dictionary of finished values, in the order given. */
export const writeDictionary = (entries: Iterable<readonly [key: string, value: string]>): string =>
  `<< ${Array.from(entries, ([key, value]) => `${writeName(key)} ${value}`).join(" ")} >>`;

const entriesOf = (dictionary: PdfDictionary): [string, string][] =>
  Array.from(dictionary.entries, ([key, value]) => [key, writeObject(value)]);

/**
 * A read object in PDF syntax again: it says the same (`sameObject`), not in the same bytes. A stream has no place inside
 * another object; asking for one is a RangeError.
 */
export function writeObject(object: PdfObject): string {
  if (object.kind === "null") return "null";
  if (object.kind === "boolean") return String(object.value);
  if (object.kind === "number") return numberAsRead(object);
  if (object.kind === "name") return writeName(object.value);
  if (object.kind === "string") return stringAsRead(object.bytes);
  if (object.kind === "reference") return `${object.number} ${object.generation} R`;
  if (object.kind === "array") return `[${object.items.map(writeObject).join(" ")}]`;
  if (object.kind === "dictionary") return writeDictionary(entriesOf(object));
  throw new RangeError("a stream is no part of another object");
}

const numberAsRead = ({ value, whole }: PdfNumber): string =>
  whole || !Number.isInteger(value) ? writeNumber(value) : `${writeNumber(value)}.0`;

const stringAsRead = (bytes: Uint8Array): string => {
  const text = latin1(bytes);
  return /^[ !"#$%&'*-[\]-~]*$/.test(text) ? `(${text})` : writeHex(bytes);
};
