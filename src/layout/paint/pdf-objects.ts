import {
  type PDFContext,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRawStream,
  type PDFObject,
  type PDFRef,
} from "pdf-lib";
import { zlibStream } from "../../formats/deflate/deflate.ts";
import { huffmanStream } from "../../formats/deflate/huffman-stream.ts";
import { utf8 } from "../../kit/bytes.ts";

/** Entries of a stream dictionary; texts are names. */
type Entries = Readonly<Record<string, string | number | PDFObject>>;

/** Registers a deflated stream. The same bytes always deflate to the same bytes. */
export function deflated(context: PDFContext, content: Uint8Array | string, entries: Entries = {}): PDFRef {
  const bytes = typeof content === "string" ? utf8(content) : content;
  return context.register(
    PDFRawStream.of(dictionary(context, { ...entries, Filter: "FlateDecode" }), zlibStream(bytes, "quick")),
  );
}

/** Registers the outlines of a font, packed without search for repeats. */
export const packedOutlines = (context: PDFContext, content: Uint8Array, entries: Entries): PDFRef =>
  context.register(
    PDFRawStream.of(dictionary(context, { ...entries, Filter: "FlateDecode" }), huffmanStream(content)),
  );

/** Registers a stream as it is. */
export function plain(context: PDFContext, content: Uint8Array | string, entries: Entries = {}): PDFRef {
  const bytes = typeof content === "string" ? utf8(content) : content;
  return context.register(PDFRawStream.of(dictionary(context, entries), bytes));
}

/** A text string: UTF-16BE with byte order mark (ISO 32000-1 §7.9.2.2). */
export const textString = (text: string): PDFHexString => PDFHexString.fromText(text);

/** D:YYYYMMDDHHmmSSZ. */
export const pdfDate = (instant: Date): string =>
  `D:${instant.toISOString().slice(0, 19).replaceAll(/[-:T]/g, "")}Z`;

function dictionary(context: PDFContext, entries: Entries): PDFDict {
  const dict = PDFDict.withContext(context);
  for (const [key, entry] of Object.entries(entries)) {
    dict.set(
      PDFName.of(key),
      typeof entry === "string" ? PDFName.of(entry) : typeof entry === "number" ? PDFNumber.of(entry) : entry,
    );
  }
  return dict;
}
