// npm run fidelity: the layout engine beside LibreOffice. Prints a table, writes the worst pages side by side to .build/fidelity.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import type { Bytes } from "../../src/kit/bytes.ts";
import { layOut } from "../layout/lay-out.ts";
import { documents, filesOf } from "./documents.ts";
import { compare, type Likeness } from "./measure/compare.ts";
import { byLibreOffice } from "./measure/libre-office.ts";
import { rasters, sideBySide } from "./measure/raster.ts";

const OUT = new URL("../../.build/fidelity/", import.meta.url);
const wanted = process.argv.slice(2);
const MOST_PICTURES = 12;

mkdirSync(OUT, { recursive: true });
const paths = wanted.filter((each) => /[./]/.test(each) && existsSync(each));
const names = wanted.filter((each) => !paths.includes(each));
const ours = names.length > 0 || wanted.length === 0 ? await documents() : new Map<string, Bytes>();
const all = new Map([
  ...[...ours].filter(([name]) => wanted.length === 0 || names.includes(name)),
  ...paths.flatMap((path) => [...filesOf(path)]),
]);
const references = byLibreOffice(all, `${OUT.pathname}reference`);
type Row = {
  readonly name: string;
  readonly ours: Uint8Array;
  readonly likeness: Likeness;
  readonly notes: readonly string[];
};
const rows: Row[] = [];
for (const [name, docx] of all) {
  const { pdf, notes } = await layOut(docx, { profile: "lo" });
  const likeness = compare(references.get(name) ?? new Uint8Array(0), pdf);
  rows.push({ name, ours: pdf, likeness, notes: notes.map((note) => `${note.code} ${note.place}`) });
}

const figure = (value: number): string => value.toFixed(3).padStart(7);
const worstInk = (row: Row): number => Math.max(0, ...row.likeness.ink);
console.log(`${"document".padEnd(24)} pages   text samePage lineF1 in1pt   ink (worst page)`);
for (const { name, likeness } of rows) {
  const { pages, text, samePage, lineF1, within1pt, ink } = likeness;
  console.log(
    `${name.padEnd(24)} ${`${pages[1]}/${pages[0]}`.padEnd(6)}${figure(text)}${figure(samePage)}${figure(lineF1)}${figure(within1pt)}${figure(Math.max(0, ...ink))}`,
  );
  if (all.size <= 3) for (const line of likeness.firstDifferences) console.log(`    ${line}`);
}
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const of = (pick: (likeness: Likeness) => number): string =>
  figure(median(rows.map((row) => pick(row.likeness))));
console.log(
  `${"median".padEnd(24)} ${rows.filter(({ likeness: { pages } }) => pages[0] === pages[1]).length}/${rows.length} ${of((l) => l.text)}${of((l) => l.samePage)}${of((l) => l.lineF1)}${of((l) => l.within1pt)}${figure(median(rows.flatMap((row) => row.likeness.ink)))}`,
);
for (const { name, notes } of rows) if (notes.length > 0) console.log(`notes ${name}: ${notes.join(" · ")}`);

for (const row of [...rows].sort((a, b) => worstInk(b) - worstInk(a)).slice(0, MOST_PICTURES)) {
  const page = row.likeness.ink.indexOf(worstInk(row)) + 1;
  const [theirs] = rasters(references.get(row.name) ?? new Uint8Array(0), 90, page);
  const [ours] = rasters(row.ours, 90, page);
  if (theirs !== undefined && ours !== undefined)
    writeFileSync(new URL(`${row.name}-${page}.png`, OUT), sideBySide(theirs, ours));
}
