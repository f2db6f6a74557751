import { join } from "node:path";
import { writeBytes } from "./files.ts";

/** One line of the demo's table. `milliseconds` is wall time of the step on this machine, no promise. */
export type DemoRow = {
  readonly step: string;
  readonly outcome: string;
  readonly milliseconds: number;
  readonly files: readonly string[];
};

/** Runs the steps of a demo one after the other, times them, and writes what they make into one folder. */
export type DemoTable = {
  readonly rows: readonly DemoRow[];
  step<Made>(
    name: string,
    make: () => Promise<Made>,
    tell: (made: Made) => {
      readonly outcome: string;
      readonly files?: Readonly<Record<string, Uint8Array | string>>;
    },
  ): Promise<Made>;
};

/** A table that writes into `folder`. Files are written outside the time that is shown. */
export function demoTable(folder: string): DemoTable {
  const rows: DemoRow[] = [];
  return {
    rows,
    async step(name, make, tell) {
      const started = performance.now();
      const made = await make();
      const milliseconds = Math.round(performance.now() - started);
      const { outcome, files = {} } = tell(made);
      for (const [file, content] of Object.entries(files)) await writeBytes(join(folder, file), content);
      rows.push({ step: name, outcome, milliseconds, files: Object.keys(files) });
      return made;
    },
  };
}

/** Columns on a terminal: a Han character or a full-width sign is two wide. */
const widthOf = (text: string): number =>
  Array.from(text).reduce(
    (sum, character) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        character,
      )
        ? 2
        : 1),
    0,
  );

const padded = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - widthOf(text)));

/** The rows as an aligned table for a terminal. */
export function tableText(rows: readonly DemoRow[]): string {
  const cells = rows.map((row, at) => [
    `${at + 1}`.padStart(2),
    row.step,
    row.outcome,
    `${row.milliseconds} ms`.padStart(8),
    row.files.join(" "),
  ]);
  const all = [[" #", "步骤 step", "结果 outcome", "    用时", "文件 files"], ...cells];
  const widths =
    all[0]?.map((_, column) => Math.max(...all.map((line) => widthOf(line[column] ?? "")))) ?? [];
  return all
    .map((line) =>
      line
        .map((cell, column) => padded(cell, widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
