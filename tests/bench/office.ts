import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hasTools, requireTool } from "../tools.ts";
import type { Beside } from "./report.ts";

const WARM = 10;
const COLD = 5;

const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

/**
 * LibreOffice on a DOCX. Cold: a process for one document. Warm: what each further document costs a process that is up and
 * has converted one already, (time of 11 documents − time of one) ÷ 10. Empty when soffice is absent (told on standard error).
 */
export function office(docx: Uint8Array, place: string): readonly Beside[] {
  if (!hasTools("soffice")) return [];
  const folder = join(place, `office-${docx.length}`);
  mkdirSync(join(folder, "out"), { recursive: true });
  const files = Array.from({ length: WARM + 1 }, (_, index) => join(folder, `copy-${index}.docx`));
  for (const file of files) writeFileSync(file, docx);
  const convert = (inputs: readonly string[]): number => {
    const started = performance.now();
    execFileSync(
      requireTool("soffice"),
      [
        `-env:UserInstallation=file://${join(place, "office")}`,
        ..."--headless --convert-to pdf --outdir".split(" "),
        join(folder, "out"),
        ...inputs,
      ],
      { stdio: "ignore" },
    );
    return performance.now() - started;
  };
  // The first start makes LibreOffice's profile and is not counted.
  convert(files.slice(0, 1));
  const single = Array.from({ length: COLD }, () => convert(files.slice(0, 1)));
  const cold = median(single);
  // The least of each: on a busy machine a difference of two noisy times would be noise.
  const warm = Math.min(convert(files), convert(files), convert(files)) - Math.min(...single);
  return [
    { name: "LibreOffice warm", median: warm / WARM },
    { name: "LibreOffice cold", median: cold },
  ];
}
