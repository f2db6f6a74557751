import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";
import type { Bytes } from "../../../kit/bytes.ts";

export type PdfView = PDFDocumentProxy;

/** Opens bytes for showing. The reader gets a copy: what will be signed stays untouched. Nothing is fetched from elsewhere. */
export async function openView(bytes: Bytes, workerUrl: string): Promise<PDFDocumentProxy> {
  const pdfjs = await import("pdfjs-dist/legacy/build/pdf.mjs");
  pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;
  const task = pdfjs.getDocument({
    data: bytes.slice(),
    enableXfa: false,
    useWasm: false,
    useSystemFonts: true,
    disableAutoFetch: true,
  });
  return task.promise;
}

/** Most dots of one canvas: phones refuse larger ones. */
const MOST_DOTS = 6_000_000;

/** Draws a page so wide, sharp on this screen; what was drawn before stays until the new one is whole. */
export async function drawPage(page: PDFPageProxy, width: number, canvas: HTMLCanvasElement): Promise<void> {
  const plain = page.getViewport({ scale: 1 });
  const sharp = Math.min(window.devicePixelRatio || 1, 3);
  const most = Math.sqrt(MOST_DOTS / (plain.width * plain.height));
  const viewport = page.getViewport({ scale: Math.min((width / plain.width) * sharp, most) });
  const fresh = document.createElement("canvas");
  fresh.width = Math.round(viewport.width);
  fresh.height = Math.round(viewport.height);
  await page.render({ canvas: fresh, viewport }).promise;
  canvas.width = fresh.width;
  canvas.height = fresh.height;
  canvas.getContext("2d")?.drawImage(fresh, 0, 0);
}

/** Where a field stands: its page and its rectangle in points of the page as it is shown, from the upper left. */
export type FieldPlace = {
  readonly page: PDFPageProxy;
  readonly number: number;
  readonly box: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
};

type Widget = { readonly fieldName?: string; readonly rect?: readonly number[] };

/** Finds the field of this name; undefined when no page has it. */
export async function fieldPlace(view: PDFDocumentProxy, name: string): Promise<FieldPlace | undefined> {
  // Signatures stand at the end.
  for (let number = view.numPages; number >= 1; number -= 1) {
    const page = await view.getPage(number);
    const widgets: readonly Widget[] = await page.getAnnotations();
    const rect = widgets.find(({ fieldName }) => fieldName === name)?.rect;
    if (rect === undefined) continue;
    const [left = 0, bottom = 0, right = 0, top = 0] = rect;
    const shown = page.getViewport({ scale: 1 });
    const [x1 = 0, y1 = 0]: number[] = shown.convertToViewportPoint(left, bottom);
    const [x2 = 0, y2 = 0]: number[] = shown.convertToViewportPoint(right, top);
    const box = {
      left: Math.min(x1, x2),
      top: Math.min(y1, y2),
      width: Math.abs(x2 - x1),
      height: Math.abs(y2 - y1),
    };
    return { page, number, box };
  }
  return undefined;
}
