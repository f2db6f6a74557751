import { renderSVG } from "uqr";
import type { SigningResult } from "../../../../schemas/api/signing-link.ts";
import type { Bytes } from "../../../kit/bytes.ts";
import { type Child, el } from "./el.ts";
import type { Contract, Flow } from "./flow.ts";
import type { LinkApi } from "./link-api.ts";
import { actionButton, facts, weChatNote } from "./parts.ts";
import { trustFacts } from "./preview-screen.ts";
import { shownTime } from "./words.ts";

/** What came of it: files, where to verify them, and who is still to sign; of several contracts each for itself. */
export function resultScreen(flow: Flow): void {
  const { words, result, contracts } = flow;
  if (result === undefined) return;
  tellFrame(flow, result);
  const ended = isEnded(result);
  const several = contracts.length > 1;
  const signed = contracts.filter((contract) => contract.result?.state === "signed").length;
  flow.show({
    step: 5,
    title: several ? words.batchTitle(signed, contracts.length) : ended ? words.overTitle : words.resultTitle,
    content: [
      ...(several
        ? contracts.flatMap((contract) => outcome(flow, contract))
        : [...standing(flow, result), ...paper(flow, result, flow.api)]),
      several && signed < contracts.length && el("p", { class: "note" }, words.batchSome),
      ended ? null : trustFacts(flow),
      verifyCard(flow, result),
      result.return_url === null
        ? null
        : el(
            "p",
            {},
            el("a", { class: "button quiet", href: result.return_url, rel: "noreferrer" }, words.goBack),
          ),
    ],
  });
}

const isEnded = (result: SigningResult): boolean =>
  result.state === "over" && result.envelope_state !== "completed" && result.signed_at === null;

/** The site around a framed page hears that it can go on; only the one site that may frame it can hear. */
function tellFrame({ given }: Flow, { state }: SigningResult): void {
  if (given.state.framed && window.parent !== window)
    window.parent.postMessage({ type: "zhiqi.signing", state }, "*");
}

/** One of several: signed, or why not. */
function outcome(flow: Flow, { task, result, refused, api }: Contract): Child[] {
  const { words } = flow;
  if (result !== undefined) return [...standing(flow, result), ...paper(flow, result, api)];
  return [
    el(
      "section",
      { class: "sheet" },
      el("h2", { class: "contract-title", lang: "zh-CN" }, task.title),
      facts([[words.contractNo, task.contract_no]]),
      el("p", { class: "notice bad", role: "alert" }, words.notSignedWhy(refused ?? words.faultTitle)),
    ),
  ];
}

/** Whether all have signed, in a sentence, and the reason where somebody ended it. */
function standing({ words }: Flow, result: SigningResult): Child[] {
  const ended = isEnded(result);
  const complete = result.envelope_state === "completed";
  const state = complete ? words.resultAll : ended ? words.overText : words.resultMore;
  return [
    el("p", { class: ended ? "notice bad" : "notice good", role: "status" }, state),
    result.reason === null || result.reason === ""
      ? null
      : el("p", { class: "notice" }, `${words.reason}：${result.reason}`),
  ];
}

/** The contract with its files, and its parties. */
function paper(flow: Flow, result: SigningResult, api: LinkApi): Child[] {
  const { words } = flow;
  return [
    el(
      "section",
      { class: "sheet" },
      el("h2", { class: "contract-title", lang: "zh-CN" }, result.title),
      facts([
        [words.contractNo, result.contract_no],
        [words.signedAt, result.signed_at === null ? null : shownTime(result.signed_at)],
        [
          words.fingerprint,
          // of the file that is downloaded here: later signatures and the archive are in it
          result.sha256 === null ? null : el("span", { class: "number" }, grouped(result.current_sha256)),
        ],
      ]),
      ...downloads(flow, result, api),
    ),
    partiesList(flow, result),
  ];
}

const grouped = (hex: string): string => (hex.match(/.{1,8}/g) ?? []).join(" ");

function downloads(flow: Flow, result: SigningResult, api: LinkApi): Child[] {
  const { words } = flow;
  const name = result.contract_no === "" ? result.title : result.contract_no;
  const file = (path: string | null, label: string, kind: string): Child[] =>
    path === null
      ? []
      : flow.asking.session === null
        ? [el("a", { class: `button ${kind}`, href: api.address(path), download: true }, label)]
        : fetched(flow, { label, kind, name: `${name}-${path}`, bytes: () => api.bytes(path) });
  return [
    result.signed_pdf === null ? null : weChatNote(flow),
    ...file(result.signed_pdf, words.download, "primary"),
    ...file(result.certificate_pdf, words.certificate, "quiet"),
    result.certificate_pdf === null ? el("p", { class: "note" }, words.certificateLater) : null,
  ];
}

type Fetched = {
  readonly label: string;
  readonly kind: string;
  readonly name: string;
  readonly bytes: () => Promise<Bytes>;
};

/** A framed page has no cookie, and a link cannot carry its session: the file is fetched, then saved. */
function fetched(flow: Flow, { label, kind, name, bytes }: Fetched): Child[] {
  const { button, said } = actionButton(
    flow,
    { label, busy: flow.words.saving, quiet: kind === "quiet" },
    async () => {
      const address = URL.createObjectURL(new Blob([await bytes()], { type: "application/pdf" }));
      el("a", { href: address, download: name }).click();
      // Long enough for a slow phone to ask where to put it.
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    },
  );
  return [button, said];
}

function partiesList({ words }: Flow, result: SigningResult): HTMLElement {
  return el(
    "section",
    { class: "sheet" },
    el("h2", {}, words.parties),
    el(
      "ul",
      { class: "list" },
      ...result.parties.flatMap(({ seat, organisation, steps }) =>
        steps.map((step) =>
          el(
            "li",
            {},
            el("strong", { lang: "zh-CN" }, `${seat} ${organisation}`),
            el(
              "span",
              { class: step.state === "signed" ? "good" : "unsure" },
              step.signed_at === null ? words.waitingStep : shownTime(step.signed_at),
            ),
          ),
        ),
      ),
    ),
  );
}

function verifyCard(flow: Flow, { verify_url: address }: SigningResult): HTMLElement {
  const { words } = flow;
  return el(
    "section",
    { class: "sheet verify" },
    el("img", {
      class: "qr",
      src: `data:image/svg+xml,${encodeURIComponent(renderSVG(address))}`,
      alt: words.qrLabel,
      width: 132,
      height: 132,
    }),
    el("div", {}, el("p", {}, words.verifyText), el("a", { href: address }, words.verify)),
  );
}
