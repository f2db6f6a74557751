import { renderSVG } from "uqr";
import type { SigningResult } from "../../../../schemas/api/signing-link.ts";
import { el } from "./el.ts";
import type { Flow } from "./flow.ts";
import { facts } from "./parts.ts";
import { trustFacts } from "./preview-screen.ts";
import { shownTime } from "./words.ts";

/** What came of it: files, where to verify them, and who is still to sign. */
export function resultScreen(flow: Flow): void {
  const { words, result } = flow;
  if (result === undefined) return;
  const complete = result.envelope_state === "completed";
  const ended = result.state === "over" && !complete && result.signed_at === null;
  const state = complete ? words.resultAll : ended ? words.overText : words.resultMore;
  flow.show({
    step: 5,
    title: ended ? words.overTitle : words.resultTitle,
    content: [
      el("p", { class: ended ? "notice bad" : "notice good", role: "status" }, state),
      result.reason === null || result.reason === ""
        ? null
        : el("p", { class: "notice" }, `${words.reason}：${result.reason}`),
      el(
        "section",
        { class: "sheet" },
        el("h2", { class: "contract-title" }, result.title),
        facts([
          [words.contractNo, result.contract_no],
          [words.signedAt, result.signed_at === null ? null : shownTime(result.signed_at)],
          [
            words.fingerprint,
            // of the file that is downloaded here: later signatures and the archive are in it
            result.sha256 === null ? null : el("span", { class: "number" }, grouped(result.current_sha256)),
          ],
        ]),
        ...downloads(flow, result),
      ),
      partiesList(flow, result),
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

const grouped = (hex: string): string => (hex.match(/.{1,8}/g) ?? []).join(" ");

function downloads(flow: Flow, result: SigningResult) {
  const { words } = flow;
  const link = (path: string | null, label: string, kind: string) =>
    path === null
      ? null
      : el("a", { class: `button ${kind}`, href: addressOf(flow, path), download: true }, label);
  return [
    link(result.signed_pdf, words.download, "primary"),
    link(result.certificate_pdf, words.certificate, "quiet"),
    result.certificate_pdf === null ? el("p", { class: "note" }, words.certificateLater) : null,
  ];
}

/** Paths of the answer are absolute on this site, or stand under the link. */
const addressOf = (flow: Flow, path: string): string =>
  path.startsWith("/") ? path : flow.api.address(path);

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
            el("strong", {}, `${seat} ${organisation}`),
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
