import type { Finding } from "../../../schemas/check-report.ts";
import type { DocumentPlace } from "../../../schemas/extraction.ts";
import type { UploadedText } from "../../extract/uploaded-text.ts";

/** Where a place lies in reading order: block, row, column. What stands nowhere comes last. */
type Position = readonly [block: number, row: number, column: number];

const NOWHERE: Position = [Number.MAX_SAFE_INTEGER, 0, 0];

/** Findings in the order in which a reader of the document comes upon them; those of one place, and those of no place, as they were. */
export function inReadingOrder(findings: readonly Finding[], { blocks }: UploadedText): readonly Finding[] {
  const paragraphs = new Map<number, number>();
  const tables = new Map<number, number>();
  for (const [at, block] of blocks.entries())
    if (block.kind === "text") paragraphs.set(block.paragraph, at);
    else tables.set(block.table, at);
  const positionOf = ({ paragraph, cell }: DocumentPlace): Position => {
    if (cell !== undefined) return [tables.get(cell.table) ?? NOWHERE[0], cell.row, cell.column];
    return [paragraphs.get(paragraph ?? 0) ?? NOWHERE[0], 0, 0];
  };
  const placed = findings.map((finding) => ({
    finding,
    position: finding.at === undefined ? NOWHERE : positionOf(finding.at),
  }));
  return placed
    .toSorted(
      ({ position: one }, { position: other }) => one[0] - other[0] || one[1] - other[1] || one[2] - other[2],
    )
    .map(({ finding }) => finding);
}
