import { zipSync, zlibSync } from "fflate";
import { concat, utf8 } from "../../src/kit/bytes.ts";

/** Files made to exhaust a reader, each named after what it does, with what a check answers. Codes, or "read" when it is read. */
export type HostileUpload = {
  readonly says: string;
  readonly answer: string;
  readonly file: () => Uint8Array;
};

type Part = string | Uint8Array;
const bytesOf = (part: Part): Uint8Array => (typeof part === "string" ? utf8(part) : part);

const joined = (parts: readonly Part[]): Uint8Array => concat(...parts.map(bytesOf));

const flate = (plain: Part): Uint8Array => zlibSync(bytesOf(plain), { level: 9 });
const spaces = (megabytes: number): Uint8Array => new Uint8Array(megabytes * 1024 * 1024).fill(32);

const stream = (entries: string, content: Part): Uint8Array =>
  joined([`<<${entries}/Length ${bytesOf(content).length}>>\nstream\n`, content, "\nendstream"]);

/** A PDF of numbered objects with a sound cross-reference table. */
function pdfOf(objects: readonly Part[], trailer = ""): Uint8Array {
  const written = objects.map((object, at) => joined([`${at + 1} 0 obj\n`, object, "\nendobj\n"]));
  let at = 9;
  const offsets = written.map(({ length }) => {
    at += length;
    return `${String(at - length).padStart(10, "0")} 00000 n \n`;
  });
  const size = objects.length + 1;
  return joined([
    "%PDF-1.7\n",
    ...written,
    `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join("")}`,
    `trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${at}\n%%EOF\n`,
  ]);
}

const HELVETICA = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";

/** One page that shows a program, its fonts by name. */
const pageOf = (program: Uint8Array, fonts = `/F1 ${HELVETICA}`, more: readonly Part[] = []): Uint8Array =>
  pdfOf([
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<<${fonts}>>>>>>`,
    program,
    ...more,
  ]);

const packed = (program: Part): Uint8Array => stream("/Filter/FlateDecode", flate(program));
const shows = (operators: string): Uint8Array => stream("", `BT /F1 9 Tf 10 10 Td ${operators} ET`);

/** Many fonts that share what stands in object 5; each unfolds it anew. */
function sharing(font: string, shared: Part): Uint8Array {
  const count = 3000;
  const names = Array.from({ length: count }, (_, at) => `/F${at} ${at + 6} 0 R`).join("");
  const used = Array.from({ length: count }, (_, at) => `/F${at} 9 Tf (a) Tj`).join(" ");
  return pageOf(stream("", `BT ${used} ET`), names, [shared, ...Array.from({ length: count }, () => font)]);
}

const COMPOSITE = (more: string, descendant = ""): string =>
  `<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H${more}/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/A${descendant}>>]>>`;

const pagesOf = (count: number): Uint8Array =>
  pdfOf([
    "<</Type/Catalog/Pages 2 0 R>>",
    `<</Type/Pages/Kids[${Array.from({ length: count }, (_, at) => `${at + 4} 0 R`).join(" ")}]/Count ${count}>>`,
    shows("(Clause) Tj"),
    ...Array.from(
      { length: count },
      () =>
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F1 ${HELVETICA}>>>>>>`,
    ),
  ]);

/** Forms that each draw the next one three times. */
function doublingForms(): Uint8Array {
  const forms = Array.from({ length: 30 }, (_, at) =>
    stream(
      `/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X ${at + 6} 0 R>>>>`,
      "/X Do /X Do /X Do",
    ),
  );
  return pdfOf([
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
    stream("", "/X Do /X Do"),
    ...forms,
  ]);
}

/** Objects without a cross-reference, so that the reader has to look for them. */
const lostObjects = (object: string): Uint8Array =>
  utf8(`%PDF-1.7\n${Array.from({ length: 150_000 }, (_, at) => `${at + 1} 0 obj ${object}`).join("\n")}`);

const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const TYPES =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const RELATIONS =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';

const docxOf = (document: Part, more: Record<string, Uint8Array> = {}): Uint8Array =>
  zipSync({
    "[Content_Types].xml": utf8(TYPES),
    "_rels/.rels": utf8(RELATIONS),
    "word/document.xml": bytesOf(document),
    ...more,
  });

const wordOf = (inner: string, before = ""): string =>
  `<?xml version="1.0"?>${before}<w:document ${NAMESPACE}><w:body>${inner}</w:body></w:document>`;
const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

/** An entity of ten of the one before, nine times over. */
const ENTITIES = `<!DOCTYPE x [<!ENTITY e0 "aaaaaaaaaa">${Array.from(
  { length: 9 },
  (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`,
).join("")}]>`;

/** A zip whose directory says that its largest part is small. */
function lyingZip(): Uint8Array {
  const zip = docxOf(spaces(15));
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  for (let at = 0; at < zip.length - 46; at += 1)
    if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 1_000_000)
      view.setUint32(at + 24, 1000, true);
  return zip;
}

const hostile = (says: string, answer: string, file: () => Uint8Array): HostileUpload => ({
  says,
  answer,
  file,
});

export const HOSTILE_UPLOADS: readonly HostileUpload[] = [
  hostile("nothing at all", "extract.empty_file", () => new Uint8Array(0)),
  hostile("a program called .pdf", "extract.unknown_type", () => utf8(`MZ${"\0".repeat(500)}`)),
  hostile("a web page", "extract.unknown_type", () => utf8("<html></html>")),
  hostile("a zip that is no Word file", "docx.part_missing", () => zipSync({ "a.txt": utf8("x") })),
  hostile("Word: entities of entities", "docx.doctype_refused", () =>
    docxOf(wordOf(paragraph("&e9;"), ENTITIES)),
  ),
  hostile("Word: a file of this machine as an entity", "docx.doctype_refused", () =>
    docxOf(wordOf(paragraph("&x;"), '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')),
  ),
  hostile("Word: tables five thousand deep", "docx.too_deep", () =>
    docxOf(wordOf(`${"<w:tbl><w:tr><w:tc>".repeat(5000)}${"</w:tc></w:tr></w:tbl>".repeat(5000)}`)),
  ),
  hostile("Word: 19 MB out of 20 KB", "docx.too_large", () => docxOf(spaces(19))),
  hostile("Word: 19 MB said to be 1 KB", "docx.too_large", lyingZip),
  hostile("Word: twenty thousand parts", "docx.too_many_parts", () =>
    docxOf(
      wordOf(paragraph("x")),
      Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`a${at}`, new Uint8Array(0)])),
    ),
  ),
  hostile("Word: a zip in a zip in an embedded object is not opened", "read", () =>
    docxOf(wordOf(paragraph("x")), {
      "word/embeddings/a.zip": zipSync({ "b.zip": zipSync({ c: spaces(30) }) }),
    }),
  ),
  hostile("Word: a cell a thousand million columns wide", "read", () =>
    docxOf(
      wordOf(
        `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>${paragraph("x")}</w:tc></w:tr></w:tbl>`,
      ),
    ),
  ),
  hostile("Word: a hundred thousand spaces around a date left blank", "read", () =>
    docxOf(wordOf(paragraph(`${"　".repeat(100_000)}年${"　".repeat(100_000)}x`))),
  ),
  hostile("PDF: eighteen million zeros of ASCII85", "pdf.too_large", () =>
    pageOf(stream("/Filter/ASCII85Decode", "z".repeat(18_000_000))),
  ),
  hostile("PDF: one word of half a million letters", "read", () =>
    pageOf(packed(`BT /F1 9 Tf (x) Tj ${"a".repeat(500_000)} ET`)),
  ),
  hostile("PDF: encrypted", "pdf.encrypted", () =>
    pdfOf(
      ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"],
      "/Encrypt<</Filter/Standard/V 2/R 3/O(x)/U(y)/P -4/Length 128>>/ID[<00><00>]",
    ),
  ),
  hostile("PDF: a thousand pages", "pdf.too_large", () => pagesOf(1000)),
  hostile("PDF: a page tree that is its own child", "pdf.malformed", () =>
    pdfOf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1>>"]),
  ),
  hostile("PDF: 200 MB of content out of 200 KB", "pdf.too_large", () =>
    pageOf(stream("/Filter/FlateDecode", flate(spaces(200)))),
  ),
  hostile("PDF: the same packed twice, a kilobyte", "pdf.too_large", () =>
    pageOf(stream("/Filter[/FlateDecode/FlateDecode]", flate(flate(spaces(200))))),
  ),
  hostile("PDF: a million and more pieces of text", "pdf.too_large", () =>
    pageOf(packed(`BT /F1 9 Tf ${"(a)Tj ".repeat(2_100_000)}ET`)),
  ),
  hostile(
    "PDF: forms that draw each other three times, thirty deep, are drawn twelve deep",
    "read",
    doublingForms,
  ),
  hostile("PDF: five million opening brackets", "pdf.too_large", () => pageOf(packed("[".repeat(5_000_000)))),
  hostile("PDF: five million opening parentheses", "pdf.too_large", () =>
    pageOf(packed("(".repeat(5_000_000))),
  ),
  hostile("PDF: five million opening angles, closed once at the end", "pdf.too_large", () =>
    pageOf(packed(`${"<".repeat(5_000_000)}>`)),
  ),
  hostile("PDF: an inline picture without an end", "read", () =>
    pageOf(packed(`BI /W 1 /H 1 ID ${"x".repeat(5_000_000)}`)),
  ),
  hostile("PDF: widths of the same glyphs twenty thousand times", "pdf.too_large", () =>
    pageOf(shows("<00010002> Tj"), `/F1 ${COMPOSITE("", `/W[${"0 2000000000 500 ".repeat(20_000)}]`)}`),
  ),
  hostile("PDF: three thousand fonts that share a list of widths", "pdf.too_large", () =>
    sharing(COMPOSITE("", "/W 5 0 R"), `[${"0 65535 500 ".repeat(2000)}]`),
  ),
  hostile("PDF: three thousand fonts that share a map of characters", "pdf.too_large", () =>
    sharing(
      "<</Type/Font/Subtype/Type1/BaseFont/H/ToUnicode 5 0 R>>",
      stream("", "1 beginbfrange <0000> <ffff> <0041> endbfrange "),
    ),
  ),
  hostile("PDF: a map of characters laid over itself", "pdf.too_large", () =>
    pageOf(shows("<00010002> Tj"), `/F1 ${COMPOSITE("/ToUnicode 5 0 R")}`, [
      packed("1 beginbfrange <0000> <ffff> <0041> endbfrange ".repeat(200_000)),
    ]),
  ),
  hostile("PDF: glyph ranges by the hundred thousand for as many glyphs", "read", () =>
    pageOf(
      shows(
        `<${Array.from({ length: 60_000 }, (_, at) => (at + 2000).toString(16).padStart(4, "0")).join("")}> Tj`,
      ),
      `/F1 ${COMPOSITE("").replace("/Identity-H", " 5 0 R")}`,
      [
        packed(
          `1 begincodespacerange <0000> <ffff> endcodespacerange ${"1 begincidrange <0000> <0001> 7 endcidrange ".repeat(150_000)}`,
        ),
      ],
    ),
  ),
  hostile("PDF: lost objects that are strings without an end", "pdf.too_large", () => lostObjects("(")),
  hostile("PDF: lost objects that are streams without an end", "pdf.too_large", () =>
    lostObjects("<<>>stream "),
  ),
  hostile("PDF: a contract of 200 MB attached", "pdf.too_large", () =>
    pdfOf([
      "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(contract.json) 5 0 R]>>>>/AF[5 0 R]>>",
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
      stream("", "BT ET"),
      "<</Type/Filespec/F(contract.json)/UF(contract.json)/EF<</F 6 0 R>>>>",
      stream("/Type/EmbeddedFile/Filter/FlateDecode", flate(spaces(200))),
    ]),
  ),
  hostile("JSON two million brackets deep", "contract.too_large", () =>
    utf8(`{"a":${"[".repeat(2_000_000)}`),
  ),
  hostile("JSON five thousand brackets deep", "contract.too_deep", () => utf8(`{"a":${"[".repeat(5000)}`)),
];
