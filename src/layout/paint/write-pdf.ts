import { PDFDocument, PDFName, PDFHexString, type PDFRef, PDFString } from "pdf-lib";
import type { DocxPackage } from "../../formats/docx/open-docx.ts";
import { type Bytes, concat, toHex, utf8 } from "../../kit/bytes.ts";
import { sha256 } from "../../kit/digest.ts";
import type { RenderRequest } from "../../ports/renderer.ts";
import type { FontBook } from "../fonts/font-book.ts";
import type { Notes } from "../notes.ts";
import type { Story } from "../read/story.ts";
import { attachFiles } from "./attach-files.ts";
import { writeBookmarks } from "./bookmarks.ts";
import { contentStream } from "./content-stream.ts";
import { embedFace } from "./embed-face.ts";
import { embedImages } from "./embed-images.ts";
import { deflated, pdfDate, plain, textString } from "./pdf-objects.ts";
import type { Sheet } from "./sheet.ts";
import { srgbProfile } from "./srgb-profile.ts";
import type { Tag } from "./tags/tag.ts";
import { SheetTagger } from "./tags/tag-sheet.ts";
import { tagTree } from "./tags/tag-tree.ts";
import { writeTags } from "./tags/write-tags.ts";
import { titleOf } from "./title.ts";
import { xmpPacket } from "./xmp.ts";

/** Who made it, in Info and XMP. */
const PRODUCER = "Zhiqi";

type Painting = {
  readonly request: RenderRequest;
  readonly docx: DocxPackage;
  readonly story: Story;
  readonly book: FontBook;
  readonly notes: Notes;
};

/** Writes the sheets as a PDF/A-3b: one revision, classic cross-reference table, /ID from the request. Same input, same bytes. */
export async function writePdf(
  sheets: readonly Sheet[],
  painting: Painting,
): Promise<{ readonly pdf: Bytes; readonly fonts: readonly string[] }> {
  const { request, book } = painting;
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const images = await embedImages(pdf, sheets, painting);
  const imageNames = new Map([...images.keys()].map((part, index) => [part, `I${index + 1}`]));
  const tree = tagTree(painting.story);
  const tagger = new SheetTagger(tree);
  const owners: (readonly Tag[])[] = [];
  const streams = sheets.map((sheet, page) => {
    const own = tagger.mark(sheet, page);
    owners.push(own.owners);
    return contentStream(sheet, own, (part) => imageNames.get(part));
  });
  const faces = book.painted().map((face) => ({ face, ref: pdf.context.nextRef() }));
  const resources = pdf.context.register(
    pdf.context.obj({
      Font: Object.fromEntries(faces.map(({ face, ref }) => [face.key, ref])),
      XObject: Object.fromEntries([...images].map(([part, ref]) => [imageNames.get(part) ?? part, ref])),
    }),
  );
  for (const [index, sheet] of sheets.entries())
    addPage(pdf, sheet, { stream: streams[index] ?? "", resources });
  writeTags(pdf, tree.root, owners);
  writeBookmarks(pdf, tagger.headings, sheets);
  const fonts = faces.map(({ face, ref }) => embedFace(pdf.context, face, ref));
  attachFiles(pdf, request);
  const title = titleOf(request.title, painting.docx, painting.story);
  describe(pdf, { title, createdAt: request.createdAt, id: await fileId(request) });
  const bytes = await pdf.save({
    useObjectStreams: false,
    addDefaultPage: false,
    updateFieldAppearances: false,
    objectsPerTick: Number.POSITIVE_INFINITY,
  });
  return { pdf: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length), fonts };
}

function addPage(
  pdf: PDFDocument,
  sheet: Sheet,
  { stream, resources }: { readonly stream: string; readonly resources: PDFRef },
): void {
  const page = pdf.addPage([Math.round(sheet.width * 100) / 100, Math.round(sheet.height * 100) / 100]);
  page.node.set(PDFName.of("Contents"), deflated(pdf.context, stream));
  page.node.set(PDFName.of("Resources"), resources);
}

/** XMP, output intent, language, title and dates (ISO 19005-3 §6.2.3, §6.6). */
function describe(
  pdf: PDFDocument,
  { title, createdAt, id }: { readonly title: string; readonly createdAt: Date; readonly id: string },
): void {
  const { context, catalog } = pdf;
  const date = PDFString.of(pdfDate(createdAt));
  context.trailerInfo.Info = context.register(
    context.obj({
      Title: textString(title),
      Creator: PDFString.of(PRODUCER),
      Producer: PDFString.of(PRODUCER),
      CreationDate: date,
      ModDate: date,
    }),
  );
  context.trailerInfo.ID = context.obj([PDFHexString.of(id), PDFHexString.of(id)]);
  const metadata = plain(context, xmpPacket({ title, createdAt, producer: PRODUCER }), {
    Type: "Metadata",
    Subtype: "XML",
  });
  const profile = deflated(context, srgbProfile(), { N: 3 });
  catalog.set(PDFName.of("Metadata"), metadata);
  catalog.set(
    PDFName.of("OutputIntents"),
    context.obj([
      {
        Type: "OutputIntent",
        S: "GTS_PDFA1",
        OutputConditionIdentifier: PDFString.of("sRGB"),
        Info: PDFString.of("sRGB IEC61966-2.1"),
        DestOutputProfile: profile,
      },
    ]),
  );
  catalog.set(PDFName.of("Lang"), PDFString.of("zh-CN"));
  catalog.set(PDFName.of("ViewerPreferences"), context.obj({ DisplayDocTitle: true }));
}

/** Sixteen bytes that depend on everything the PDF is made from. */
async function fileId(request: RenderRequest): Promise<string> {
  const attached = await Promise.all(request.attachments.map((file) => sha256(file.bytes)));
  const seed = concat(
    await sha256(request.docx),
    utf8(`${request.title}\n${request.profile}\n${request.createdAt.toISOString()}`),
    ...attached,
  );
  return toHex((await sha256(seed)).subarray(0, 16));
}
