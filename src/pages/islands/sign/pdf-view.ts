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

type Piece = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly end: number;
  readonly size: number;
};

/** A line of a page: its text and how far it reaches. */
type Line = { text: string; y: number; start: number; end: number; size: number };

function linesOf(pieces: readonly Piece[]): Line[] {
  const lines: Line[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last !== undefined && Math.abs(last.y - piece.y) < piece.size * 0.6 && piece.x >= last.start) {
      const gap = piece.x - last.end > piece.size * 0.9 ? "　" : "";
      last.text += gap + piece.text;
      last.end = Math.max(last.end, piece.end);
    } else lines.push({ text: piece.text, y: piece.y, start: piece.x, end: piece.end, size: piece.size });
  }
  return lines.filter(({ text }) => text.trim() !== "");
}

/** The text of a page in paragraphs that fit any width: a line that reaches the right edge goes on in the next. */
export async function pageParagraphs(page: PDFPageProxy): Promise<string[]> {
  const { items } = await page.getTextContent();
  const pieces = items.flatMap((item): Piece[] => {
    if (!("str" in item) || item.str === "") return [];
    const [, , , , x = 0, y = 0]: number[] = item.transform;
    return [{ text: item.str, x, y, end: x + item.width, size: Math.max(item.height, 6) }];
  });
  const lines = linesOf(pieces);
  const right = Math.max(0, ...lines.map(({ end }) => end));
  const paragraphs: string[] = [];
  let before: Line | undefined;
  for (const line of lines) {
    const text = line.text.trim();
    if (before !== undefined && goesOn(before, line, right))
      paragraphs.push(`${paragraphs.pop() ?? ""}${text}`);
    else paragraphs.push(text);
    before = line;
  }
  return paragraphs;
}

/** Whether a line is the rest of the sentence before it: that one reached the edge, and this one follows right below in the same size. */
function goesOn(before: Line, line: Line, right: number): boolean {
  const gap = before.y - line.y;
  const near = gap > 0 && gap < before.size * 2.2;
  return near && Math.abs(before.size - line.size) < 0.6 && before.end > right - before.size * 2.2;
}
