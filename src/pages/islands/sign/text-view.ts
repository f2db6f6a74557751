import { el } from "./el.ts";
import type { Flow } from "./flow.ts";
import { pageParagraphs, type PdfView } from "./pdf-view.ts";
import type { Seen } from "./pages-view.ts";

/** The contract as text that flows to the width of the screen and is read aloud; the original prevails, and the view says so. */
export function textOfPages(flow: Flow, view: PdfView, seen: Seen): HTMLElement {
  const { words } = flow;
  const text = el("div", { class: "reflow", lang: "zh-CN" }, el("p", { class: "note" }, words.textNote));
  const watched = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      const number = Number(target.getAttribute("data-page"));
      if (!isIntersecting) continue;
      seen.pages.add(number);
      if (number === view.numPages) seen.toEnd = true;
    }
  });
  flow.onLeave(() => watched.disconnect());
  async function fill(): Promise<void> {
    for (let number = 1; number <= view.numPages; number += 1) {
      const paragraphs = await pageParagraphs(await view.getPage(number));
      const end = el("p", { class: "page-end", "data-page": number }, words.page(number, view.numPages));
      text.append(...paragraphs.map((paragraph) => el("p", {}, paragraph)), end);
      watched.observe(end);
    }
  }
  void fill().catch(() => text.append(el("p", { class: "notice" }, words.readerFailed)));
  return text;
}
