// How well contracts that others wrote are read: findings of checkDocument against those the law asks for.
// node tests/bench/foreign.ts [FOLDER] prints every contract; npm run bench prints the two figures of both sets: the contracts
// extraction was mended by, and those written afterwards by somebody who does not know it.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkDocument } from "../../src/app/check-document.ts";
import { buildDesk } from "../../src/runtime/node-desk.ts";
import type { Figure } from "./report.ts";

const FIXTURES = join(import.meta.dirname, "../fixtures");
const SETS = ["foreign", "unseen"] as const;
const AS_OF = "2024-12-31";

type Expected = { readonly variant: string; readonly expect: Readonly<Record<string, string>> };

/** What one file was to show and what it showed. A fault counts as one wrong finding and none of the right ones. */
export type Score = {
  readonly file: string;
  readonly right: readonly string[];
  readonly wrong: readonly string[];
  readonly missed: readonly string[];
  readonly milliseconds: number;
};

/** A finding's id, and the party, service or right it is about: several of one id at one place count once. */
function keyOf({ id, pointer }: { readonly id: string; readonly pointer: string }): string {
  const seat = /^\/duties\/([甲乙丙])方/.exec(decodeURIComponent(pointer))?.[1];
  const of =
    seat === undefined
      ? /^\/(?:parties|scope|ipList)\/\d+/.exec(pointer)?.[0]
      : `/parties/${"甲乙丙".indexOf(seat)}`;
  return of === undefined ? id : `${id}@${of}`;
}

/** A key expected without its place is met by one with a place, and the other way round it is not. */
const meets = (found: string, expected: string): boolean =>
  found === expected || found.startsWith(`${expected}@`);

async function scoreOf(folder: string, file: string, { variant, expect }: Expected): Promise<Score> {
  const bytes = new Uint8Array(readFileSync(join(folder, file)));
  const started = performance.now();
  const keys = await checkDocument(buildDesk(), {
    file: bytes,
    name: file,
    variant,
    stage: "draft",
    asOf: AS_OF,
  })
    .then(({ findings }) => [...new Set(findings.map(keyOf))])
    .catch((error: unknown) => [`fault: ${error instanceof Error ? error.message : "unknown"}`]);
  const milliseconds = performance.now() - started;
  const asked = Object.keys(expect);
  return {
    file,
    right: asked.filter((expected) => keys.some((found) => meets(found, expected))),
    wrong: keys.filter((found) => !asked.some((expected) => meets(found, expected))),
    missed: asked.filter((expected) => !keys.some((found) => meets(found, expected))),
    milliseconds,
  };
}

/** Every DOCX and PDF of a folder against its expected.json. */
export async function scoreForeign(folder: string = join(FIXTURES, "foreign")): Promise<readonly Score[]> {
  const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")) as Readonly<
    Record<string, Expected>
  >;
  const scores: Score[] = [];
  for (const file of readdirSync(folder).sort()) {
    const of = expected[file.replace(/\.(?:docx|pdf)$/, "")];
    if (of !== undefined) scores.push(await scoreOf(folder, file, of));
  }
  return scores;
}

const count = (scores: readonly Score[], part: "right" | "wrong" | "missed"): number =>
  scores.reduce((sum, score) => sum + score[part].length, 0);

/** Share of what was found that is right, and share of what should be found that was. */
export function precisionAndRecall(scores: readonly Score[]): { precision: number; recall: number } {
  const right = count(scores, "right");
  return {
    precision: right / Math.max(1, right + count(scores, "wrong")),
    recall: right / Math.max(1, right + count(scores, "missed")),
  };
}

/** The two figures of each set for the bench. */
export async function benchForeign(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const set of SETS) figures.push(...figuresOf(set, await scoreForeign(join(FIXTURES, set))));
  return figures;
}

function figuresOf(set: string, scores: readonly Score[]): readonly Figure[] {
  const { precision, recall } = precisionAndRecall(scores);
  const of = `of ${scores.length} ${set} files`;
  return [
    { what: `precision of findings, ${of}`, unit: "%", asked: 95, bound: "at least", value: precision * 100 },
    { what: `recall of findings, ${of}`, unit: "%", asked: 90, bound: "at least", value: recall * 100 },
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const folders = process.argv[2] === undefined ? SETS.map((set) => join(FIXTURES, set)) : [process.argv[2]];
  for (const folder of folders) {
    const scores = await scoreForeign(folder);
    for (const { file, right, wrong, missed, milliseconds } of scores) {
      console.log(`${file}  right ${right.length}  ${milliseconds.toFixed(0)} ms`);
      if (wrong.length > 0) console.log(`  wrong   ${wrong.join(" ")}`);
      if (missed.length > 0) console.log(`  missed  ${missed.join(" ")}`);
    }
    const { precision, recall } = precisionAndRecall(scores);
    console.log(`${basename(folder)}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`);
  }
}
