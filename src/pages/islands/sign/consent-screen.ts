import type { SigningTask } from "../../../../schemas/api/signing-link.ts";
import { el } from "./el.ts";
import { fetchContractAhead, fetchReaderAhead } from "./fetch-ahead.ts";
import type { Flow } from "./flow.ts";
import { actionButton, contractCard, waysOut } from "./parts.ts";

/** Statements come in both languages, one after the other: every second paragraph is English, and so is half the title. */
function statement(flow: Flow, told: SigningTask["statement"]): HTMLElement {
  const second = flow.language === "zh" ? 0 : 1;
  return el(
    "section",
    { class: "sheet statement", lang: flow.language === "zh" ? "zh-CN" : "en" },
    el("h2", {}, told.title.split(" · ")[second] ?? told.title),
    el(
      "ol",
      {},
      ...told.text.filter((_, at) => at % 2 === second).map((paragraph) => el("li", {}, paragraph)),
    ),
    el("p", { class: "note" }, flow.words.version(told.version)),
  );
}

/** 签署声明 and 个人信息告知 in their present versions; agreeing is recorded before the contract is shown. */
export function consentScreen(flow: Flow): void {
  const { words } = flow;
  const contract = flow.contracts[0];
  if (contract === undefined) return;
  const { task } = contract;
  const tick = el("input", { type: "checkbox", id: "agree" });
  const { button, said } = actionButton(flow, { label: words.agree }, async () => {
    if (!tick.checked) {
      said.textContent = words.tickFirst;
      tick.focus();
      return;
    }
    contract.task = await contract.api.consent({
      statement_version: task.statement.version,
      privacy_version: task.privacy.version,
    });
    flow.visit("reading");
  });
  flow.show({
    step: 1,
    title: words.consentTitle,
    content: [
      contractCard(flow),
      statement(flow, task.statement),
      statement(flow, task.privacy),
      el("label", { class: "tick", for: "agree" }, tick, el("span", {}, words.agreeBoth)),
    ],
    actions: [said, button, waysOut(flow)],
  });
  void fetchContractAhead(contract);
  void fetchReaderAhead(flow);
}
