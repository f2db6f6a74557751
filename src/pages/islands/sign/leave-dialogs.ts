import { el } from "./el.ts";
import type { Contract, Flow } from "./flow.ts";
import { actionButton } from "./parts.ts";

type Field = { readonly id: string; readonly label: string; readonly long?: boolean; readonly tel?: boolean };
type Question = {
  readonly title: string;
  readonly text: string;
  readonly fields: readonly Field[];
  readonly label: string;
  /** What is missing in the answers, or undefined. */
  readonly lacks: (values: ReadonlyMap<string, string>) => string | undefined;
  readonly send: (contract: Contract, values: ReadonlyMap<string, string>) => Promise<void>;
};

/** A modal question: the browser's own dialog keeps the focus in it, Escape and 取消 close it. */
function ask(flow: Flow, question: Question): void {
  const { words } = flow;
  const inputs = question.fields.map(({ id, label, long, tel }) => {
    const input =
      long === true
        ? el("textarea", { id, rows: 3, maxlength: 500 })
        : el("input", { id, type: tel === true ? "tel" : "text", maxlength: 40, autocomplete: "off" });
    return { id, input, row: el("div", {}, el("label", { for: id }, label), input) };
  });
  const which = whichContract(flow);
  const { button, said } = actionButton(flow, { label: question.label }, async () => {
    const contract = which.chosen();
    if (contract === undefined) return;
    const values = new Map(inputs.map(({ id, input }) => [id, input.value.trim()]));
    const missing = question.lacks(values);
    if (missing !== undefined) {
      said.textContent = missing;
      return;
    }
    await question.send(contract, values);
    dialog.close();
  });
  const cancel = el(
    "button",
    { type: "button", class: "quiet", onclick: () => dialog.close() },
    words.cancel,
  );
  const dialog = el(
    "dialog",
    { "aria-labelledby": "dialog-title" },
    el("h2", { id: "dialog-title" }, question.title),
    el("p", {}, question.text),
    which.row,
    ...inputs.map(({ row }) => row),
    said,
    el("div", { class: "pair" }, cancel, button),
  );
  dialog.addEventListener("close", () => dialog.remove());
  flow.root.append(dialog);
  dialog.showModal();
}

/** Of several contracts the one that is meant; the one being read comes first to mind. */
function whichContract({ words, contracts, reading }: Flow) {
  if (contracts.length < 2) return { row: null, chosen: () => contracts[0] };
  const options = contracts.map(({ task }, at) =>
    el("option", { value: at, selected: at === reading }, `${task.contract_no} ${task.title}`),
  );
  const select = el("select", { id: "which" }, ...options);
  const row = el("div", {}, el("label", { for: "which" }, words.whichContract), select);
  return { row, chosen: () => contracts[Number(select.value)] };
}

/** What was said of one contract; of several the others go on, from where they are. */
function left(flow: Flow, contract: Contract, said: { readonly title: string; readonly notice: Node }): void {
  flow.contracts = flow.contracts.filter((one) => one !== contract);
  flow.reading = Math.max(
    0,
    flow.contracts.findIndex(({ task }) => !task.reading.done),
  );
  const goesOn = flow.contracts.length > 0;
  const read = flow.contracts.every(({ task }) => task.reading.done);
  flow.go((at) =>
    at.show({
      step: goesOn ? 2 : 5,
      title: said.title,
      content: [said.notice],
      ...(goesOn && {
        actions: [
          el(
            "button",
            { class: "primary", type: "button", onclick: () => flow.visit(read ? "mark" : "reading") },
            at.words.goOnOthers,
          ),
        ],
      }),
    }),
  );
}

/** 拒签: ends the envelope, with a reason that everybody gets. */
export function declineDialog(flow: Flow): void {
  const { words } = flow;
  ask(flow, {
    title: words.declineTitle,
    text: words.declineText,
    fields: [{ id: "reason", label: words.reason, long: true }],
    label: words.declineNow,
    lacks: (values) => ((values.get("reason") ?? "").length < 2 ? words.reasonShort : undefined),
    send: async (contract, values) => {
      await contract.api.decline({ reason: values.get("reason") ?? "" });
      left(flow, contract, {
        title: words.declinedTitle,
        notice: el("p", { class: "notice", role: "status" }, words.overText),
      });
    },
  });
}

/** 转交: another person of the same organisation gets a link of his own; this one ends. */
export function transferDialog(flow: Flow): void {
  const { words } = flow;
  ask(flow, {
    title: words.transferTitle,
    text: words.transferText,
    fields: [
      { id: "name", label: words.transferName },
      { id: "phone", label: words.transferPhone, tel: true },
      { id: "reason", label: words.reason, long: true },
    ],
    label: words.transferNow,
    lacks: (values) => {
      if ((values.get("name") ?? "").length < 2) return words.nameShort;
      if (!/^(?:\+86)?1[3-9]\d{9}$/.test(values.get("phone") ?? "")) return words.phoneWrong;
      return (values.get("reason") ?? "").length < 2 ? words.reasonShort : undefined;
    },
    send: async (contract, values) => {
      const [name = "", phone = "", reason = ""] = ["name", "phone", "reason"].map((id) => values.get(id));
      await contract.api.transfer({ name, phone, reason });
      // The session belongs to the link that just ended: without it the others wait for their own links.
      if (contract.api === flow.api) flow.contracts = [contract];
      left(flow, contract, {
        title: words.transferredTitle,
        notice: el("p", { class: "notice good", role: "status" }, words.transferredText(name)),
      });
    },
  });
}
