import { el } from "./el.ts";
import type { Flow } from "./flow.ts";
import { drawPage, type PdfView } from "./pdf-view.ts";

/** What was on the screen long enough to be called seen. */
export type Seen = { readonly pages: Set<number>; toEnd: boolean };

/** A page counts as seen when it stood on the screen so long. */
const SEEN_AFTER_MS = 400;
const ZOOMS = { least: 1, most: 4, step: 1.25 } as const;

/** All pages under one another in full width, drawn when they come near, zoomed by two fingers or buttons. */
export function pagesView(flow: Flow, view: PdfView, seen: Seen) {
  const { words } = flow;
  const counter = el("span", { class: "counter", role: "status" }, words.page(1, view.numPages));
  const element = el("div", { class: "pages", tabindex: 0, role: "region", "aria-label": words.document });
  const sheets = Array.from({ length: view.numPages }, (_, at) => sheetOf(flow, at + 1));
  element.append(...sheets.map(({ frame }) => frame));
  let zoom = 1;
  const widths = new Map<number, number>();

  async function draw(number: number): Promise<void> {
    const sheet = sheets[number - 1];
    const width = element.clientWidth * zoom;
    if (sheet === undefined || width === 0 || widths.get(number) === width) return;
    widths.set(number, width);
    const page = await view.getPage(number);
    const { width: w, height: h } = page.getViewport({ scale: 1 });
    sheet.frame.style.aspectRatio = `${w} / ${h}`;
    await drawPage(page, width, sheet.canvas);
  }
  const near = new IntersectionObserver(
    (entries) => {
      for (const entry of entries)
        if (entry.isIntersecting) void draw(numberOf(entry.target)).catch(() => undefined);
    },
    { rootMargin: "100% 0px" },
  );
  for (const { frame } of sheets) {
    near.observe(frame);
  }
  flow.onLeave(() => {
    near.disconnect();
  });

  watchPages(flow, sheets, { seen, counter, of: view.numPages });
  function zoomTo(wanted: number): void {
    zoom = Math.min(ZOOMS.most, Math.max(ZOOMS.least, wanted));
    for (const { frame } of sheets) frame.style.width = `${zoom * 100}%`;
    for (const { frame } of sheets) {
      const { top, bottom } = frame.getBoundingClientRect();
      if (bottom > -innerHeight && top < 2 * innerHeight) void draw(numberOf(frame)).catch(() => undefined);
    }
  }
  pinch(element, { zoom: () => zoom, zoomTo });
  const tools = zoomButtons(flow, (by) => zoomTo(zoom * by));
  return { element, counter, tools };
}

/** Notes which pages stand on the screen, and for how long. */
function watchPages(
  flow: Flow,
  sheets: readonly { readonly frame: HTMLElement }[],
  by: { readonly seen: Seen; readonly counter: HTMLElement; readonly of: number },
): void {
  const waits = new Map<number, ReturnType<typeof setTimeout>>();
  function look(entry: IntersectionObserverEntry): void {
    const number = numberOf(entry.target);
    clearTimeout(waits.get(number));
    const fills = entry.intersectionRect.height > window.innerHeight * 0.4;
    if (entry.intersectionRatio < 0.25 && !fills) return;
    by.counter.textContent = flow.words.page(number, by.of);
    const count = (): void => {
      by.seen.pages.add(number);
      if (number === by.of) by.seen.toEnd = true;
    };
    waits.set(number, setTimeout(count, SEEN_AFTER_MS));
  }
  const watched = new IntersectionObserver((entries) => entries.forEach(look), { threshold: [0, 0.25, 0.6] });
  for (const { frame } of sheets) watched.observe(frame);
  flow.onLeave(() => {
    watched.disconnect();
    for (const wait of waits.values()) clearTimeout(wait);
  });
}

function zoomButtons({ words }: Flow, zoomBy: (factor: number) => void): HTMLElement {
  const button = (label: string, sign: string, factor: number): HTMLElement =>
    el("button", { type: "button", "aria-label": label, onclick: () => zoomBy(factor) }, sign);
  return el(
    "div",
    { class: "zoom" },
    button(words.zoomOut, "−", 1 / ZOOMS.step),
    button(words.zoomIn, "＋", ZOOMS.step),
  );
}

const numberOf = (frame: Element): number => Number(frame.getAttribute("data-page"));

function sheetOf({ words }: Flow, number: number) {
  const canvas = el("canvas", { role: "img", "aria-label": words.pageLabel(number) });
  return { canvas, frame: el("div", { class: "page", "data-page": number }, canvas) };
}

/** Two fingers; one finger scrolls as everywhere. */
function pinch(element: HTMLElement, by: { zoom: () => number; zoomTo: (zoom: number) => void }): void {
  let start: { readonly apart: number; readonly zoom: number } | undefined;
  const apart = (touches: TouchList): number => {
    const [a, b] = [touches[0], touches[1]];
    return a === undefined || b === undefined ? 0 : Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
  };
  element.addEventListener("touchstart", (event) => {
    if (event.touches.length === 2) start = { apart: apart(event.touches), zoom: by.zoom() };
  });
  element.addEventListener(
    "touchmove",
    (event) => {
      if (start === undefined || event.touches.length !== 2) return;
      event.preventDefault();
      by.zoomTo((start.zoom * apart(event.touches)) / Math.max(1, start.apart));
    },
    { passive: false },
  );
  element.addEventListener("touchend", () => {
    start = undefined;
  });
}
