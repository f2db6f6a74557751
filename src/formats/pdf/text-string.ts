import { latin1 } from "../../kit/bytes.ts";
import type { PdfObject } from "./objects.ts";

/** The text of a text string (ISO 32000-2 §7.9.2.2): UTF-16BE or UTF-8 by their marks, else PDFDocEncoding read as Latin-1. Undefined for other objects. */
export function textOf(object: PdfObject | undefined): string | undefined {
  if (object?.kind !== "string") return undefined;
  const { bytes } = object;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes.subarray(2));
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return new TextDecoder("utf-8").decode(bytes.subarray(3));
  return latin1(bytes);
}

/** The instant of a PDF date `D:YYYYMMDDHHmmSS±HH'mm'` (§7.9.4); missing parts are their first value, a missing zone is UTC. Undefined when it is none. */
export function dateOf(object: PdfObject | undefined): Date | undefined {
  const match = /^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:(Z)|([+-])(\d{2})'?(\d{2})?'?)?/.exec(
    textOf(object) ?? "",
  );
  if (match === null) return undefined;
  const [
    ,
    year,
    month = "01",
    day = "01",
    hour = "00",
    minute = "00",
    second = "00",
    ,
    sign = "+",
    hours = "00",
    minutes = "00",
  ] = match;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${sign}${hours}:${minutes}`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
