import { zlibSync } from "fflate";
import { type Bytes, concat, utf8 } from "../../src/kit/bytes.ts";

/** A numbered object: its dictionary or value, and a stream's bytes. */
export type Part = { readonly body: string; readonly stream?: Uint8Array };

/** A PDF of these objects, numbered from 1; object 1 is the catalog. */
export function pdfOf(parts: readonly Part[]): Bytes {
  const chunks: Uint8Array[] = [utf8("%PDF-1.7\n%âãÏÓ\n")];
  const offsets: number[] = [];
  let length = chunks[0]?.length ?? 0;
  const add = (bytes: Uint8Array): void => {
    chunks.push(bytes);
    length += bytes.length;
  };
  parts.forEach(({ body, stream }, at) => {
    offsets.push(length);
    const head = stream === undefined ? body : body.replace(/>>$/, ` /Length ${stream.length} >>`);
    add(utf8(`${at + 1} 0 obj\n${head}\n`));
    if (stream !== undefined) add(concat(utf8("stream\n"), stream, utf8("\nendstream\n")));
    add(utf8("endobj\n"));
  });
  const start = length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  add(utf8(`xref\n0 ${parts.length + 1}\n0000000000 65535 f \n${rows}`));
  add(utf8(`trailer\n<< /Size ${parts.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`));
  return concat(...chunks);
}

/** One page of content in one font, A4; `more` are further objects from number 6 on, `page` further entries of the page. */
export const onePage = (
  content: string,
  {
    font,
    more = [],
    page = "",
    resources = "",
  }: { font: string; more?: readonly Part[]; page?: string; resources?: string },
): Bytes =>
  pdfOf([
    { body: "<< /Type /Catalog /Pages 2 0 R >>" },
    { body: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>" },
    {
      body: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> ${resources} >> ${page} >>`,
    },
    {
      body: "<< /Filter /FlateDecode >>",
      stream: zlibSync(Uint8Array.from(content, (sign) => sign.charCodeAt(0))),
    },
    { body: font },
    ...more,
  ]);

/** A hexadecimal string of text as UTF-16BE. */
export const utf16 = (text: string): string =>
  `<${Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, "0")).join("")}>`;
