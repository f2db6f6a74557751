import type { Bytes } from "../../../src/kit/bytes.ts";
import * as contracts from "./contracts.ts";
import * as floats from "./floats.ts";
import * as marks from "./marks.ts";
import * as official from "./official.ts";
import * as practice from "./practice.ts";
import * as structure from "./structure.ts";
import * as tables from "./tables.ts";
import * as text from "./text.ts";
import { wordFile } from "./word-file.ts";

/** The corpus: Word files made for the measure, which together use every construct the engine promises. Made anew each time, always the same bytes. */
export function corpus(): ReadonlyMap<string, Bytes> {
  return new Map(
    [text, structure, tables, practice, official, contracts, floats, marks].flatMap((group) =>
      Object.entries(group).map(([name, file]) => [kebab(name), wordFile(file)] as const),
    ),
  );
}

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
