import { openDocx } from "../formats/docx/open-docx.ts";
import type { Assets } from "../ports/assets.ts";
import type { Mark, Rendered, RenderRequest } from "../ports/renderer.ts";
import { Budget } from "./break/budget.ts";
import { spellingOf } from "./break/make-items.ts";
import { wantedBy } from "./break/spell.ts";
import { FontBook, type Wanted } from "./fonts/font-book.ts";
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
  const story = readStory(docx, notes);
  const profile = PROFILES[request.profile];
  const book = new FontBook(assets, notes);
  await book.open(wantedByStory(story, profile));
  const sheets = paginate(story, {
    profile,
    book,
    budget: new Budget(),
    hanging: "allowed",
    defaultTab: story.defaultTab,
    tablesHang: story.tablesHang,
    spaces: story.spaces,
  });
  const { pdf, fonts } = await writePdf(sheets, { request, docx, story, book, notes });
  return { pdf, pages: sheets.length, fonts, marks: sheets.flatMap(marksOf), notes: notes.all() };
}

function* wantedByStory(story: Story, profile: Profile): Generator<Wanted> {
  for (const { blocks, headers, footers } of story.sections) {
    for (const each of [blocks, ...Object.values(headers), ...Object.values(footers)])
      yield* wantedByBlocks(each, profile);
  }
}

function* wantedByBlocks(blocks: readonly Block[], profile: Profile): Generator<Wanted> {
  for (const block of blocks) {
    if (block.kind === "paragraph") {
      yield* wantedBy(block, spellingOf(block, { profile }));
      for (const inline of block.inlines)
        if (inline.kind === "float") yield* wantedByBlocks(inline.float.blocks, profile);
        else if (inline.kind === "text" && inline.note !== undefined)
          yield* wantedByBlocks(inline.note.blocks, profile);
    } else
      for (const row of block.rows) for (const cell of row.cells) yield* wantedByBlocks(cell.blocks, profile);
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
