import "./old-engines.ts";
import type { LinkState } from "../../../../schemas/api/signing-link.ts";
import { el } from "./el.ts";
import { Flow, type Given, type Screens } from "./flow.ts";
import { enter, openScreen } from "./open-screen.ts";
import type { PageLanguage } from "./words.ts";

/** Only the first is loaded with the page. */
const SCREENS: Screens = {
  open: () => Promise.resolve(openScreen),
  consent: async () => (await import("./consent-screen.ts")).consentScreen,
  reading: async () => (await import("./reading-screen.ts")).readingScreen,
  others: async () => (await import("./others-screen.ts")).othersScreen,
  mark: async () => (await import("./mark-screen.ts")).markScreen,
  preview: async () => (await import("./preview-screen.ts")).previewScreen,
  result: async () => (await import("./result-screen.ts")).resultScreen,
  decline: async () => (await import("./leave-dialogs.ts")).declineDialog,
  transfer: async () => (await import("./leave-dialogs.ts")).transferDialog,
};

/** `<zhiqi-sign>`: the signer's page. Its content before scripts run is the first screen, made by the server. */
class SignElement extends HTMLElement {
  connectedCallback(): void {
    const language: PageLanguage = document.documentElement.lang === "en" ? "en" : "zh";
    // The server wrote both; what they hold is shown as text only.
    const state: LinkState = JSON.parse(this.dataset["state"] ?? "{}");
    const trustWords: Given["trustWords"] = JSON.parse(this.dataset["trust"] ?? "{}");
    const base = location.pathname.replace(/\/+$/, "");
    const workerUrl = this.dataset["worker"] ?? "";
    const readerUrls = [this.dataset["reader"] ?? "", workerUrl].filter((address) => address !== "");
    const given: Given = { base, workerUrl, readerUrls, state, trustWords };
    const flow = new Flow(this, given, { language, screens: SCREENS });
    switches(flow);
    if (this.hasAttribute("data-session")) flow.go(resume);
    else flow.visit("open");
    this.setAttribute("data-ready", "");
  }
}

/** A visit whose session is still good goes on where it was; any other begins with the code. */
async function resume(flow: Flow): Promise<void> {
  // Most visits that go on were reading: its parts come while the task is asked for.
  void flow.screens.reading().catch(() => undefined);
  const task = await flow.api.task().catch(() => undefined);
  if (task === undefined) flow.visit("open");
  else await enter(flow, task);
}

/** Language and type size, in the head of the page on every step. */
function switches(flow: Flow): void {
  const place = document.getElementById("switches");
  if (place === null) return;
  const large = el("button", { type: "button", "aria-pressed": "false" });
  const language = el("button", { type: "button" });
  const name = (): void => {
    const isLarge = document.documentElement.classList.contains("large");
    large.textContent = flow.words.largeType;
    large.setAttribute("aria-pressed", `${isLarge}`);
    language.textContent = flow.words.otherLanguage;
    language.lang = flow.language === "zh" ? "en" : "zh-CN";
    const chip = document.querySelector(".head .chip");
    if (chip !== null) chip.textContent = flow.words.testChip;
    document.documentElement.lang = flow.language === "zh" ? "zh-CN" : "en";
  };
  large.addEventListener("click", () => {
    document.documentElement.classList.toggle("large");
    name();
  });
  language.addEventListener("click", () => {
    const changed = flow.inLanguage(flow.language === "zh" ? "en" : "zh");
    name();
    void changed;
  });
  name();
  place.replaceChildren(large, language);
}

if (customElements.get("zhiqi-sign") === undefined) customElements.define("zhiqi-sign", SignElement);
