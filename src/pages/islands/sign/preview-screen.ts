import { type Child, el } from "./el.ts";
import type { Contract, Flow } from "./flow.ts";
import { actionButton, codeButton, codeField, facts, inChinese, typedCode, waysOut } from "./parts.ts";
import type { FieldPlace } from "./pdf-view.ts";
import { completeAll, hasCrypto, intended, signOnServer } from "./signing.ts";

/** Signature and seal where they will be, the facts of the signature, and the 意愿 code. */
export async function previewScreen(flow: Flow): Promise<void> {
  const { words } = flow;
  const own = hasCrypto();
  if (!own && flow.contracts[0]?.task.keys !== "server-allowed") {
    flow.show({
      step: 4,
      title: words.noCryptoTitle,
      content: [el("p", { class: "notice bad" }, words.noCryptoText), el("p", {}, words.noCryptoRefused)],
      actions: [waysOut(flow)],
    });
    return;
  }
  const previews = own ? flow.contracts.map((contract) => previewOf(flow, contract)) : [];
  const understood = el("input", { type: "checkbox", id: "understood" });
  const { field, input } = codeField(flow);
  const { button, said } = actionButton(flow, { label: words.submit, busy: words.submitting }, async () => {
    const code = typedCode(flow, input, said);
    if (code === undefined) return;
    if (!own && !understood.checked) {
      said.textContent = words.tickFirst;
      return;
    }
    await (own ? completeAll(flow, code) : signOnServer(flow, code));
    flow.visit("result");
  });
  const ask = codeButton(flow, "intent", {
    ask: () => flow.api.askCode({ purpose: "intent", ...intended(flow) }),
    asked: (how) => {
      entry.hidden = false;
      if (how === "now") input.focus();
    },
  });
  const entry = el("form", { class: "entry", novalidate: true, hidden: true }, field, button, said);
  entry.addEventListener("submit", (event) => {
    event.preventDefault();
    button.click();
  });
  flow.show({
    step: 4,
    title: words.previewTitle,
    content: [
      ...previews,
      own ? el("p", { class: "notice good" }, words.checked) : serverKeyNotice(flow, understood),
      el(
        "section",
        { class: "sheet" },
        el("h2", {}, words.intentTitle),
        el("p", {}, words.intentText),
        ask,
        entry,
      ),
      trustFacts(flow),
    ],
    actions: [waysOut(flow, back(flow))],
  });
}

const back = (flow: Flow): HTMLElement =>
  el(
    "button",
    {
      type: "button",
      class: "link",
      onclick: () => flow.visit("mark"),
    },
    flow.words.back,
  );

function serverKeyNotice({ words }: Flow, understood: HTMLInputElement): HTMLElement {
  return el(
    "section",
    { class: "sheet" },
    el("h2", {}, words.noCryptoTitle),
    el("p", {}, words.noCryptoText),
    el("p", { class: "notice bad" }, words.serverKeyText),
    el("label", { class: "tick", for: "understood" }, understood, el("span", {}, words.serverKeyTick)),
  );
}

/** Four facts, never one tick. */
export function trustFacts(flow: Flow): Child {
  const { words, language, given } = flow;
  const first = flow.contracts[0];
  const trust = flow.result?.trust ?? first?.prepared?.trust ?? first?.task.trust;
  if (trust === undefined) return null;
  const say = (kind: "certificate" | "time" | "key", value: string): string =>
    given.trustWords[kind][value]?.[language] ?? value;
  return el(
    "section",
    { class: "sheet" },
    el("h2", {}, words.trustTitle),
    facts([
      [words.trustNames.certificate, say("certificate", trust.certificate)],
      [words.trustNames.time, say("time", trust.time)],
      [words.trustNames.identity, inChinese(trust.identity.says)],
      [words.trustNames.key, say("key", hasCrypto() || flow.result !== undefined ? trust.key : "server")],
    ]),
  );
}

/** Room above and below the field, as parts of its own height. */
const AROUND = 0.8;

/**
 * The place of the signature as the prepared file shows it: a strip as wide as the page. It is drawn while the rest can be read
 * already; a browser that cannot draw it says where the place is.
 */
function previewOf(flow: Flow, contract: Contract): HTMLElement {
  const { words } = flow;
  const { task } = contract;
  const name = flow.contracts.length > 1 ? `${task.title} ${task.contract_no}` : task.title;
  const canvas = el("canvas", { role: "img", "aria-label": words.previewLabel(task.field), hidden: true });
  const caption = el("span", { role: "status" }, `${name} · ${words.drawing}`);
  const draw = async (): Promise<void> => {
    const { drawPage, fieldPlace, openView } = await import("./pdf-view.ts");
    const view = await openView(contract.preparedBytes ?? new Uint8Array(), flow.given.workerUrl);
    flow.onLeave(() => void view.loadingTask.destroy());
    const place = await fieldPlace(view, task.field);
    if (place === undefined) throw new Error(task.field);
    const whole = el("canvas");
    await drawPage(place.page, 1000, whole);
    cutOut(place, whole, canvas);
    canvas.hidden = false;
    caption.textContent = `${name} · ${words.page(place.number, view.numPages)}`;
  };
  void draw().catch(() => {
    caption.textContent = `${name} · ${words.noPreview(task.field)}`;
  });
  return el("figure", { class: "preview" }, canvas, el("figcaption", {}, caption));
}

function cutOut({ page, box }: FieldPlace, whole: HTMLCanvasElement, canvas: HTMLCanvasElement): void {
  const { width: points } = page.getViewport({ scale: 1 });
  const dots = whole.width / points;
  const top = Math.max(0, box.top - box.height * AROUND) * dots;
  const height = Math.min(whole.height - top, box.height * (1 + 2 * AROUND) * dots);
  canvas.width = whole.width;
  canvas.height = Math.round(height);
  const pen = canvas.getContext("2d");
  if (pen === null) return;
  pen.drawImage(whole, 0, top, whole.width, height, 0, 0, whole.width, height);
  pen.strokeStyle = "#a8201a";
  pen.lineWidth = dots;
  pen.setLineDash([4 * dots, 3 * dots]);
  pen.strokeRect(box.left * dots, box.top * dots - top, box.width * dots, box.height * dots);
}
