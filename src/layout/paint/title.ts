import type { DocxPackage } from "../../formats/docx/open-docx.ts";
import type { Story } from "../read/story.ts";

const LONGEST = 300;

/** The document's title in words: what was asked for, else what the DOCX says of itself, else its first line that is not empty. */
export function titleOf(asked: string, docx: DocxPackage, story: Story): string {
  const title = [asked, ownTitle(docx), firstLine(story)].map(clean).find((each) => each !== "");
  return title ?? "";
}

/** dc:title of docProps/core.xml. */
function ownTitle(docx: DocxPackage): string {
  const core = [...docx.relations("").values()].find(
    ({ type, external }) => !external && type.endsWith("/metadata/core-properties"),
  );
  const properties = core === undefined ? undefined : docx.xml(core.target);
  return properties?.children.find(({ name }) => /^(?:\w+:)?title$/.test(name))?.text ?? "";
}

function firstLine(story: Story): string {
  for (const { blocks } of story.sections) {
    for (const block of blocks) {
      const texts =
        block.kind === "paragraph"
          ? block.inlines.map((each) => (each.kind === "text" ? each.text : " "))
          : [];
      if (clean(texts.join("")) !== "") return texts.join("");
    }
  }
  return "";
}

/** On one line, without characters that no XML metadata may hold. */
const clean = (text: string): string =>
  text
    .replaceAll(/[\s\p{Cc}\p{Cs}\u{FFFE}\u{FFFF}]+/gu, " ")
    .trim()
    .slice(0, LONGEST);
