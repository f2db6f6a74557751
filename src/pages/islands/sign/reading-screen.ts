import { el } from "./el.ts";
import type { Contract, Flow } from "./flow.ts";
import { fetchDocument } from "./fetch-document.ts";
import { actionButton, waysOut } from "./parts.ts";
import type { PdfView } from "./pdf-view.ts";
import { pagesView, type Seen } from "./pages-view.ts";
import { textOfPages } from "./text-view.ts";

/** Reading: full width, page n of N, a text view, the time in the button, and what was seen as evidence. */
export async function readingScreen(flow: Flow): Promise<void> {
  const { words } = flow;
  const at = flow.reading;
  const contract = flow.contracts[at];
  if (contract === undefined) return;
  const { task } = contract;
  flow.show({ step: 2, title: task.title, content: [el("p", { role: "status" }, words.loadingDocument)] });
  await fetchDocument(contract);
  const view = await viewOf(flow, contract);
  const seen: Seen = { pages: new Set(), toEnd: false };
  const pages = view && pagesView(flow, view, seen);
  const counter = pages?.counter;
  const stage = el(
    "div",
    { class: "stage" },
    pages?.element ?? el("p", { class: "notice" }, words.readerFailed),
  );
  const choose = (text: boolean): void => {
    original.setAttribute("aria-pressed", `${!text}`);
    reflow.setAttribute("aria-pressed", `${text}`);
    pages?.tools.toggleAttribute("hidden", text);
    stage.replaceChildren(text && view ? textOfPages(flow, view, seen) : (pages?.element ?? ""));
    stage.focus();
  };
  const original = el(
    "button",
    { type: "button", "aria-pressed": "true", onclick: () => choose(false) },
    words.original,
  );
  const reflow = el(
    "button",
    { type: "button", "aria-pressed": "false", onclick: () => choose(true) },
    words.textView,
  );
  const { button, said } = readButton(flow, { contract, at, seen });
  flow.show({
    step: 2,
    title: task.title,
    wide: true,
    content: [
      el(
        "div",
        { class: "reader-bar" },
        el("div", { class: "switch", role: "group", "aria-label": words.document }, original, reflow),
        counter ?? false,
        pages?.tools ?? false,
      ),
      stage,
    ],
    actions: [said, button, waysOut(flow)],
  });
}

async function viewOf(flow: Flow, contract: Contract): Promise<PdfView | undefined> {
  try {
    const { openView } = await import("./pdf-view.ts");
    return await openView(contract.displayed ?? new Uint8Array(), flow.given.workerUrl);
  } catch {
    return undefined;
  }
}

type Reading = { readonly contract: Contract; readonly at: number; readonly seen: Seen };

function readButton(flow: Flow, { contract, at, seen }: Reading) {
  const { words } = flow;
  const { task } = contract;
  const began = performance.now();
  const more = at + 1 < flow.contracts.length;
  const label = more ? words.readNext : words.haveRead;
  const made = actionButton(flow, { label }, async () => {
    contract.task = await contract.api.reading({
      sha256: task.document.sha256,
      pages_seen: [...seen.pages].toSorted((a, b) => a - b),
      seconds: (performance.now() - began) / 1000,
      scrolled_to_end: seen.toEnd,
    });
    next(flow, at);
  });
  const needed = task.reading.done ? 0 : task.reading.seconds;
  const tick = (): void => {
    const left = Math.ceil(needed - (performance.now() - began) / 1000);
    const unread = task.reading.scroll_to_end && !task.reading.done && !seen.toEnd;
    made.button.toggleAttribute("aria-disabled", left > 0 || unread);
    if (left > 0 || unread) {
      made.button.setAttribute("aria-disabled", "true");
      made.button.textContent = left > 0 ? words.readFor(left) : words.readToEnd;
      return;
    }
    made.button.textContent = label;
    clearInterval(timer);
  };
  const timer = setInterval(tick, 250);
  flow.onLeave(() => clearInterval(timer));
  tick();
  return made;
}

/** The next contract to be read; after the last the signature. Others of the same signer are offered once. */
function next(flow: Flow, at: number): void {
  if (at + 1 < flow.contracts.length) {
    flow.reading = at + 1;
    flow.visit("reading");
    return;
  }
  const others = flow.contracts[0]?.task.others ?? [];
  if (at === 0 && flow.contracts.length === 1 && others.length > 0) flow.visit("others");
  else flow.visit("mark");
}
