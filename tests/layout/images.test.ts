import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { docxOf } from "./docx-of.ts";
import { judge, layOut } from "./lay-out.ts";

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/** A white pixel. */
const PNG = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC"),
  (character) => character.charCodeAt(0),
);

const picture = (png: Uint8Array) =>
  docxOf(
    '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1270000" cy="635000"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="p"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>',
    {
      files: { "word/media/p.png": png },
      relations: `<Relationship Id="p" Type="${OFFICE}/image" Target="media/p.png"/>`,
    },
  );

describe("images", () => {
  it("an inline PNG is drawn in its size", async () => {
    const { pdf, notes } = await layOut(picture(PNG));
    expect(notes).toEqual([]);
    const trace = judge(pdf, "mutool", "trace", "{}");
    expect(trace).toMatch(/fill_image[^>]*transform="100 0 -?0 50/);
  });

  it("a broken picture is noted and the page is still made", async () => {
    const { notes, pages } = await layOut(picture(PNG.slice(0, 30)));
    expect(pages).toBe(1);
    expect(notes.map((note) => note.code)).toEqual(["layout.image_not_understood"]);
  });

  it("no picture is read but those of the package", () => {
    expect(
      readFileSync(new URL("../../src/layout/read/read-drawing.ts", import.meta.url), "utf8"),
    ).not.toContain("fetch(");
  });
});
