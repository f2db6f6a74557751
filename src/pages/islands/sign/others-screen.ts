import type { SigningTask } from "../../../../schemas/api/signing-link.ts";
import { el } from "./el.ts";
import type { Contract, Flow } from "./flow.ts";
import { linkApi } from "./link-api.ts";
import { actionButton, waysOut } from "./parts.ts";

/** So many signatures one answer carries: this contract and nineteen others. */
const MOST_OTHERS = 19;

type Other = SigningTask["others"][number];

/** Several contracts, one 意愿: the signer says which; each is consented to and read by itself, when its turn comes. */
export async function othersScreen(flow: Flow): Promise<void> {
  const { words } = flow;
  const { hasCrypto } = await import("./signing.ts");
  // A key of the server's is made for one signature at a time.
  if (!hasCrypto()) {
    flow.visit("mark");
    return;
  }
  const [own] = flow.contracts;
  const others = (own?.task.others ?? []).slice(0, MOST_OTHERS);
  const rows = others.map((other) => choiceOf(other));
  const together = actionButton(flow, { label: words.signTogether }, async () => {
    const chosen = rows.filter(({ tick }) => tick.checked);
    if (own === undefined || chosen.length === 0) {
      together.said.textContent = words.chooseOne;
      return;
    }
    const more: Contract[] = [];
    for (const { other } of chosen) {
      const api = linkApi(flow.asking, other.link_id);
      more.push({ api, task: await api.task() });
    }
    // All or none: when the network fails on the way, the same button begins anew.
    flow.contracts = [own, ...more];
    flow.reading = 1;
    flow.visit("reading");
  });
  const one = actionButton(flow, { label: words.signOne, quiet: true }, async () => flow.visit("mark"));
  flow.show({
    step: 2,
    title: words.othersTitle(others.length),
    content: [
      el("p", {}, words.othersText),
      el("ul", { class: "sheet list" }, ...rows.map(({ row }) => row)),
    ],
    actions: [together.said, together.button, one.button, waysOut(flow)],
  });
}

function choiceOf(other: Other) {
  const id = `other-${other.link_id}`;
  const tick = el("input", { type: "checkbox", id, checked: true });
  const named = el(
    "span",
    {},
    el("strong", { lang: "zh-CN" }, other.title),
    el("small", {}, ` ${other.contract_no}`),
  );
  return { other, tick, row: el("li", {}, el("label", { class: "tick", for: id }, tick, named)) };
}
