import { openDocx } from "../formats/docx/open-docx.ts";
import type { Assets } from "../ports/assets.ts";
import type { Mark, Rendered, RenderRequest } from "../ports/renderer.ts";
import { Budget } from "./break/budget.ts";
import { spellingOf } from "./break/make-items.ts";
import { wantCharacters } from "./break/spell.ts";
import { FontBook } from "./fonts/font-book.ts";
import { Notes } from "./notes.ts";
import { paginate } from "./paginate/paginate.ts";
import type { Sheet } from "./paint/sheet.ts";
import { writePdf } from "./paint/write-pdf.ts";
import { type Profile, PROFILES } from "./profile.ts";
import { readStory } from "./read/read-story.ts";
import type { Block, Story } from "./read/story.ts";

/**
 * Lays a DOCX out as PDF/A-3b with the role fonts of `assets`. Same request, same bytes.
 * Throws `docx.*` (the file), `font.malformed` (a role font) and `layout.*`; constructs it does not know become notes.
 */
export async function layOutPdf(request: RenderRequest, assets: Assets): Promise<Rendered> {
  const notes = new Notes();
  const docx = openDocx(request.docx);
  const profile = PROFILES[request.profile];
  const story = readStory(docx, notes, profile);
  const book = new FontBook(assets, notes);
  wantForStory(book, story, profile);
  await book.open();
  const sheets = paginate(story, {
    profile,
    book,
    budget: new Budget(),
    hanging: "allowed",
    defaultTab: story.defaultTab,
    tablesHang: story.tablesHang,
    spaces: story.spaces,
    brokenLines: story.brokenLines,
  });
  const { pdf, fonts } = await writePdf(sheets, { request, docx, story, book, notes });
  return { pdf, pages: sheets.length, fonts, marks: sheets.flatMap(marksOf), notes: notes.all() };
}

function wantForStory(book: FontBook, story: Story, profile: Profile): void {
  for (const { blocks, headers, footers } of story.sections) {
    for (const each of [blocks, ...Object.values(headers), ...Object.values(footers)])
      wantForBlocks(book, each, profile);
  }
}

function wantForBlocks(book: FontBook, blocks: readonly Block[], profile: Profile): void {
  for (const block of blocks) {
    if (block.kind === "paragraph") {
      wantCharacters(book, block, spellingOf(block, { profile }));
      for (const inline of block.inlines)
        if (inline.kind === "float") wantForBlocks(book, inline.float.blocks, profile);
        else if (inline.kind === "text" && inline.note !== undefined)
          wantForBlocks(book, inline.note.blocks, profile);
    } else
      for (const row of block.rows) for (const cell of row.cells) wantForBlocks(book, cell.blocks, profile);
  }
}

/** The marks of one page, in PDF space: points from the bottom left corner. */
function marksOf(sheet: Sheet, page: number): Mark[] {
  return [...sheet.places].map(([{ tag }, box]) => ({
    tag,
    page,
    x: box.x,
    y: sheet.height - box.y - box.height,
    width: box.width,
    height: box.height,
  }));
}
