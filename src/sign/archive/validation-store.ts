import {
  appendRevision,
  nextNumber,
  type ObjectBody,
  writeDictionary,
  writeObject,
  writeStream,
} from "../../formats/pdf/append/index.ts";
import type { PdfFile, Snapshot } from "../../formats/pdf/index.ts";
import { type Bytes, equalBytes, toHex } from "../../kit/bytes.ts";
import { withEntry } from "../form-with-field.ts";
import type { SignatureMaterial } from "./collect-material.ts";
import type { Material } from "./standing.ts";

/** The arrays of a DSS (ISO 32000-2 table 261), by what they hold. */
const KEYS = { certificates: "Certs", ocsps: "OCSPs", crls: "CRLs" } as const;
/** The same in a VRI (table 262). */
const VRI_KEYS = { certificates: "Cert", ocsps: "OCSP", crls: "CRL" } as const;
const KINDS = ["certificates", "ocsps", "crls"] as const;
/** No store of ours comes near; what is beyond is not read. */
const MOST_ITEMS = 1000;

type Written = Record<(typeof KINDS)[number], { readonly reference: string; readonly bytes: Bytes }[]>;

/** What the file's DSS holds now; empty when it has none. */
export function storedMaterial(file: PdfFile): Material {
  const written = readStore(file.at());
  const bytesOf = (kind: (typeof KINDS)[number]): Bytes[] => written[kind].map(({ bytes }) => bytes);
  return { certificates: bytesOf("certificates"), ocsps: bytesOf("ocsps"), crls: bytesOf("crls") };
}

function readStore(state: Snapshot): Written {
  const store = state.dictionary(state.catalog.entries.get("DSS"));
  const read = (kind: (typeof KINDS)[number]): Written["certificates"] => {
    const list = state.resolve(store?.entries.get(KEYS[kind]));
    const items = list?.kind === "array" ? list.items.slice(0, MOST_ITEMS) : [];
    return items.flatMap((item) => {
      const stream = state.resolve(item);
      if (item.kind !== "reference" || stream?.kind !== "stream") return [];
      return [{ reference: writeObject(item), bytes: new Uint8Array(state.decode(stream)) }];
    });
  };
  return { certificates: read("certificates"), ocsps: read("ocsps"), crls: read("crls") };
}

/**
 * Appends a revision whose DSS holds what is found, beside all that was there (EN 319 142-1 §5.4): nothing is taken away,
 * nothing is written twice. Streams are not compressed. Returns the file as it is when there is nothing to add.
 */
export async function appendValidationStore(
  file: PdfFile,
  found: readonly SignatureMaterial[],
): Promise<Bytes> {
  const state = file.at();
  const written = readStore(state);
  const objects = new Map<number, ObjectBody>();
  let next = nextNumber(file);
  const register = (body: ObjectBody): string => {
    objects.set(next, body);
    next += 1;
    return `${next - 1} 0 R`;
  };
  const referenceOf = (kind: (typeof KINDS)[number], bytes: Bytes): string => {
    const known = written[kind].find((one) => equalBytes(one.bytes, bytes));
    if (known !== undefined) return known.reference;
    const reference = register(writeStream([], bytes));
    written[kind].push({ reference, bytes });
    return reference;
  };
  const fresh: [string, string][] = [];
  const named = state.dictionary(state.dictionary(state.catalog.entries.get("DSS"))?.entries.get("VRI"));
  for (const { signature, material } of found) {
    const name = await vriName(signature);
    const isThere = KINDS.every((kind) => material[kind].every((bytes) => isWritten(written[kind], bytes)));
    if (isThere && named?.entries.has(name) === true) continue;
    const entries = KINDS.flatMap((kind): [string, string][] => {
      const references = material[kind].map((bytes) => referenceOf(kind, bytes));
      return references.length === 0 ? [] : [[VRI_KEYS[kind], `[${references.join(" ")}]`]];
    });
    fresh.push([name, register(writeDictionary(entries))]);
  }
  if (objects.size === 0) return file.bytes;
  const store = register(writeStore(state, written, fresh));
  objects.set(state.root.number, withEntry(state.catalog, "DSS", store));
  return appendRevision(file, objects);
}

const isWritten = (list: Written["ocsps"], bytes: Bytes): boolean =>
  list.some((one) => equalBytes(one.bytes, bytes));

/** Upper-case SHA-1 of /Contents with its padding (table 261): a name, nothing rests on it. */
const vriName = async ({ contents }: SignatureMaterial["signature"]): Promise<string> =>
  toHex(new Uint8Array(await crypto.subtle.digest("SHA-1", contents))).toUpperCase();

/** The new DSS: old VRI entries stay unless the same signature has a new one. */
function writeStore(
  state: Snapshot,
  written: Written,
  fresh: readonly (readonly [string, string])[],
): string {
  const store = state.dictionary(state.catalog.entries.get("DSS"));
  const old = state.dictionary(store?.entries.get("VRI"));
  const names = new Set(fresh.map(([name]) => name));
  const kept = [...(old?.entries ?? [])].filter(([name]) => !names.has(name));
  const vri = [...kept.map(([name, value]) => [name, writeObject(value)] as const), ...fresh];
  return writeDictionary([
    ["Type", "/DSS"],
    ...KINDS.filter((kind) => written[kind].length > 0).map(
      (kind) => [KEYS[kind], `[${written[kind].map(({ reference }) => reference).join(" ")}]`] as const,
    ),
    ["VRI", writeDictionary(vri)],
  ]);
}
