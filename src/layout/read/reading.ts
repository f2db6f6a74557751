import type { DocxPackage } from "../../formats/docx/open-docx.ts";
import type { XmlElement } from "../../formats/docx/xml-tree.ts";
import type { Footnotes } from "./footnotes.ts";
import type { Profile } from "../profile.ts";
import type { Notes } from "../notes.ts";
import type { Block } from "./story.ts";
import type { Numbering } from "../styles/numbering.ts";
import type { StyleSheet } from "../styles/style-sheet.ts";
import type { ThemeFonts } from "../styles/theme-fonts.ts";

/** What every reader of one part needs. */
export type Reading = {
  readonly docx: DocxPackage;
  readonly part: string;
  readonly theme: ThemeFonts;
  readonly styles: StyleSheet;
  readonly numbering: Numbering;
  readonly notes: Notes;
  readonly footnotes: Footnotes;
  /** The mark that a footnote being read bears. */
  readonly noteMark?: string;
  /** Reads the paragraphs and tables inside an element. It travels here because drawings and notes hold blocks, and blocks hold them. */
  readonly blocksIn: (parent: XmlElement, reading: Reading) => readonly Block[];
  /** Constants of the profile that change what is read. */
  readonly profile: Pick<Profile, "deletions" | "legalNumbers">;
  /** Tables around what is being read. */
  readonly depth: number;
};

/** Notes an element that the engine does not draw. */
export function notUnderstood(reading: Reading, name: string): void {
  reading.notes.add("layout.not_understood", `此版式元素未能排出：${name}`, `${reading.part} ${name}`);
}
