import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PDFDocument, PDFName, type PDFPage, PDFString, StandardFonts } from "pdf-lib";
import { beforeAll, describe, expect, it } from "vitest";
import { draftPdf } from "../../../src/app/draft-document.ts";
import { fixedClock } from "../../../src/adapters/clock.ts";
import { parseContract } from "../../../src/contract/parse.ts";
import { appendRevision } from "../../../src/formats/pdf/append/index.ts";
import { openPdf } from "../../../src/formats/pdf/index.ts";
import { type Bytes, concat, utf8 } from "../../../src/kit/bytes.ts";
import { layOutPdf } from "../../../src/layout/lay-out-pdf.ts";
import { placeSignatureFields } from "../../../src/sign/fields.ts";
import { assertSoundToSign } from "../../../src/sign/intake/assert-sound-to-sign.ts";
import { signRevision } from "../../../src/sign/revision.ts";
import { samples } from "../../completeness/samples.ts";
import { assets } from "../../app/test-house.ts";
import { requireTool } from "../../tools.ts";
import { makeAuthority, makeContract, partyOf, SEATS } from "../fixtures.ts";
import { put, scratch } from "../judges.ts";

type Make = (page: PDFPage) => void;

/** A page with text, something added to it, saved as one revision. */
async function made(add: Make = () => undefined): Promise<Bytes> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const page = document.addPage([595, 842]);
  page.drawText("Contract", { x: 60, y: 780, font: await document.embedFont(StandardFonts.Helvetica) });
  add(page);
  return new Uint8Array(await document.save({ useObjectStreams: false }));
}

const set =
  (key: string, value: object): Make =>
  (page) => {
    page.doc.catalog.set(PDFName.of(key), page.doc.context.obj(value as never));
  };

const annotated =
  (annotation: object): Make =>
  (page) => {
    const { context } = page.doc;
    const rect = { Type: "Annot", Rect: [60, 700, 300, 800] };
    const ref = context.register(context.obj({ ...rect, ...annotation } as never));
    page.node.set(PDFName.of("Annots"), context.obj([ref]));
  };

/** An object that only private data of a program leads to. */
const aside =
  (value: object): Make =>
  (page) => {
    const { context } = page.doc;
    set("PieceInfo", { X: { Private: context.register(context.obj(value as never)) } })(page);
  };

/** Empty signature fields, of one name, each with a look of its own. */
const fields =
  (...rects: readonly (readonly number[])[]): Make =>
  (page) => {
    const { context } = page.doc;
    const widgets = rects.map((rect) => {
      const look = context.register(
        context.stream("1 g 0 0 9 9 re f", { Subtype: "Form", BBox: [0, 0, 9, 9] }),
      );
      const widget = { Type: "Annot", Subtype: "Widget", FT: "Sig", Rect: [...rect], AP: { N: look } };
      return context.register(context.obj({ ...widget, T: PDFString.of("Sig1") }));
    });
    page.node.set(PDFName.of("Annots"), context.obj(widgets));
    page.doc.catalog.set(PDFName.of("AcroForm"), context.obj({ Fields: widgets, SigFlags: 3 }));
  };

const font =
  (entries: object): Make =>
  (page) => {
    const { context } = page.doc;
    const added = context.register(context.obj({ Type: "Font", ...entries } as never));
    page.node.setFontDictionary(PDFName.of("X1"), added);
  };

const ATTACKS: readonly [what: string, code: string, add: Make][] = [
  ["a script", "sign.has_scripts", set("OpenAction", { S: "JavaScript", JS: PDFString.of("app.alert(1)") })],
  ["scripts by name", "sign.has_scripts", set("Names", { JavaScript: { Names: [] } })],
  ["actions of the document", "sign.has_scripts", set("AA", { WC: { S: "Named", N: "Print" } })],
  [
    "a program to start",
    "sign.has_scripts",
    annotated({ Subtype: "Link", A: { S: "Launch", F: PDFString.of("x") } }),
  ],
  ["a form to send", "sign.has_scripts", annotated({ Subtype: "Link", A: { S: "SubmitForm" } })],
  ["a need for scripts", "sign.has_scripts", set("Requirements", [{ S: "EnableJavaScripts" }])],
  ["a collection of files", "sign.has_attachments", set("Collection", { View: "D" })],
  ["a page outside the page tree", "sign.has_unreferenced_objects", aside({ Type: "Page" })],
  ["a second catalog", "sign.has_unreferenced_objects", aside({ Type: "Catalog" })],
  ["a picture that prints as another one", "sign.has_layers", aside({ Alternates: [{ Image: 0 }] })],
  ["a link that paints", "sign.has_annotations", annotated({ Subtype: "Link", AP: { N: {} } })],
  ["a widget of no field", "sign.has_form_fields", annotated({ Subtype: "Widget", FT: "Sig" })],
  ["two fields of one name", "sign.has_form_fields", fields([0, 0, 9, 9], [10, 10, 19, 19])],
  ["an empty field over the whole page", "sign.has_annotations", fields([0, 0, 595, 842])],
  ["layers", "sign.has_layers", set("OCProperties", { OCGs: [], D: {} })],
  [
    "a note over the text",
    "sign.has_annotations",
    annotated({ Subtype: "FreeText", DA: PDFString.of("/F 9 Tf") }),
  ],
  ["a stamp over the text", "sign.has_annotations", annotated({ Subtype: "Stamp" })],
  ["a film", "sign.has_annotations", annotated({ Subtype: "RichMedia" })],
  [
    "a form that is drawn anew",
    "sign.has_form_fields",
    set("AcroForm", { Fields: [], NeedAppearances: true }),
  ],
  [
    "a font of the reader's machine",
    "sign.has_external_content",
    font({ Subtype: "TrueType", BaseFont: "SimSun" }),
  ],
  [
    "a Chinese font of the reader's machine",
    "sign.has_external_content",
    font({ Subtype: "CIDFontType0", BaseFont: "STSong-Light" }),
  ],
  [
    "an object that no page shows",
    "sign.has_unreferenced_objects",
    (page) => {
      page.doc.context.register(page.doc.context.obj({ Type: "Page", MediaBox: [0, 0, 595, 842] }));
    },
  ],
  [
    "a text field",
    "sign.has_form_fields",
    (page) => {
      page.doc.getForm().createTextField("price").addToPage(page);
    },
  ],
  [
    "a stream from another file",
    "sign.has_external_content",
    (page) => {
      const { context } = page.doc;
      const stream = context.register(context.stream("", { F: PDFString.of("evil.bin") }));
      page.node.set(PDFName.of("PieceInfo"), context.obj({ X: stream }));
    },
  ],
];

describe("assertSoundToSign", () => {
  let signed: readonly [Bytes, Bytes];

  beforeAll(async () => {
    const authority = makeAuthority();
    const once = await signRevision({ ...(await partyOf("甲方", authority)), pdf: await makeContract() });
    signed = [once, await signRevision({ ...(await partyOf("乙方", authority)), pdf: once })];
  });

  it.each(Object.entries(samples.valid))("takes our own revision 1 of sample %s", async (_, sample) => {
    const workshop = {
      assets,
      clock: fixedClock("2026-11-20T02:00:00Z"),
      renderer: { render: (request: Parameters<typeof layOutPdf>[0]) => layOutPdf(request, assets) },
    };
    const { pdf } = await draftPdf(workshop, parseContract(sample));
    expect(assertSoundToSign(pdf)).toEqual({ signatures: 0 });
  });

  it("takes boxes of a 骑缝章, and files that one or two parties signed", async () => {
    const straddle = [{ straddle: "甲方", rank: [0, 1] as const }];
    expect(assertSoundToSign(await placeSignatureFields(await made(), [])).signatures).toBe(0);
    const contract = await makeContract();
    expect(assertSoundToSign(contract).signatures).toBe(0);
    expect(signed.map((pdf) => assertSoundToSign(pdf).signatures)).toEqual([1, 2]);
    const document = await PDFDocument.create();
    for (const _ of [1, 2, 3]) document.addPage([595, 842]);
    const plain = new Uint8Array(await document.save({ useObjectStreams: false }));
    expect(assertSoundToSign(await placeSignatureFields(plain, [...SEATS, ...straddle])).signatures).toBe(0);
  });

  it("takes what an office suite makes, also with object streams and linearised", async () => {
    const folder = scratch();
    const docx = put(folder, "a.docx", readFileSync("tests/layout/sample-contract.docx"));
    const profile = `-env:UserInstallation=file://${join(folder, "office")}`;
    execFileSync(requireTool("soffice"), [
      profile,
      "--headless",
      "--convert-to",
      "pdf",
      "--outdir",
      folder,
      docx,
    ]);
    const pdf = join(folder, "a.pdf");
    expect(assertSoundToSign(new Uint8Array(readFileSync(pdf))).signatures).toBe(0);
    const streams = join(folder, "b.pdf");
    execFileSync(requireTool("qpdf"), ["--linearize", "--object-streams=generate", pdf, streams]);
    expect(assertSoundToSign(new Uint8Array(readFileSync(streams))).signatures).toBe(0);
  });

  it.each(ATTACKS)("refuses %s: %s", async (_, code, add) => {
    const pdf = await made(add);
    expect(() => assertSoundToSign(pdf)).toThrow(expect.objectContaining({ code }));
  });

  it("refuses an attached file, a second revision, a comment that is a document, and bytes behind the end", async () => {
    const plain = await made();
    const folder = scratch();
    const path = put(folder, "plain.pdf", plain);
    const evil = put(folder, "evil.pdf", plain);
    execFileSync(requireTool("qpdf"), [path, "--add-attachment", evil, "--", join(folder, "attached.pdf")]);
    const attached = new Uint8Array(readFileSync(join(folder, "attached.pdf")));
    const comment = concat(plain.subarray(0, 9), utf8(`%${"hidden ".repeat(60)}\n`), plain.subarray(9));
    const cases: [Bytes, string][] = [
      [attached, "sign.has_attachments"],
      [appendRevision(openPdf(plain), new Map([[90, "null"]])), "sign.has_updates"],
      [comment, "sign.unreadable_pdf"],
      [concat(plain, utf8("\n1 0 obj\n<<>>\nendobj\n")), "sign.unreadable_pdf"],
    ];
    for (const [pdf, code] of cases) {
      expect(() => assertSoundToSign(pdf)).toThrow(expect.objectContaining({ code }));
    }
  });

  it("refuses what is encrypted or damaged", async () => {
    const folder = scratch();
    const path = put(folder, "plain.pdf", await made());
    const locked = join(folder, "locked.pdf");
    execFileSync(requireTool("qpdf"), ["--encrypt", "", "secret", "256", "--", path, locked]);
    const bytes = new Uint8Array(readFileSync(locked));
    expect(() => assertSoundToSign(bytes)).toThrow(expect.objectContaining({ code: "sign.encrypted_pdf" }));
    const plain = await made();
    for (const pdf of [new Uint8Array(), utf8("%PDF-1.7"), plain.slice(0, -40), plain.slice(100)]) {
      expect(() => assertSoundToSign(pdf)).toThrow(expect.objectContaining({ code: "sign.unreadable_pdf" }));
    }
  });

  it("an attack in the first revision is seen behind signatures too", async () => {
    const pdf = await made(annotated({ Subtype: "Stamp" }));
    const fields = await placeSignatureFields(pdf, [
      { name: "甲方", label: "甲方", page: 0, rect: [60, 60, 300, 190] },
    ]);
    const once = await signRevision({ ...(await partyOf("甲方", makeAuthority())), pdf: fields });
    expect(() => assertSoundToSign(once)).toThrow(expect.objectContaining({ code: "sign.has_annotations" }));
  });
});
