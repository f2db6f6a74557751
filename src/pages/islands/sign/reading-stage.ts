import { el } from "./el.ts";
import type { Contract, Flow } from "./flow.ts";
import { pagesView } from "./pages-view.ts";
import { checkWords, type Reader } from "./reader.ts";
import { textOfPages } from "./text-view.ts";

/** What hears of the stage: that the file is there and checked, or that another one is to be read now. */
export type StageEvents = { readonly checked: () => void; readonly otherFile: () => void };

/** The contract on the screen, as words or as it looks, with the bar that chooses. */
export class ReadingStage {
  readonly stage = el("div", { class: "stage" });
  readonly bar: HTMLElement;
  readonly #flow: Flow;
  readonly #contract: Contract;
  readonly #reader: Reader;
  readonly #counter = el("span", { class: "counter" });
  readonly #tools = el("div", { class: "zoom" });
  readonly #proof = el("p", { class: "note proof", role: "status" });
  readonly #views: Readonly<Record<Reader["view"], HTMLButtonElement>>;
  /** The view that stands on the stage; undefined while it waits. */
  #drawn: Reader["view"] | undefined;

  constructor(flow: Flow, contract: Contract, reader: Reader) {
    this.#flow = flow;
    this.#contract = contract;
    this.#reader = reader;
    const { words } = flow;
    const button = (view: Reader["view"], label: string) =>
      el("button", { type: "button", onclick: () => this.#choose(view) }, label);
    this.#views = { text: button("text", words.textView), original: button("original", words.original) };
    const choice = { class: "switch", role: "group", "aria-label": words.document };
    this.bar = el(
      "div",
      { class: "reader-bar" },
      el("div", choice, this.#views.text, this.#views.original),
      this.#counter,
      this.#tools,
    );
    watchHands(flow, reader);
  }

  #choose(view: Reader["view"]): void {
    this.#reader.view = view;
    this.#reader.touched = true;
    this.draw();
  }

  /** Draws what is chosen as far as it is there. */
  draw(): void {
    const { view, text, original, originalFailed } = this.#reader;
    const { words } = this.#flow;
    for (const [name, button] of Object.entries(this.#views))
      button.setAttribute("aria-pressed", `${name === view}`);
    this.#count(1);
    this.#tools.replaceChildren();
    this.#drawn = view;
    if (view === "text" && text !== undefined) {
      this.stage.replaceChildren(this.#proof, textOfPages(this.#flow, this.#reader, this.#count));
      this.#prove();
    } else if (view === "original" && original !== undefined) {
      const pages = pagesView(this.#flow, original, { reader: this.#reader, count: this.#count });
      this.#tools.replaceChildren(...pages.tools);
      this.stage.replaceChildren(pages.element);
    } else {
      this.#drawn = undefined;
      const said = originalFailed ? words.readerFailed : words.loadingDocument;
      this.stage.replaceChildren(el("p", { class: "notice", role: "status" }, said));
    }
  }

  readonly #count = (page: number): void => {
    const of = this.#reader.text?.pages.length ?? this.#contract.task.document.pages;
    this.#counter.textContent = this.#flow.words.page(page, of);
  };

  /** Says where the words come from, and whether that is proved yet. */
  #prove(): void {
    const { check } = this.#reader;
    this.#proof.textContent = proofOf(this.#flow, this.#reader);
    this.#proof.classList.toggle("bad", check === "replaced");
  }

  /** The bytes, what they say, and then the original. Throws when the bytes do not come or are not those the task names. */
  async complete(events: StageEvents): Promise<void> {
    const reader = this.#reader;
    const wasOpen = reader.check === "open";
    if ((await checkWords(this.#contract)) !== reader) {
      events.otherFile();
      return;
    }
    if (reader.check === "no words") reader.view = "original";
    if (wasOpen && reader.check !== "same") this.draw();
    else this.#prove();
    events.checked();
    await openOriginal(this.#flow, this.#contract, reader);
    if (!this.bar.isConnected) return;
    // Nothing is exchanged under the eyes of somebody who has begun to read.
    const toShow = reader.original !== undefined && (reader.text === undefined || !reader.touched);
    if (toShow) reader.view = "original";
    reader.began ??= performance.now();
    if (this.#drawn !== reader.view) this.draw();
  }
}

/** Notes that the reader began: a scroll, a touch or a key. */
function watchHands(flow: Flow, reader: Reader): void {
  const ends = new AbortController();
  const begun = (): void => {
    reader.touched = true;
  };
  const listening = { signal: ends.signal, passive: true };
  for (const kind of ["wheel", "touchmove", "keydown"]) window.addEventListener(kind, begun, listening);
  const scrolled = (): void => {
    if (window.scrollY > 40) begun();
  };
  window.addEventListener("scroll", scrolled, listening);
  flow.onLeave(() => ends.abort());
}

const opening = new WeakMap<Reader, Promise<void>>();

/** Opens the bytes for showing, once; a browser that cannot is noted. */
function openOriginal(flow: Flow, contract: Contract, reader: Reader): Promise<void> {
  const open = async (): Promise<void> => {
    try {
      const { openView } = await import("./pdf-view.ts");
      reader.original = await openView(contract.displayed ?? new Uint8Array(), flow.given.workerUrl);
    } catch {
      reader.originalFailed = true;
    }
  };
  const begun = opening.get(reader) ?? open();
  opening.set(reader, begun);
  return begun;
}

function proofOf({ words }: Flow, { check }: Reader): string {
  if (check === "open") return words.wordsUnchecked;
  if (check === "replaced") return words.wordsReplaced;
  return globalThis.crypto?.subtle === undefined ? words.wordsOfFile : words.wordsChecked;
}
