import { PDFDocument, type PDFRef } from "pdf-lib";
import type { DocxPackage } from "../../formats/docx/open-docx.ts";
import type { Notes } from "../notes.ts";
import { isSafePng } from "./safe-png.ts";
import type { Sheet } from "./sheet.ts";

/** Embeds the pictures of the sheets, each once. A picture that cannot be read is noted and left white. */
export async function embedImages(
  pdf: PDFDocument,
  sheets: readonly Sheet[],
  { docx, notes }: { readonly docx: DocxPackage; readonly notes: Notes },
): Promise<ReadonlyMap<string, PDFRef>> {
  const refs = new Map<string, PDFRef>();
  const parts = new Set(sheets.flatMap((sheet) => sheet.images.map((image) => image.picture.part)));
  for (const part of parts) {
    const bytes = docx.read(part);
    const kind = bytes === undefined ? undefined : kindOf(bytes);
    if (bytes === undefined || kind === undefined) {
      notes.add("layout.image_not_understood", "图片不是完好的 PNG 或 JPEG，或尺寸过大，未排出", part);
      continue;
    }
    try {
      const image = kind === "png" ? await pdf.embedPng(bytes) : await pdf.embedJpg(bytes);
      await image.embed();
      refs.set(part, image.ref);
    } catch {
      notes.add("layout.image_not_understood", "图片不是完好的 PNG 或 JPEG，未排出", part);
    }
  }
  return refs;
}

/** PNG or JPEG by its first bytes, when it is safe to decode. */
function kindOf(bytes: Uint8Array): "png" | "jpeg" | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length > 24 && view.getUint32(0) === 0x89504e47) return isSafePng(bytes) ? "png" : undefined;
  if (bytes.length > 24 && view.getUint16(0) === 0xffd8) return "jpeg";
  return undefined;
}
