import { type PDFDocument, PDFName, type PDFRef, PDFString } from "pdf-lib";
import type { AttachedFile, RenderRequest } from "../../ports/renderer.ts";
import { deflated, pdfDate, textString } from "./pdf-objects.ts";

/** Carries files inside the PDF: listed by name (EmbeddedFiles) and associated with the document as its data (ISO 19005-3 §6.8). */
export function attachFiles(pdf: PDFDocument, request: RenderRequest): void {
  if (request.attachments.length === 0) return;
  const { context, catalog } = pdf;
  // A name tree is sorted by its keys.
  const files = [...request.attachments]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((file) => ({ file, ref: fileSpecification(pdf, file, request.createdAt) }));
  const names = files.flatMap(({ file, ref }) => [textString(file.name), ref]);
  catalog.set(PDFName.of("Names"), context.obj({ EmbeddedFiles: { Names: names } }));
  catalog.set(PDFName.of("AF"), context.obj(files.map(({ ref }) => ref)));
}

function fileSpecification(pdf: PDFDocument, file: AttachedFile, modifiedAt: Date): PDFRef {
  const { context } = pdf;
  const content = deflated(context, file.bytes, {
    Type: "EmbeddedFile",
    Subtype: PDFName.of(file.mediaType),
    Params: context.obj({ Size: file.bytes.length, ModDate: PDFString.of(pdfDate(modifiedAt)) }),
  });
  return context.register(
    context.obj({
      Type: "Filespec",
      F: textString(file.name),
      UF: textString(file.name),
      Desc: textString(file.description),
      AFRelationship: "Data",
      EF: { F: content, UF: content },
    }),
  );
}
