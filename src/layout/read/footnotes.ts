import type { DocxPackage } from "../../formats/docx/open-docx.ts";
import { children, type XmlElement } from "../../formats/docx/xml-tree.ts";

/** One note of the document, as it stands in its part. */
export type StoredNote = { readonly element: XmlElement; readonly part: string; readonly mark: string };

/** Footnotes and endnotes of a document, numbered in the order in which they are asked for. */
export type Footnotes = {
  /** The note of an id; undefined when the file has none. `numbered` gives it the next number. */
  take(
    kind: "footnote" | "endnote",
    id: string | undefined,
    numbered: "numbered" | "bare",
  ): StoredNote | undefined;
  /** How many were numbered so far. */
  taken(kind: "footnote" | "endnote"): number;
};

/** Finds the notes of a document's main part. */
export function readFootnotes(docx: DocxPackage): Footnotes {
  const relations = [...docx.relations(docx.main).values()];
  const counts = { footnote: 0, endnote: 0 };
  const found = (kind: "footnote" | "endnote"): ReadonlyMap<string, Omit<StoredNote, "mark">> => {
    const part = relations.find((each) => each.type.endsWith(`/${kind}s`) && !each.external)?.target;
    const tree = part === undefined ? undefined : docx.xml(part);
    return new Map(
      part === undefined
        ? []
        : children(tree, `w:${kind}`).map((element) => [element.attributes["w:id"] ?? "", { element, part }]),
    );
  };
  const kept = new Map<string, ReadonlyMap<string, Omit<StoredNote, "mark">>>();
  return {
    taken: (kind) => counts[kind],
    take(kind, id, numbered) {
      const notes = kept.get(kind) ?? found(kind);
      kept.set(kind, notes);
      const note = notes.get(id ?? "");
      if (note === undefined) return undefined;
      if (numbered === "numbered") counts[kind] += 1;
      return { ...note, mark: numbered === "numbered" ? String(counts[kind]) : "" };
    },
  };
}
