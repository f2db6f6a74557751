import { fromHex, toBase64, type Bytes } from "../kit/bytes.ts";

/** A file as it is sent. */
type SentFile = {
  readonly bytes: Bytes;
  readonly mediaType: string;
  readonly fileName: string;
  readonly sha256: string;
};

/** A file name as RFC 8187 writes it: what `encodeURIComponent` leaves though the header's grammar has no room for it, too. */
const encodedName = (name: string): string =>
  encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Answers with a stored file: named for saving, with its digest (RFC 9530) for whoever wants to prove it. */
export function fileResponse(file: SentFile): Response {
  const digest = fromHex(file.sha256);
  return new Response(file.bytes, {
    headers: {
      "Content-Type": file.mediaType,
      "Content-Length": String(file.bytes.length),
      "Content-Disposition": `attachment; filename*=UTF-8''${encodedName(file.fileName)}`,
      ETag: `"${file.sha256}"`,
      ...(digest ? { "Repr-Digest": `sha-256=:${toBase64(digest)}:` } : {}),
    },
  });
}
