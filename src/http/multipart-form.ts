import { type Bytes, latin1, utf8 } from "../kit/bytes.ts";

/** A file of a form. Its bytes are a part of the body's, not a copy. */
export type FormFile = { readonly field: string; readonly name: string; readonly bytes: Bytes };

/** Fields a form of ours may have is one; headers of a part are two short lines. */
const MOST_PARTS = 64;
const LONGEST_HEADERS = 8192;
const [CR, LF, DASH] = [13, 10, 0x2d];

/** The boundary a media type names (RFC 2046 §5.1.1); undefined when it names none. */
export function boundaryOf(mediaType: string): string | undefined {
  const found = /;\s*boundary=(?:"([^"]{1,70})"|([^\s";,]{1,70}))/i.exec(mediaType);
  return found?.[1] ?? found?.[2];
}

/**
 * The files of a `multipart/form-data` body (RFC 7578); fields without a file name are passed over. Reads strictly and copies
 * nothing: the platform's own reader holds a file of 30 MB five times, which is more than a worker has. Undefined for a body that
 * is not such a form, whole to its closing delimiter.
 */
export function filesOfForm(body: Bytes, boundary: string): FormFile[] | undefined {
  const delimiter = utf8(`--${boundary}`);
  if (!stands(body, delimiter, 0)) return undefined;
  const files: FormFile[] = [];
  let at = delimiter.length;
  for (let count = 0; count < MOST_PARTS; count += 1) {
    if (body[at] === DASH && body[at + 1] === DASH) return files;
    if (body[at] !== CR || body[at + 1] !== LF) return undefined;
    const head = endOfHeaders(body, at);
    const next = head === undefined ? undefined : nextDelimiter(body, delimiter, head);
    if (head === undefined || next === undefined) return undefined;
    const { name, filename } = dispositionOf(body.subarray(at + 2, head));
    if (name === undefined) return undefined;
    if (filename !== undefined) files.push({ field: name, name: filename, bytes: body.subarray(head, next) });
    at = next + 2 + delimiter.length;
  }
  return undefined;
}

function stands(body: Uint8Array, text: Uint8Array, at: number): boolean {
  for (let index = 0; index < text.length; index += 1) if (body[at + index] !== text[index]) return false;
  return true;
}

/** Behind the empty line that ends a part's headers. */
function endOfHeaders(body: Uint8Array, from: number): number | undefined {
  const reach = body.subarray(from, from + LONGEST_HEADERS);
  const at = latin1(reach).indexOf("\r\n\r\n");
  return at < 0 ? undefined : from + at + 4;
}

/** Where the line end before the next delimiter begins; a part's contents end there. */
function nextDelimiter(body: Uint8Array, delimiter: Uint8Array, from: number): number | undefined {
  for (let at = body.indexOf(CR, from); at >= 0; at = body.indexOf(CR, at + 1)) {
    if (body[at + 1] === LF && stands(body, delimiter, at + 2)) return at;
  }
  return undefined;
}

/** Names as browsers write them: UTF-8, with quotes and line ends as %22, %0D, %0A; others write a backslash before a quote. */
function dispositionOf(headers: Uint8Array): { name?: string; filename?: string } {
  const lines = new TextDecoder().decode(headers).split("\r\n");
  const line = lines.find((one) => /^content-disposition:\s*form-data\s*;/i.test(one)) ?? "";
  const found: { name?: string; filename?: string } = {};
  for (const [, key = "", quoted, plain] of line.matchAll(
    /;\s*([\w*-]+)=(?:"((?:[^"\\]|\\.)*)"|([^;\s"]*))/g,
  )) {
    const value = (quoted ?? plain ?? "")
      .replaceAll(/\\(["\\])/g, "$1")
      .replaceAll(/%(22|0D|0A)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
    if (key.toLowerCase() === "name") found.name ??= value;
    if (key.toLowerCase() === "filename") found.filename ??= value;
  }
  return found;
}
