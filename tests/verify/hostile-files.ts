import { type Bytes, latin1 } from "../../src/kit/bytes.ts";
import type { Party } from "./authorities.ts";
import { append, latin1Bytes, plainObjects, signField, writePdf } from "./craft.ts";

/** A file somebody may send, and the code everybody is told who asks about it: command line, API and page. */
export type HostileFile = { readonly name: string; readonly bytes: Bytes; readonly code: string };

const plain = plainObjects();
const replaced = (from: string, to: string): Bytes => latin1Bytes(latin1(writePdf(plain)).replace(from, to));

/** A file of three thousand signature fields, none of them a signature. */
export function thousandsOfSignatures(): Bytes {
  const fields = Array.from({ length: 3000 }, (_, at) => 100 + at);
  const objects: Record<number, string> = { ...plain };
  for (let number = 10; number < 100; number += 1) objects[number] = "null";
  for (const number of fields) objects[number] = `<< /FT /Sig /T (f${number}) /V ${number + 3000} 0 R >>`;
  for (const number of fields)
    objects[number + 3000] =
      "<< /Type /Sig /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] /Contents <00> >>";
  objects[6] = `<< /Fields [${fields.map((number) => `${number} 0 R`).join(" ")}] >>`;
  return writePdf(objects);
}

/** Every kind of bad input the verifier promises a coded answer for. Zero bytes are apart: only some ways in can carry them. */
export function hostileFiles(party: Party): readonly HostileFile[] {
  const signed = signField(writePdf(plain), { field: 7, party });
  const deep = `${"[".repeat(5000)}${"]".repeat(5000)}`;
  return [
    { name: "text", bytes: latin1Bytes("not a PDF"), code: "verify.not_a_pdf" },
    { name: "zeros", bytes: new Uint8Array(100_000), code: "verify.not_a_pdf" },
    { name: "header", bytes: latin1Bytes("%PDF-1.7\n"), code: "verify.malformed" },
    {
      name: "encrypted",
      bytes: replaced("/Root 1 0 R", "/Root 1 0 R /Encrypt 9 0 R"),
      code: "verify.encrypted",
    },
    { name: "2e9-objects", bytes: replaced("xref\n0 10", "xref\n0 2000000000"), code: "verify.too_large" },
    {
      name: "2-GB-range",
      bytes: latin1Bytes(latin1(signed).replace(/\/ByteRange \[0 +\d+/, "/ByteRange [0 2147483648")),
      code: "verify.byte_range_unsound",
    },
    {
      name: "circular-pages",
      bytes: append(signed, { 2: "<< /Type /Pages /Kids [2 0 R] /Count 1 >>" }),
      code: "verify.change_unexplained",
    },
    {
      name: "circular-fields",
      bytes: writePdf({ ...plain, 6: "<< /Fields [7 0 R] >>", 7: "<< /T (a) /Kids [7 0 R] >>" }),
      code: "verify.malformed",
    },
    { name: "deep", bytes: append(signed, { 10: deep }), code: "verify.too_large" },
    { name: "signatures", bytes: thousandsOfSignatures(), code: "verify.too_large" },
  ];
}
