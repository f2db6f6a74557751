import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDocx } from "../../src/formats/docx/open-docx.ts";
import type { XmlElement } from "../../src/formats/docx/xml-tree.ts";
import { requireTool } from "../tools.ts";
import { charactersOf, layOut, type SeenCharacter } from "./lay-out.ts";
import { renameFont } from "./rename-font.ts";

const FAMILIES: readonly (readonly [string, string])[] = [
  ["song", "宋体"],
  ["xiaobiaosong", "方正小标宋简体"],
  ["hei", "黑体"],
  ["kai", "楷体_GB2312"],
  ["fangsong", "仿宋_GB2312"],
  ["serif", "Times New Roman"],
];
const ROOT = new URL("../../", import.meta.url);
const SOURCES = {
  sample: new URL("sample-contract.docx", import.meta.url),
  contract: new URL("tests/fixtures/filled-contract.docx", ROOT),
};
let folder = "";

/** Gives LibreOffice the role fonts under the families the documents name, in a place of its own. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "zhiqi-fidelity-"));
  mkdirSync(join(folder, "fonts"));
  for (const [role, family] of FAMILIES) {
    const bytes = new Uint8Array(readFileSync(new URL(`templates/fonts/${role}.ttf`, ROOT)));
    writeFileSync(join(folder, "fonts", `${role}.ttf`), renameFont(bytes, family, `Judge-${role}`));
  }
  writeFileSync(
    join(folder, "fonts.conf"),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/cache</cachedir></fontconfig>`,
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function byLibreOffice(docx: Uint8Array, name: string): Uint8Array {
  const path = join(folder, `${name}.docx`);
  writeFileSync(path, docx);
  execFileSync(
    requireTool("soffice"),
    [
      `-env:UserInstallation=file://${folder}/profile`,
      "--headless",
      "--convert-to",
      "pdf",
      "--outdir",
      folder,
      path,
    ],
    {
      env: { ...process.env, FONTCONFIG_FILE: join(folder, "fonts.conf") },
      stdio: "ignore",
    },
  );
  return new Uint8Array(readFileSync(join(folder, `${name}.pdf`)));
}

/** Indexes of the characters that begin a line. */
function starts(characters: readonly SeenCharacter[]): ReadonlySet<number> {
  return new Set(
    characters.flatMap((each, index) => {
      const before = characters[index - 1];
      return before === undefined || before.page !== each.page || Math.abs(before.y - each.y) > 2
        ? [index]
        : [];
    }),
  );
}

const share = (count: number, of: number): number => count / Math.max(1, of);

/** Pairs of one character in both, in order; up to three may be missing at a time (LibreOffice 7.4 drops some hanging stops). */
function aligned(
  a: readonly SeenCharacter[],
  b: readonly SeenCharacter[],
): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [di, dj] = [
      [0, 0],
      [1, 0],
      [0, 1],
      [2, 0],
      [0, 2],
      [3, 0],
      [0, 3],
      [1, 1],
    ].find(([di = 0, dj = 0]) => a[i + di]?.character === b[j + dj]?.character) ?? [1, 1];
    i += di ?? 1;
    j += dj ?? 1;
    if (a[i]?.character === b[j]?.character) pairs.push([i, j]);
    i += 1;
    j += 1;
  }
  return pairs;
}

/** The text of the body in document order, without white space. */
function bodyText(docx: Uint8Array): string {
  const file = openDocx(docx);
  const texts: string[] = [];
  const walk = (element: XmlElement): void => {
    if (element.name === "w:t") texts.push(element.text);
    element.children.forEach(walk);
  };
  walk(file.xml(file.main) ?? { name: "", attributes: {}, children: [], text: "" });
  return texts.join("").replaceAll(/\s/g, "");
}

/** Whether all of `part` stands in `whole`, in order. */
function inOrder(part: string, whole: Iterable<string>): boolean {
  const wanted = Array.from(part);
  let at = 0;
  for (const character of whole) if (character === wanted[at]) at += 1;
  return at === wanted.length;
}

describe("against LibreOffice, with the same fonts", () => {
  for (const [name, source] of Object.entries(SOURCES)) {
    it(`${name}: the text is the DOCX's in order, pages are equal, lines and places nearly`, async () => {
      const docx = new Uint8Array(readFileSync(source));
      const theirs = charactersOf(byLibreOffice(docx, name));
      const rendered = await layOut(docx, { profile: "lo" });
      const ours = charactersOf(rendered.pdf);
      expect(rendered.notes).toEqual([]);
      expect(
        inOrder(
          bodyText(docx),
          ours.map((each) => each.character),
        ),
      ).toBe(true);
      expect(ours.at(-1)?.page).toBe(theirs.at(-1)?.page);
      const pairs = aligned(ours, theirs);
      expect(share(pairs.length, Math.max(ours.length, theirs.length))).toBeGreaterThan(0.995);
      const near = pairs.filter(([i, j]) => {
        const [a, b] = [ours[i], theirs[j]];
        return (
          a !== undefined &&
          b !== undefined &&
          a.page === b.page &&
          Math.abs(a.x - b.x) < 1 &&
          Math.abs(a.y - b.y) < 1
        );
      });
      expect(share(near.length, pairs.length)).toBeGreaterThan(0.85);
      const [a, b] = [starts(ours), starts(theirs)];
      const common = pairs.filter(([i, j]) => a.has(i) && b.has(j)).length;
      expect((2 * common) / (a.size + b.size)).toBeGreaterThan(0.95);
    });
  }
});
