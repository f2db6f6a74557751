import {
  isSpace,
  openPdf,
  PdfError,
  type PdfFile,
  type PdfIndirect,
  sameObject,
  type Snapshot,
} from "../../formats/pdf/index.ts";
import type { Bytes } from "../../kit/bytes.ts";
import { ConfirmError } from "./errors.ts";

/** The one revision that was added: the file before it, after it, and every object it wrote. */
export type NewRevision = {
  readonly before: Snapshot;
  readonly after: Snapshot;
  /** By number; all stand uncompressed in the new bytes. */
  readonly written: ReadonlyMap<number, PdfIndirect>;
};

function open(bytes: Bytes, which: string): PdfFile {
  let file: PdfFile;
  try {
    file = openPdf(bytes);
  } catch (cause) {
    if (!(cause instanceof PdfError)) throw cause;
    throw new ConfirmError("confirm.unreadable", `the ${which} document cannot be read`, {}, { cause });
  }
  if (file.tail.length > 0)
    throw new ConfirmError("confirm.unreadable", `bytes stand behind the end of the ${which} document`);
  return file;
}

const startsWith = (bytes: Bytes, prefix: Bytes): boolean =>
  bytes.length > prefix.length && prefix.every((byte, at) => bytes[at] === byte);

/** The keys of a trailer that a later revision may have; those of a cross-reference stream are among them. */
const TRAILER_KEYS = new Set([
  ..."Size Root Info ID Prev".split(" "),
  ..."Type W Index Length Filter DecodeParms".split(" "),
]);

/**
 * Reads what was added behind the bytes that were shown. Throws `confirm.other_document`, `confirm.unreadable`,
 * `confirm.not_one_revision`, `confirm.other_object` (an object freed or hidden in a stream), `confirm.stray_bytes`.
 */
export function readNewRevision(displayed: Bytes, prepared: Bytes): NewRevision {
  if (!startsWith(prepared, displayed)) {
    throw new ConfirmError(
      "confirm.other_document",
      "the document to be signed does not begin with the document that was shown",
    );
  }
  const shown = open(displayed, "shown");
  const file = open(prepared, "prepared");
  assertOneMore(shown, file);
  const after = file.at();
  const written = new Map<number, PdfIndirect>();
  for (const [number, entry] of after.revision.entries) {
    const object = entry.kind === "offset" ? after.load(number) : undefined;
    if (object === undefined || object.start < displayed.length)
      throw new ConfirmError("confirm.other_object", `object ${number} is freed, hidden or old`, { number });
    written.set(number, object);
  }
  assertNothingBetween(file, displayed.length, [...written.values()]);
  return { before: shown.at(), after, written };
}

/** The new file has the old one's revisions, none passed over, and one more that names the same root. */
function assertOneMore(shown: PdfFile, file: PdfFile): void {
  const last = file.revisions.at(-1);
  const same = shown.revisions.every((one, at) => {
    const other = file.revisions[at];
    return other?.endOfMarker === one.endOfMarker && other.sections[0]?.start === one.sections[0]?.start;
  });
  const trailer = last?.trailer;
  const old = shown.revisions.at(-1)?.trailer;
  const names = ["Root", "Info", "ID"].every((key) =>
    sameObject(trailer?.entries.get(key), old?.entries.get(key)),
  );
  const known = [...(trailer?.entries.keys() ?? [])].every((key) => TRAILER_KEYS.has(key));
  if (file.revisions.length === shown.revisions.length + 1 && same && names && known) return;
  throw new ConfirmError(
    "confirm.not_one_revision",
    "not exactly one revision was added to the document that was shown",
    { shown: shown.revisions.length, prepared: file.revisions.length },
  );
}

/** Between the objects, the cross-reference section and the end there is white space only. */
function assertNothingBetween(file: PdfFile, from: number, objects: readonly PdfIndirect[]): void {
  const sections = file.revisions.at(-1)?.sections ?? [];
  const xref = new Set(file.revisions.at(-1)?.xrefStreams);
  const extents = [...objects.filter(({ number }) => !xref.has(number)), ...sections];
  let at = from;
  for (const { start, end } of extents.toSorted((a, b) => a.start - b.start)) {
    assertBlank(file.bytes, at, start);
    at = end;
  }
  assertBlank(file.bytes, at, file.bytes.length);
}

function assertBlank(bytes: Bytes, from: number, to: number): void {
  for (let at = from; at < to; at += 1) {
    if (!isSpace(bytes[at]))
      throw new ConfirmError("confirm.stray_bytes", "bytes of the revision belong to none of its objects", {
        at,
      });
  }
}
