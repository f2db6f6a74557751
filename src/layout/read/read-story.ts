import { readBlocks } from "./read-blocks.ts";
import type { DocxPackage } from "../../formats/docx/open-docx.ts";
import { child, children, descend, type XmlElement } from "../../formats/docx/xml-tree.ts";
import type { Notes } from "../notes.ts";
import { readNumbering } from "../styles/numbering.ts";
import { readStyleSheet } from "../styles/style-sheet.ts";
import { readThemeFonts } from "../styles/theme-fonts.ts";
import { decimal, isOn, points } from "../units.ts";
import { readBlock } from "./read-blocks.ts";
import { readFootnotes } from "./footnotes.ts";
import { NO_UNDERLAY } from "./read-paragraph.ts";
import { readSection } from "./read-section.ts";
import { setFloatingTables } from "./set-floating-tables.ts";
import { setFrames } from "./set-frames.ts";
import { notUnderstood, type Reading } from "./reading.ts";
import type { Block, Section, Story } from "./story.ts";
import { held } from "./transparent.ts";

/** Reads a whole document into sections of blocks with every property resolved. Nothing is measured here. */
export function readStory(docx: DocxPackage, notes: Notes, profile: Reading["profile"]): Story {
  const relations = [...docx.relations(docx.main).values()];
  const part = (kind: string): XmlElement | undefined => {
    const relation = relations.find((each) => each.type.endsWith(`/${kind}`) && !each.external);
    return relation === undefined ? undefined : docx.xml(relation.target);
  };
  const theme = readThemeFonts(part("theme"));
  const unknown =
    (where: string) =>
    (name: string): void =>
      notes.add("layout.not_understood", `此版式元素未能排出：${name}`, `${where} ${name}`);
  const styles = readStyleSheet(part("styles"), theme, unknown("word/styles.xml"));
  const numbering = readNumbering(part("numbering"), theme, {
    unknown: unknown("word/numbering.xml"),
    legalNumbers: profile.legalNumbers,
  });
  const reading: Reading = {
    blocksIn: readBlocks,
    docx,
    part: docx.main,
    theme,
    styles,
    numbering,
    notes,
    footnotes: readFootnotes(docx),
    profile,
    depth: 0,
  };
  const settings = part("settings");
  const evenAndOdd = child(settings, "w:evenAndOddHeaders");
  const added = child(child(settings, "w:compat"), "w:doNotUseHTMLParagraphAutoSpacing");
  const short = child(child(settings, "w:compat"), "w:doNotExpandShiftReturn");
  const sections = readSections(docx, reading);
  return {
    sections,
    defaultTab: points(child(settings, "w:defaultTabStop")?.attributes["w:val"]) || 36,
    evenAndOdd: evenAndOdd !== undefined && isOn(evenAndOdd),
    hasFootnotes: reading.footnotes.taken("footnote") > 0,
    tablesHang: compatibility(settings) < 15,
    brokenLines: short !== undefined && isOn(short) ? "short" : "justified",
    spaces: added !== undefined && isOn(added) ? "add" : "larger",
  };
}

function compatibility(settings: XmlElement | undefined): number {
  const setting = children(child(settings, "w:compat"), "w:compatSetting").find(
    (each) => each.attributes["w:name"] === "compatibilityMode",
  );
  return decimal(setting?.attributes["w:val"]) ?? 12;
}

function readSections(docx: DocxPackage, reading: Reading): readonly Section[] {
  const body = child(docx.xml(docx.main), "w:body");
  if (body === undefined) {
    notUnderstood(reading, "w:body");
    return [readSection(undefined, reading, { blocks: [], before: undefined })];
  }
  const sections: Section[] = [];
  let blocks: Block[] = [];
  for (const each of held(body)) {
    blocks.push(...readBlock(each, reading, NO_UNDERLAY));
    const end = descend(each.element, "w:pPr", "w:sectPr");
    if (each.element.name !== "w:p" || end === undefined) continue;
    sections.push(
      setFloatingTables(readSection(end, reading, { blocks: setFrames(blocks), before: sections.at(-1) })),
    );
    blocks = [];
  }
  sections.push(
    setFloatingTables(
      readSection(child(body, "w:sectPr"), reading, { blocks: setFrames(blocks), before: sections.at(-1) }),
    ),
  );
  return sections;
}
