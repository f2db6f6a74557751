import { LIMITS } from "./limits.ts";
import type { PdfDictionary, PdfObject } from "./objects.ts";
import { malformed, tooLarge } from "./pdf-error.ts";
import type { Snapshot } from "./snapshot.ts";
import { textOf } from "./text-string.ts";

/** A file carried inside the PDF. `relationship`: /AFRelationship (Data, Source …) where given. */
export type EmbeddedFile = {
  readonly name: string;
  readonly relationship: string | undefined;
  readonly bytes: Uint8Array;
};

/**
 * Files attached to the document (name tree EmbeddedFiles, then /AF), each once, inflated within the reader's budget.
 * Throws `pdf.too_large` beyond it. Says nothing about who attached them: check the signature first.
 */
export function attachedFiles(snapshot: Snapshot): EmbeddedFile[] {
  const { catalog } = snapshot;
  const specifications: PdfObject[] = [];
  const names = snapshot.dictionary(catalog.entries.get("Names"));
  collectNames(snapshot, names?.entries.get("EmbeddedFiles"), specifications);
  const associated = snapshot.resolve(catalog.entries.get("AF"));
  if (associated?.kind === "array") specifications.push(...associated.items);
  const seen = new Set<PdfDictionary>();
  const files: EmbeddedFile[] = [];
  for (const specification of specifications) {
    const dictionary = snapshot.dictionary(specification);
    if (dictionary === undefined || seen.has(dictionary)) continue;
    seen.add(dictionary);
    if (seen.size > LIMITS.attachments) throw tooLarge("too many attached files");
    const file = readFile(snapshot, dictionary);
    if (file !== undefined) files.push(file);
  }
  return files;
}

function collectNames(snapshot: Snapshot, tree: PdfObject | undefined, found: PdfObject[]): void {
  const seen = new Set<PdfDictionary>();
  const visit = (object: PdfObject | undefined): void => {
    const node = snapshot.dictionary(object);
    if (node === undefined) return;
    if (seen.has(node)) throw malformed("a name tree is a circle", node.start);
    if (seen.size > LIMITS.attachments) throw tooLarge("too many attached files");
    seen.add(node);
    const names = snapshot.resolve(node.entries.get("Names"));
    if (names?.kind === "array") found.push(...names.items.filter((_, at) => at % 2 === 1));
    const kids = snapshot.resolve(node.entries.get("Kids"));
    if (kids?.kind === "array") for (const kid of kids.items) visit(kid);
  };
  visit(tree);
}

function readFile(snapshot: Snapshot, specification: PdfDictionary): EmbeddedFile | undefined {
  const embedded = snapshot.dictionary(specification.entries.get("EF"));
  const stream = snapshot.resolve(embedded?.entries.get("UF") ?? embedded?.entries.get("F"));
  const name = textOf(snapshot.resolve(specification.entries.get("UF") ?? specification.entries.get("F")));
  if (stream?.kind !== "stream" || name === undefined) return undefined;
  const relationship = snapshot.resolve(specification.entries.get("AFRelationship"));
  return {
    name,
    relationship: relationship?.kind === "name" ? relationship.value : undefined,
    bytes: snapshot.decode(stream),
  };
}
