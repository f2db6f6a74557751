import { type Child, el } from "./el.ts";
import type { Contract, Flow } from "./flow.ts";
import { actionButton, codeButton, codeField, facts, typedCode, waysOut } from "./parts.ts";
import { drawPage, type FieldPlace, fieldPlace, openView } from "./pdf-view.ts";
import { completeAll, hasCrypto, signOnServer, stateIds } from "./signing.ts";

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
  const previews = own ? await Promise.all(flow.contracts.map((contract) => previewOf(flow, contract))) : [];
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
  const ask = codeButton(
    flow,
    () => flow.api.askCode("intent", own ? stateIds(flow) : undefined),
    () => {
      entry.hidden = false;
      input.focus();
    },
  );
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
      [words.trustNames.identity, trust.identity.says],
      [words.trustNames.key, say("key", hasCrypto() || flow.result !== undefined ? trust.key : "server")],
    ]),
  );
}

/** Room around the field, as parts of its own width and height. */
const AROUND = { x: 0.3, y: 0.7 } as const;

/** The place of the signature as the prepared file shows it, cut out and large; its page number below. */
async function previewOf(flow: Flow, { task, preparedBytes }: Contract): Promise<HTMLElement> {
  const { words } = flow;
  const canvas = el("canvas", { role: "img", "aria-label": words.previewLabel(task.field) });
  const caption = el("figcaption", {}, task.title);
  const figure = el("figure", { class: "preview" }, canvas, caption);
  if (preparedBytes === undefined) return figure;
  const view = await openView(preparedBytes, flow.given.workerUrl);
  flow.onLeave(() => void view.loadingTask.destroy());
  const place = await fieldPlace(view, task.field);
  if (place === undefined) return figure;
  caption.textContent = `${task.title} · ${words.page(place.number, view.numPages)}`;
  await cutOut(place, canvas);
  return figure;
}

async function cutOut({ page, box }: FieldPlace, canvas: HTMLCanvasElement): Promise<void> {
  const whole = document.createElement("canvas");
  await drawPage(page, 800, whole);
  const { width: points } = page.getViewport({ scale: 1 });
  const dots = whole.width / points;
  const left = Math.max(0, box.left - box.width * AROUND.x) * dots;
  const top = Math.max(0, box.top - box.height * AROUND.y) * dots;
  const width = Math.min(whole.width - left, box.width * (1 + 2 * AROUND.x) * dots);
  const height = Math.min(whole.height - top, box.height * (1 + 2 * AROUND.y) * dots);
  canvas.width = Math.round(width);
  canvas.height = Math.round(height);
  const pen = canvas.getContext("2d");
  if (pen === null) return;
  pen.drawImage(whole, left, top, width, height, 0, 0, width, height);
  pen.strokeStyle = "#a8201a";
  pen.lineWidth = 2 * dots * 0.5;
  pen.setLineDash([4 * dots, 3 * dots]);
  pen.strokeRect(box.left * dots - left, box.top * dots - top, box.width * dots, box.height * dots);
}
