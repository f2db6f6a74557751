import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "../../src/adapters/clock.ts";
import { latin1 } from "../../src/kit/bytes.ts";
import { temporaryNodeHouse } from "../../src/runtime/node-house.ts";
import { hasTools } from "../tools.ts";
import { CONSTRUCTS, DOCUMENTS, signedTwice } from "./documents.ts";
import { hasVeraPdf, isCleanToQpdf, type Judgement, judgeAll } from "./verapdf.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "zhiqi-conformance-"));
const TEMPLATES = new URL("../../templates/", import.meta.url);
/** The only rule of PDF/UA-1 broken on purpose: we do not claim it, so the XMP does not name it. */
const UNCLAIMED = "5-1";

const paths = new Map<string, readonly string[]>();
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

async function makeAll(): Promise<void> {
  const { house, close } = await temporaryNodeHouse({ clock: fixedClock(new Date("2026-11-20T02:00:00Z")) });
  try {
    for (const document of [...DOCUMENTS, ...CONSTRUCTS]) {
      const made = await document.make(house);
      const signed = await signedTwice(house, made);
      const files = [
        ["draft", made.pdf] as const,
        ...(signed === undefined ? [] : [["signed", signed] as const]),
      ];
      const written = files.map(([state, bytes]) => {
        const path = join(FOLDER, `${document.name}-${state}.pdf`);
        writeFileSync(path, bytes);
        return path;
      });
      paths.set(document.name, written);
    }
  } finally {
    await close();
  }
}

const shortName = (path: string): string => path.slice(FOLDER.length + 1, -".pdf".length);

describe("every template filled with its sample, and every construct of the corpus", () => {
  beforeAll(makeAll, 300_000);

  it("is judged here: no template is left out", () => {
    const present = readdirSync(TEMPLATES, { recursive: true, encoding: "utf8" }).filter((path) =>
      path.endsWith(".docx"),
    );
    expect(DOCUMENTS.map(({ template }) => template).toSorted()).toEqual(present.toSorted());
  });

  it.runIf(hasTools("qpdf"))("is clean to qpdf, before and after two signatures", () => {
    const all = [...paths.values()].flat();
    expect(all.filter((path) => !isCleanToQpdf(path)).map(shortName)).toEqual([]);
  });

  describe.runIf(hasVeraPdf())("to veraPDF", () => {
    const judge = (profile: "3b" | "ua1"): readonly (readonly [string, Judgement])[] =>
      [...judgeAll(profile, [...paths.values()].flat())].map(([path, broken]) => [shortName(path), broken]);

    it("is valid PDF/A-3b, before and after two signatures", () => {
      expect(judge("3b").filter(([, broken]) => broken.length > 0)).toEqual([]);
    }, 300_000);

    it("has sound tags: of PDF/UA-1 it breaks no rule but that of saying so", () => {
      expect(judge("ua1").filter(([, broken]) => broken.some((rule) => rule !== UNCLAIMED))).toEqual([]);
    }, 300_000);
  });

  describe.runIf(hasVeraPdf())("the judge itself", () => {
    it("is awake: it fails a file whose metadata claims another part of the standard", () => {
      const [sound] = [...paths.values()].flat();
      const bytes = latin1(new Uint8Array(readFileSync(sound ?? "")));
      const path = join(FOLDER, "broken.pdf");
      writeFileSync(path, bytes.replace("<pdfaid:part>3<", "<pdfaid:part>1<"), "latin1");
      expect(judgeAll("3b", [path]).get(path)).not.toEqual([]);
    }, 60_000);
  });
});
