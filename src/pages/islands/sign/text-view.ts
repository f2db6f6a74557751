import type { ShownText } from "../../../../schemas/api/signing-link.ts";
import { el } from "./el.ts";
import type { Flow } from "./flow.ts";
import type { Reader } from "./reader.ts";

type Block = ShownText["pages"][number]["blocks"][number];

/** The contract as text that flows to the width of the screen and can be read aloud, page by page. `shown` hears of each page. */
export function textOfPages(flow: Flow, reader: Reader, shown: (page: number) => void): HTMLElement {
  const { words } = flow;
  const pages = reader.text?.pages ?? [];
  const sheets = pages.map(({ blocks }, at) => {
    const end = el("p", { class: "page-end", "data-page": at + 1 }, words.page(at + 1, pages.length));
    return el("section", { "aria-label": words.page(at + 1, pages.length) }, ...blocks.map(blockOf), end);
  });
  const watched = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      const number = Number(target.getAttribute("data-page"));
      shown(number);
      reader.seen.pages.add(number);
      if (number === pages.length) reader.seen.toEnd = true;
    }
  });
  for (const sheet of sheets) if (sheet.lastElementChild !== null) watched.observe(sheet.lastElementChild);
  flow.onLeave(() => watched.disconnect());
  return el(
    "div",
    { class: "reflow", lang: "zh-CN", tabindex: 0, role: "region", "aria-label": words.textView },
    ...sheets,
  );
}

/** Clauses are set apart by how they are numbered; the file says nothing of headings. */
const CLAUSE = /^(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百\d]{1,4}条).{0,24}$/u;

function blockOf({ kind, cells }: Block): HTMLElement {
  const [first = ""] = cells;
  if (kind === "row") return el("div", { class: "row" }, ...cells.map((cell) => el("span", {}, cell)));
  if (kind === "title") return el("p", { class: "title" }, first);
  if (kind === "margin") return el("p", { class: "margin" }, first);
  return el("p", { class: CLAUSE.test(first) ? "clause" : null }, first);
}
