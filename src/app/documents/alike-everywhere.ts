import type { ExtractedValue } from "../../../schemas/extraction.ts";

/** A finding's number and place. */
type Found = { readonly id: string; readonly pointer: string };

/** Form that every entry of a list should have: where all of them seem to lack it, the reading took something else for it. */
const OF_EVERY: Readonly<Record<string, RegExp>> = {
  "PTY-02.U": /^\/parties\/\d+\/name$/,
  "TXT-03.U": /^\/parties\/\d+\/name$/,
  "SUB-03.U": /^\/scope\/\d+\/name$/,
  "SUB-09.U": /^\/ipList\/\d+\/(?:applicationNo|patentNo)$/,
};

const entryOf = (path: string): string => path.split("/").slice(0, 3).join("/");

/** A row whose name is blank though its other cells are not: the names of several stand in a column that was not known. */
const isNamelessService = ({ pointer, value }: ExtractedValue): boolean =>
  /^\/scope\/\d+\/name$/.test(pointer) && value === "";

/**
 * Whether every party, service or right of the contract (two at least) is found wrong in the same way. One careless line is a
 * contract's fault; all of them alike are more often a label, a column of the writer's own codes or a head taken for the
 * values. Several services without a name, and one of which no name was read, are so too. Promises nothing of entries that
 * were not read.
 */
export function isAlikeEverywhere(
  { id, pointer }: Found,
  { findings, values }: { readonly findings: readonly Found[]; readonly values: readonly ExtractedValue[] },
): boolean {
  const kind = OF_EVERY[id];
  const list = pointer.split("/")[1];
  if (id === "SUB-02.M" && values.filter(isNamelessService).length > 1) return true;
  if (kind === undefined || list === undefined) return false;
  const named = values.some(
    (each) => kind.test(each.pointer) && each.pointer.startsWith(`${entryOf(pointer)}/`),
  );
  if (id === "SUB-03.U" && !named) return true;
  const entries = new Set(
    values.flatMap((each) =>
      each.pointer.startsWith(`/${list}/`) && kind.test(each.pointer) && each.value !== ""
        ? [entryOf(each.pointer)]
        : [],
    ),
  );
  const wrong = new Set(
    findings.flatMap((each) =>
      each.id === id && entries.has(entryOf(each.pointer)) ? [entryOf(each.pointer)] : [],
    ),
  );
  return entries.size > 1 && wrong.size === entries.size;
}
