import { readFileSync } from "node:fs";
import { zlibSync } from "fflate";
import { describe, expect, it } from "vitest";
import { concat } from "../../src/kit/bytes.ts";
import { docxOf } from "./docx-of.ts";
import { judge, layOut } from "./lay-out.ts";
import { cpuMillisecondsSince } from "../cpu-time.ts";

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

describe("a hostile picture", () => {
  /** A PNG of 8 × 8 pixels by its header whose data unpack to `length` zeros. */
  const bomb = (length: number): Uint8Array => {
    const chunk = (type: string, content: Uint8Array): Uint8Array => {
      const bytes = new Uint8Array(content.length + 12);
      new DataView(bytes.buffer).setUint32(0, content.length);
      bytes.set(new TextEncoder().encode(type), 4);
      bytes.set(content, 8);
      return bytes;
    };
    return concat(
      PNG.subarray(0, 8),
      chunk("IHDR", Uint8Array.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 2, 0, 0, 0])),
      chunk("IDAT", zlibSync(new Uint8Array(length))),
      chunk("IEND", new Uint8Array(0)),
    );
  };

  it("that unpacks to far more than its header says is noted, not decoded", async () => {
    const started = process.cpuUsage();
    const { notes } = await layOut(picture(bomb(200_000_000)));
    expect(notes.map((note) => note.code)).toEqual(["layout.image_not_understood"]);
    expect(cpuMillisecondsSince(started)).toBeLessThan(5_000);
  });
});
