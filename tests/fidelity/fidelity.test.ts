import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { layOut } from "../layout/lay-out.ts";
import { corpus } from "./corpus/index.ts";
import { compare } from "./measure/compare.ts";
import { byLibreOffice } from "./measure/libre-office.ts";

/** A few of the corpus that together cover lines, grids, tables over pages, sections, columns, floats and lists; `npm run fidelity` measures all. */
const CHOSEN = [
  "alignments",
  "application-form",
  "boxes",
  "character-grid-notice",
  "columns",
  "floating-tables",
  "footnotes",
  "long-merges",
  "long-notes",
  "mixed-scripts",
  "numbered-styles",
  "numbering",
  "pictures",
  "red-head-notice",
  "registration-form",
  "sections",
  "spacings",
  "stated-widths",
  "vml-drawings",
];
const documents = new Map([...corpus()].filter(([name]) => CHOSEN.includes(name)));
let folder = "";
let references: ReadonlyMap<string, Uint8Array> = new Map();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "zhiqi-fidelity-"));
  references = byLibreOffice(documents, folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the corpus", () => {
  it("has at least 25 documents and is the same every time", () => {
    const [first, second] = [corpus(), corpus()];
    expect(first.size).toBeGreaterThanOrEqual(25);
    expect([...first.values()].map((each) => each.join())).toEqual(
      [...second.values()].map((each) => each.join()),
    );
  });
});

describe("against LibreOffice, with the same fonts", () => {
  for (const name of CHOSEN) {
    it(`${name}: pages and text are equal, lines and places nearly, and nothing is left unsaid`, async () => {
      const docx = documents.get(name);
      const reference = references.get(name);
      if (docx === undefined || reference === undefined) throw new Error(`${name} is not in the corpus`);
      const { pdf, notes } = await layOut(docx, { profile: "lo" });
      const likeness = compare(reference, pdf);
      expect(notes).toEqual([]);
      expect(likeness.pages[1]).toBe(likeness.pages[0]);
      expect(likeness.text).toBeGreaterThan(0.998);
      expect(likeness.samePage).toBeGreaterThanOrEqual(0.98);
      expect(likeness.lineF1).toBeGreaterThanOrEqual(0.9);
      expect(likeness.within1pt).toBeGreaterThanOrEqual(0.85);
      expect(Math.max(...likeness.ink)).toBeLessThanOrEqual(0.12);
    });
  }
});
