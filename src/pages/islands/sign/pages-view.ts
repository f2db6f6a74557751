import { el } from "./el.ts";
import type { Flow } from "./flow.ts";
import { drawPage, type PdfView } from "./pdf-view.ts";
import type { Reader, Seen } from "./reader.ts";

/** A page counts as seen when it stood on the screen so long. */
const SEEN_AFTER_MS = 400;
const ZOOMS = { least: 1, most: 4, step: 1.25 } as const;

/** How long fingers rest before the pages are drawn sharp again. */
const SHARP_AFTER_MS = 180;

type Place = { readonly x: number; readonly y: number };
type Sheets = ReturnType<typeof sheetOf>[];

/** All pages under one another in full width, drawn when they come near, zoomed by two fingers or buttons. */
export function pagesView(
  flow: Flow,
  view: PdfView,
  by: { readonly reader: Reader; readonly count: (page: number) => void },
) {
  const { reader } = by;
  const label = flow.words.document;
  const element = el("div", { class: "pages", tabindex: 0, role: "region", "aria-label": label });
  const sheets = Array.from({ length: view.numPages }, (_, at) => sheetOf(flow, at + 1));
  element.append(...sheets.map(({ frame }) => frame));
  const draw = drawer(view, element, { sheets, reader });
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) draw(numberOf(target));
    },
    { rootMargin: "100% 0px" },
  );
  for (const { frame } of sheets) near.observe(frame);
  flow.onLeave(() => near.disconnect());
  watchPages(flow, sheets, { seen: reader.seen, count: by.count, of: view.numPages });

  let resting: ReturnType<typeof setTimeout> | undefined;
  const spread = (): void => {
    for (const { frame } of sheets) frame.style.width = `${reader.zoom * 100}%`;
  };
  /** What was under this place stays there. */
  function zoomTo(wanted: number, place: Place): void {
    const zoom = Math.min(ZOOMS.most, Math.max(ZOOMS.least, wanted));
    const grown = zoom / reader.zoom;
    const { left, top } = element.getBoundingClientRect();
    const [x, y] = [place.x - left, place.y - top];
    const across = element.scrollLeft + x;
    reader.zoom = zoom;
    spread();
    element.scrollLeft = across * grown - x;
    window.scrollBy(0, y * grown - y);
    clearTimeout(resting);
    resting = setTimeout(() => {
      for (const { frame } of sheets) if (isNear(frame)) draw(numberOf(frame));
    }, SHARP_AFTER_MS);
  }
  flow.onLeave(() => clearTimeout(resting));
  spread();
  pinch(element, { zoom: () => reader.zoom, zoomTo });
  const middle = (): Place => ({ x: element.clientWidth / 2, y: window.innerHeight / 2 });
  return { element, tools: zoomButtons(flow, (factor) => zoomTo(reader.zoom * factor, middle())) };
}

const isNear = (frame: Element): boolean => {
  const { top, bottom } = frame.getBoundingClientRect();
  return bottom > -innerHeight && top < 2 * innerHeight;
};

/** Draws a page as wide as it stands now, unless it is so already; a page that cannot be drawn stays white. */
function drawer(
  view: PdfView,
  element: HTMLElement,
  { sheets, reader }: { readonly sheets: Sheets; readonly reader: Reader },
): (number: number) => void {
  const widths = new Map<number, number>();
  async function draw(number: number): Promise<void> {
    const sheet = sheets[number - 1];
    const width = element.clientWidth * reader.zoom;
    if (sheet === undefined || width === 0 || widths.get(number) === width) return;
    widths.set(number, width);
    const page = await view.getPage(number);
    const { width: w, height: h } = page.getViewport({ scale: 1 });
    sheet.frame.style.aspectRatio = `${w} / ${h}`;
    await drawPage(page, width, sheet.canvas);
  }
  return (number) => void draw(number).catch(() => undefined);
}

/** Notes which pages stand on the screen, and for how long. */
function watchPages(
  flow: Flow,
  sheets: Sheets,
  by: { readonly seen: Seen; readonly count: (page: number) => void; readonly of: number },
): void {
  const waits = new Map<number, ReturnType<typeof setTimeout>>();
  function look(entry: IntersectionObserverEntry): void {
    const number = numberOf(entry.target);
    clearTimeout(waits.get(number));
    const fills = entry.intersectionRect.height > window.innerHeight * 0.4;
    if (entry.intersectionRatio < 0.25 && !fills) return;
    by.count(number);
    const stood = (): void => {
      by.seen.pages.add(number);
      if (number === by.of) by.seen.toEnd = true;
    };
    waits.set(number, setTimeout(stood, SEEN_AFTER_MS));
  }
  const watched = new IntersectionObserver((entries) => entries.forEach(look), { threshold: [0, 0.25, 0.6] });
  for (const { frame } of sheets) watched.observe(frame);
  flow.onLeave(() => {
    watched.disconnect();
    for (const wait of waits.values()) clearTimeout(wait);
  });
}

function zoomButtons({ words }: Flow, zoomBy: (factor: number) => void): HTMLElement[] {
  const button = (label: string, sign: string, factor: number): HTMLElement =>
    el("button", { type: "button", "aria-label": label, onclick: () => zoomBy(factor) }, sign);
  return [button(words.zoomOut, "−", 1 / ZOOMS.step), button(words.zoomIn, "＋", ZOOMS.step)];
}

const numberOf = (frame: Element): number => Number(frame.getAttribute("data-page"));

function sheetOf({ words }: Flow, number: number) {
  const canvas = el("canvas", { role: "img", "aria-label": words.pageLabel(number) });
  return { canvas, frame: el("div", { class: "page", "data-page": number }, canvas) };
}

/** Two fingers zoom around the place between them; one finger scrolls as everywhere. */
function pinch(
  element: HTMLElement,
  by: { readonly zoom: () => number; readonly zoomTo: (zoom: number, place: Place) => void },
): void {
  let start: { readonly apart: number; readonly zoom: number } | undefined;
  const between = (touches: TouchList): Place & { readonly apart: number } => {
    const [a, b] = [touches[0], touches[1]];
    if (a === undefined || b === undefined) return { x: 0, y: 0, apart: 0 };
    const apart = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
    return { x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2, apart };
  };
  element.addEventListener("touchstart", (event) => {
    if (event.touches.length === 2) start = { apart: between(event.touches).apart, zoom: by.zoom() };
  });
  element.addEventListener(
    "touchmove",
    (event) => {
      if (start === undefined || event.touches.length !== 2) return;
      event.preventDefault();
      const place = between(event.touches);
      by.zoomTo((start.zoom * place.apart) / Math.max(1, start.apart), place);
    },
    { passive: false },
  );
  element.addEventListener("touchend", () => {
    start = undefined;
  });
}
