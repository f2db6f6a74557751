import { el } from "./el.ts";
import type { Flow } from "./flow.ts";
import { actionButton } from "./parts.ts";

type Field = { readonly id: string; readonly label: string; readonly long?: boolean; readonly tel?: boolean };
type Question = {
  readonly title: string;
  readonly text: string;
  readonly fields: readonly Field[];
  readonly label: string;
  /** What is missing in the answers, or undefined. */
  readonly lacks: (values: ReadonlyMap<string, string>) => string | undefined;
  readonly send: (values: ReadonlyMap<string, string>) => Promise<void>;
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
  const { button, said } = actionButton(flow, { label: question.label }, async () => {
    const values = new Map(inputs.map(({ id, input }) => [id, input.value.trim()]));
    const missing = question.lacks(values);
    if (missing !== undefined) {
      said.textContent = missing;
      return;
    }
    await question.send(values);
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
    ...inputs.map(({ row }) => row),
    said,
    el("div", { class: "pair" }, cancel, button),
  );
  dialog.addEventListener("close", () => dialog.remove());
  flow.root.append(dialog);
  dialog.showModal();
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
    send: async (values) => {
      await flow.api.decline({ reason: values.get("reason") ?? "" });
      flow.contracts = [];
      flow.go((at) =>
        at.show({
          step: 5,
          title: at.words.declinedTitle,
          content: [el("p", { class: "notice", role: "status" }, at.words.overText)],
        }),
      );
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
    send: async (values) => {
      const [name = "", phone = "", reason = ""] = ["name", "phone", "reason"].map((id) => values.get(id));
      await flow.api.transfer({ name, phone, reason });
      flow.contracts = [];
      flow.go((at) =>
        at.show({
          step: 5,
          title: at.words.transferredTitle,
          content: [el("p", { class: "notice good", role: "status" }, at.words.transferredText(name))],
        }),
      );
    },
  });
}
