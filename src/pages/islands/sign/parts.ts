import type { CodePurpose } from "../../../../schemas/api/signing-link.ts";
import { el } from "./el.ts";
import { faultWords, type Flow } from "./flow.ts";
import { Problem } from "./link-api.ts";

/** A button that works once at a time, and says under itself what went wrong. */
export function actionButton(
  flow: Flow,
  what: { readonly label: string; readonly busy?: string; readonly quiet?: boolean },
  run: () => Promise<void>,
): { readonly button: HTMLButtonElement; readonly said: HTMLElement } {
  const said = el("p", { class: "said", role: "alert" });
  const button = el(
    "button",
    { type: "button", class: what.quiet === true ? "quiet" : "primary" },
    what.label,
  );
  button.addEventListener("click", () => void flow.guarded(act));
  async function act(): Promise<void> {
    if (button.getAttribute("aria-disabled") === "true") return;
    said.textContent = "";
    button.setAttribute("aria-disabled", "true");
    button.textContent = what.busy ?? flow.words.wait;
    try {
      await run();
    } catch (error) {
      // A session that is over has a screen of its own.
      if (error instanceof Problem && error.status === 401 && error.code.startsWith("link.session"))
        throw error;
      said.textContent = faultWords(flow, error);
    } finally {
      button.removeAttribute("aria-disabled");
      button.textContent = what.label;
    }
  }
  return { button, said };
}

/** A field for six digits that the phone's keyboard fills from the message by itself. */
export function codeField(flow: Flow): { readonly field: HTMLElement; readonly input: HTMLInputElement } {
  const input = el("input", {
    id: "code",
    name: "code",
    inputmode: "numeric",
    autocomplete: "one-time-code",
    pattern: "[0-9]{6}",
    maxlength: 6,
    class: "code",
  });
  return { field: el("div", {}, el("label", { for: "code" }, flow.words.codeLabel), input), input };
}

/** Six digits, or undefined with the reason said. */
export function typedCode(flow: Flow, input: HTMLInputElement, said: HTMLElement): string | undefined {
  const code = input.value.replaceAll(/\D/g, "");
  if (code.length === 6) return code;
  said.textContent = flow.words.codeWrong;
  input.focus();
  return undefined;
}

type CodeSentTo = { readonly sent_to: string; readonly resend_after: number };

/** A button that asks for a code and counts down until another may be asked for; a drawing of the screen anew does not forget it. */
export function codeButton(
  flow: Flow,
  purpose: CodePurpose,
  by: { readonly ask: () => Promise<CodeSentTo>; readonly asked: (how: "now" | "before") => void },
): HTMLElement {
  const { words } = flow;
  const told = el("p", { class: "note", role: "status" });
  const remember = (sentTo: string, seconds: number): void => {
    flow.codes.set(purpose, { sentTo, until: Date.now() + seconds * 1000 });
    resume();
  };
  const { button, said } = actionButton(flow, { label: words.getCode }, async () => {
    const sent = await by.ask().catch((error: unknown) => {
      if (error instanceof Problem && error.retryAfter > 0) remember("", error.retryAfter);
      // One was sent a moment ago, perhaps before this page was loaded anew: it can still be typed.
      if (error instanceof Problem && error.code === "link.code_too_soon") by.asked("now");
      throw error;
    });
    remember(sent.sent_to, sent.resend_after);
    by.asked("now");
  });
  const tick = (): void => {
    const left = Math.ceil(((flow.codes.get(purpose)?.until ?? 0) - Date.now()) / 1000);
    if (left > 0) {
      button.setAttribute("aria-disabled", "true");
      button.textContent = words.again(left);
      return;
    }
    clearInterval(timer);
    button.removeAttribute("aria-disabled");
    button.textContent = words.getCodeAgain;
  };
  let timer: ReturnType<typeof setInterval> | undefined;
  function resume(): void {
    const sent = flow.codes.get(purpose);
    if (sent === undefined) return;
    if (sent.sentTo !== "") {
      told.textContent = words.codeSent(sent.sentTo);
      button.className = "quiet";
    }
    clearInterval(timer);
    timer = setInterval(tick, 500);
    // After the click's own end, which gives the button its usual words.
    setTimeout(tick);
  }
  resume();
  if (flow.codes.has(purpose)) setTimeout(() => by.asked("before"));
  flow.onLeave(() => clearInterval(timer));
  return el("div", { class: "code-ask" }, button, told, said);
}

/** Words that are Chinese also on an English page, so that they are read aloud as such. */
export const inChinese = (text: string): HTMLElement => el("span", { lang: "zh-CN" }, text);

/** Facts by name; what is absent is left out. */
export const facts = (rows: readonly (readonly [string, string | Node | null | undefined])[]): HTMLElement =>
  el(
    "dl",
    {},
    ...rows
      .filter(([, value]) => value !== null && value !== undefined && value !== "")
      .map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))),
  );

/** 拒签 and 转交, in sight on every step where the signer may. */
export function waysOut(flow: Flow, ...first: readonly HTMLElement[]): HTMLElement | undefined {
  const moves = flow.current?.task.moves ?? [];
  const { words } = flow;
  const link = (label: string, open: () => void): HTMLElement =>
    el("button", { type: "button", class: "link", onclick: open }, label);
  const ways = [
    ...first,
    moves.includes("transfer") && link(words.transfer, () => flow.ask("transfer")),
    moves.includes("decline") && link(words.decline, () => flow.ask("decline")),
  ].filter((way) => way !== false);
  return ways.length === 0 ? undefined : el("p", { class: "ways" }, ...ways);
}

/** What will be signed, by whom. */
export function contractCard(flow: Flow): HTMLElement {
  const { words } = flow;
  const { task } = flow.current ?? {};
  if (task === undefined) return el("div");
  return el(
    "section",
    { class: "sheet" },
    el("p", { class: "kicker", lang: "zh-CN" }, task.sender),
    el("h2", { class: "contract-title", lang: "zh-CN" }, task.title),
    facts([
      [words.contractNo, task.contract_no],
      [words.signer, inChinese(`${task.me.name}（${task.me.role}）`)],
      [words.seat, inChinese(`${task.me.seat} ${task.me.organisation}`)],
    ]),
  );
}

/** Whether this is WeChat's own browser, which cannot keep files; and what to do there. */
export const weChatNote = ({ words }: Flow): HTMLElement | undefined =>
  navigator.userAgent.includes("MicroMessenger") ? el("p", { class: "notice" }, words.inWeChat) : undefined;
