import type {
  CodePurpose,
  LinkState,
  Prepared,
  SigningResult,
  SigningTask,
} from "../../../../schemas/api/signing-link.ts";
import type { Bytes } from "../../../kit/bytes.ts";
import type { ConfirmedRevision, PageKey } from "../../../sign/client/index.ts";
import { type Child, el } from "./el.ts";
import { linkApi, type Asking, type LinkApi, Problem } from "./link-api.ts";
import { type PageLanguage, type Words, WORDS } from "./words.ts";

export type Point = { x: number; y: number; pressure?: number };
export type Mark = { readonly seal: "公章" | "合同专用章" } | { readonly strokes: Point[][] };

/** One contract on its way through the page. */
export type Contract = {
  readonly api: LinkApi;
  task: SigningTask;
  displayed?: Bytes;
  key?: PageKey;
  prepared?: Prepared;
  confirmed?: ConfirmedRevision;
  /** The file as it will be, its signature still open: for the preview. */
  preparedBytes?: Bytes;
  /** How it came out for this one: signed, or what stood against it. */
  result?: SigningResult;
  refused?: string;
};

/** What the page around the element tells it. */
export type Given = {
  readonly base: string;
  readonly workerUrl: string;
  /** What the reader of originals is made of, to be fetched ahead. */
  readonly readerUrls: readonly string[];
  readonly state: LinkState;
  readonly trustWords: Readonly<
    Record<
      "certificate" | "time" | "key",
      Readonly<Record<string, { readonly zh: string; readonly en: string }>>
    >
  >;
};

/** What a screen shows: a heading that gets the focus, its content, and what can be done. */
export type Screen = {
  readonly step: number;
  readonly title: string;
  /** Contracts are named in Chinese, whatever the page speaks. */
  readonly titleIn?: "zh-CN";
  readonly content: readonly Child[];
  readonly actions?: readonly Child[];
  readonly wide?: boolean;
};

/** The screens of a visit, and the questions that open over one. */
export type ScreenName = "open" | "consent" | "reading" | "others" | "mark" | "preview" | "result";
export type QuestionName = "decline" | "transfer";
type Loader = () => Promise<(flow: Flow) => unknown>;
/** Each is loaded when it is needed; main.ts names them, so that no screen has to know another. */
export type Screens = Readonly<Record<ScreenName | QuestionName, Loader>>;

/** The state of one visit, and the frame in which its screens appear. Nothing of it is stored in the browser. */
export class Flow {
  readonly root: HTMLElement;
  readonly given: Given;
  readonly asking: Asking;
  readonly api: LinkApi;
  readonly screens: Screens;
  language: PageLanguage;
  contracts: Contract[] = [];
  /** Which of them is being read. */
  reading = 0;
  mark: Mark | undefined;
  /** What was written by hand so far, chosen or not. */
  readonly strokes: Point[][] = [];
  result: SigningResult | undefined;
  /** Codes asked for, by purpose: where they went, and when another may be asked for. */
  readonly codes = new Map<CodePurpose, { readonly sentTo: string; readonly until: number }>();
  /** Ends what a screen left running: timers, observers. */
  #leave: (() => void)[] = [];
  #screen: (flow: Flow) => unknown = () => undefined;

  constructor(root: HTMLElement, given: Given, around: { language: PageLanguage; screens: Screens }) {
    this.root = root;
    this.given = given;
    this.language = around.language;
    this.screens = around.screens;
    this.asking = {
      base: given.base,
      language: () => (this.language === "zh" ? "zh-CN" : "en"),
      session: null,
    };
    this.api = linkApi(this.asking);
  }

  /** The contract that is on the screen: the one being read, else the first. */
  get current(): Contract | undefined {
    return this.contracts[this.reading] ?? this.contracts[0];
  }

  get words(): Words {
    return WORDS[this.language];
  }

  /** Goes to a screen; the same is drawn again when the language changes. */
  go(screen: (flow: Flow) => unknown): void {
    this.#screen = screen;
    for (const end of this.#leave.splice(0)) end();
    void this.guarded(async () => {
      await screen(this);
    });
  }

  /** Goes to a screen by name. */
  visit(name: ScreenName): void {
    this.go(async (flow) => (await flow.screens[name]())(flow));
  }

  /** Asks something over the screen that is there. */
  ask(name: QuestionName): void {
    void this.guarded(async () => {
      await (await this.screens[name]())(this);
    });
  }

  again(): void {
    this.go(this.#screen);
  }

  /** Draws the screen that is there in another language: what was typed, ticked and scrolled to stays, and so does the focus. */
  async inLanguage(language: PageLanguage): Promise<void> {
    const kept = keptFields(this.root);
    const { scrollY } = window;
    const focused = document.activeElement;
    this.language = language;
    for (const end of this.#leave.splice(0)) end();
    await this.guarded(async () => {
      await this.#screen(this);
    });
    kept();
    window.scrollTo(0, scrollY);
    if (focused instanceof HTMLElement && focused.isConnected) focused.focus({ preventScroll: true });
  }

  onLeave(end: () => void): void {
    this.#leave.push(end);
  }

  show(screen: Screen): void {
    const heading = el("h1", { tabindex: -1, lang: screen.titleIn }, screen.title);
    this.root.classList.toggle("reads", screen.wide === true);
    this.root.replaceChildren(
      progress(this.words, screen.step),
      el(
        "main",
        { class: screen.wide === true ? "wide" : null, id: "main" },
        this.given.state.test_mode &&
          SAYS_TEST.has(screen.step) &&
          el("p", { class: "test" }, this.words.testMode),
        heading,
        ...screen.content,
      ),
    );
    if (screen.actions !== undefined) this.root.append(el("footer", { class: "bar" }, ...screen.actions));
    document.title = `${screen.title} · ${this.words.product}`;
    window.scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  }

  /** Runs a step; what goes wrong is said on the page, with a way on. */
  async guarded(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      showFault(this, error);
    }
  }
}

/** Where the sentence about test mode stands: before the code, before the signature and after it. Its short form is in the head. */
const SAYS_TEST: ReadonlySet<number> = new Set([0, 4, 5]);

/** Remembers what stands in the fields; calling what it answers puts it into the fields of the same ids. */
function keptFields(root: HTMLElement): () => void {
  const fields = [
    ...root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input[id], textarea[id]"),
  ];
  const kept = fields.map((field) => ({
    id: field.id,
    value: field.value,
    checked: "checked" in field && field.checked,
  }));
  return () => {
    for (const { id, value, checked } of kept) {
      const field = document.getElementById(id);
      if (field instanceof HTMLTextAreaElement) field.value = value;
      if (!(field instanceof HTMLInputElement)) continue;
      if (field.type !== "checkbox" && field.type !== "radio") field.value = value;
      if (field.checked === checked) continue;
      field.checked = checked;
      field.dispatchEvent(new Event("change"));
    }
  };
}

function progress(words: Words, step: number): HTMLElement {
  const name = words.steps[step] ?? "";
  return el(
    "section",
    { class: "progress", "aria-label": words.progress },
    el("p", { class: "hidden" }, words.stepOf(step + 1, words.steps.length, name)),
    ...words.steps.map((word, at) =>
      el("span", { class: at < step ? "done" : at === step ? "now" : null, "aria-hidden": "true" }, word),
    ),
  );
}

function showFault(flow: Flow, error: unknown): void {
  const { words } = flow;
  const lost = error instanceof Problem && error.status === 401;
  const noNetwork = error instanceof Problem && error.code === "network";
  const said = faultWords(flow, error);
  flow.show({
    step: 0,
    title: lost ? words.lostTitle : noNetwork ? words.networkTitle : words.faultTitle,
    content: [el("p", { class: lost || noNetwork ? "notice" : "notice bad", role: "alert" }, said)],
    actions: [
      el(
        "button",
        { class: "primary", type: "button", onclick: () => (lost ? flow.visit("open") : flow.again()) },
        lost ? words.getCode : words.retry,
      ),
    ],
  });
}

/** What is said of a failure. */
export function faultWords({ words }: Flow, error: unknown): string {
  if (error instanceof Problem) {
    if (error.code === "network") return words.networkText;
    if (error.code === "link.session_over") return words.sessionOver;
    return error.message === "" ? words.faultTitle : error.message;
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code.startsWith("confirm.")) return `${words.confirmFault(code)} ${words.notSigned}`;
  return `${words.faultTitle}（${error instanceof Error ? error.message : String(error)}）`;
}
