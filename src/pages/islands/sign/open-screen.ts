import type { SigningTask } from "../../../../schemas/api/signing-link.ts";
import { el } from "./el.ts";
import { fetchReaderAhead } from "./fetch-ahead.ts";
import type { Flow } from "./flow.ts";
import { Problem } from "./link-api.ts";
import { actionButton, codeButton, codeField, typedCode } from "./parts.ts";
import { shownTime } from "./words.ts";

/** Before anything of the contract is shown: the code to the phone that the sender named. */
export function openScreen(flow: Flow): void {
  const { words, given } = flow;
  const { state } = given;
  const heading = {
    open: words.greeting,
    waiting: words.waitingTitle,
    signed: words.signedTitle,
    over: words.overTitle,
  }[state.state];
  const { field, input } = codeField(flow);
  const { button, said } = actionButton(
    flow,
    { label: state.state === "open" ? words.open : words.view },
    open,
  );
  const entry = el("form", { class: "entry", novalidate: true, hidden: true }, field, button, said);
  entry.addEventListener("submit", (event) => {
    event.preventDefault();
    button.click();
  });
  const ask = codeButton(flow, "open", {
    ask: () => flow.api.askCode({ purpose: "open" }),
    asked: (how) => {
      entry.hidden = false;
      if (how === "now") input.focus();
      // A person waits for a message now, and the line has nothing to do.
      if (state.state === "open") void fetchReaderAhead(flow);
    },
  });
  async function open(): Promise<void> {
    const code = typedCode(flow, input, said);
    if (code === undefined) return;
    const opened = await flow.api.openSession(code);
    flow.codes.delete("open");
    flow.asking.session = opened.session;
    await enter(flow, opened.task);
  }
  const text = { open: null, waiting: words.waitingText, signed: words.signedText, over: words.overText }[
    state.state
  ];
  flow.show({
    step: 0,
    title: heading,
    content: [
      el("p", { class: "sender", lang: "zh-CN" }, state.sender),
      text !== null && el("p", {}, state.copies_only ? words.copiesOnly : text),
      el("section", { class: "sheet" }, el("p", {}, words.sentTo(state.sent_to)), ask, entry),
      !state.copies_only && el("p", { class: "note" }, words.validUntil(shownTime(state.expires_at))),
      el("p", { class: "note" }, words.opensNothing),
    ],
  });
}

/** Goes to the first step that is still to be made: here the visit resumes, on this phone or another. */
export async function enter(flow: Flow, opened: SigningTask): Promise<void> {
  let task = opened;
  if (flow.asking.session === null) {
    // The cookie may not have been kept: better said now than after the reading.
    try {
      task = await flow.api.task();
    } catch (error) {
      if (error instanceof Problem && error.code === "link.session_missing")
        throw new Problem("link.session_missing", flow.words.noSession, { status: 403, retryAfter: 0 });
      throw error;
    }
  }
  flow.contracts = [{ api: flow.api, task }];
  if (task.state === "signed" || task.state === "over") {
    flow.result = await flow.api.result();
    flow.visit("result");
    return;
  }
  if (task.state === "waiting") {
    flow.show({ step: 0, title: flow.words.waitingTitle, content: [el("p", {}, flow.words.waitingText)] });
    return;
  }
  flow.visit(task.consented ? "reading" : "consent");
}
