import type { Bytes } from "../../kit/bytes.ts";
import { LIMITS } from "./limits.ts";
import { malformed, tooLarge } from "./pdf-error.ts";
import { type Revision, readRevisions } from "./revisions.ts";
import { entryHistory, Snapshot } from "./snapshot.ts";

/** A PDF read strictly: its bytes, its revisions, and what stands behind the last of them. */
export type PdfFile = {
  readonly bytes: Bytes;
  /** Oldest first; never empty. */
  readonly revisions: readonly Revision[];
  /** Bytes behind the last `%%EOF` and its line ends. Empty in a sound file: readers that reconstruct would show what is hidden there. */
  readonly tail: Bytes;
  /** The file as a reader of revisions 0…index sees it; the newest by default. */
  at(index?: number): Snapshot;
};

/**
 * Opens a PDF by its startxref chain and nothing else: no recovery, no guessing. Objects are parsed when asked for,
 * so a fault may also come from a snapshot. Throws PdfError: `pdf.malformed`, `pdf.too_large`, `pdf.encrypted`.
 * A tail behind the last `%%EOF` is not a fault here: look at `tail`.
 */
export function openPdf(bytes: Bytes): PdfFile {
  if (bytes.length > LIMITS.fileBytes) throw tooLarge(`more than ${LIMITS.fileBytes} bytes`);
  if (!startsAsPdf(bytes)) throw malformed("it does not begin with %PDF-", 0);
  const budget = { left: LIMITS.inflatedBytes };
  const revisions = readRevisions(bytes, budget);
  const cache = { atOffset: new Map(), inContainer: new Map(), parsedBytes: 0 };
  const source = { bytes, revisions, history: entryHistory(revisions), cache, budget };
  const snapshots = new Map<number, Snapshot>();
  let end = revisions.at(-1)?.end ?? 0;
  while (bytes[end] === 10 || bytes[end] === 13) end += 1;
  return {
    bytes,
    revisions,
    tail: bytes.subarray(end),
    at(index = revisions.length - 1) {
      const snapshot = snapshots.get(index) ?? new Snapshot(source, index);
      snapshots.set(index, snapshot);
      return snapshot;
    },
  };
}

const startsAsPdf = (bytes: Uint8Array): boolean =>
  [0x25, 0x50, 0x44, 0x46, 0x2d].every((byte, at) => bytes[at] === byte);
