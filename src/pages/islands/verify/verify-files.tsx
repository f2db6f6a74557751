import type { VerificationReport } from "../../../../schemas/verification.ts";
import { relationOf, receiptOf } from "./ask-register.ts";
import type { Engine } from "./ask-engine.ts";
import { Both } from "./both.tsx";
import type { SignedState } from "./engine-messages.ts";
import { Filed } from "./filed.tsx";
import { leadToAnswer, part, show, showAnswer } from "./parts.ts";
import { Result } from "./result.tsx";
import type { Roots } from "./roots-list.tsx";

/** The verifier's own bound; a larger file is not even read. */
const MOST_BYTES = 256_000_000;

const Wrong = (props: { readonly zh: string; readonly en: string }) => (
  <p class="sheet bad" role="alert" id="verdict" tabindex={-1}>
    <Both zh={props.zh} en={props.en} />
  </p>
);

/** Verifies one file on this machine and shows the answer. Nothing of the file leaves the page. */
export async function verifyFile(
  file: File,
  { engine, roots }: { engine: Engine; roots: Roots },
): Promise<void> {
  const result = part("result", HTMLElement);
  result.setAttribute("aria-busy", "true");
  show(
    result,
    <p class="sheet working" role="status">
      <Both zh={`正在核验 ${file.name}……`} en={`Verifying ${file.name} …`} />
    </p>,
  );
  await answerFor(file, { engine, roots, result });
  result.removeAttribute("aria-busy");
  leadToAnswer();
}

async function answerFor(
  file: File,
  { engine, roots, result }: { engine: Engine; roots: Roots; result: HTMLElement },
): Promise<void> {
  if (file.size > MOST_BYTES) {
    show(
      result,
      <Wrong
        zh="文件超过 256 MB，请用命令行 zhiqi verify 核验。"
        en="The file is over 256 MB: use the command line, zhiqi verify."
      />,
    );
    return;
  }
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (bytes === undefined) {
    show(result, <Wrong zh="读不到这个文件，请重新选择。" en="The file cannot be read: choose it again." />);
    return;
  }
  const anchors = (await roots.all()).map(({ der }) => der);
  const pdf = new Uint8Array(bytes);
  const answer = await engine.ask({ kind: "verify", pdf, file: file.name, anchors, at: Date.now() });
  if (answer.kind !== "verified") {
    show(
      result,
      <Wrong
        zh="核验程序没有完成，这不是对文件的结论。请重试，或者用下面的上传核验。"
        en="The verifier did not finish; this says nothing of the file. Try again, or upload it below."
      />,
    );
    return;
  }
  showAnswer(<Result report={answer.report} />);
  offerStates(result, file, answer.states);
  offerRegister(result, answer.report, answer.states);
}

/** Under each signature, the file as that party signed it: a part of the reader's own file, made on the spot. */
function offerStates(result: HTMLElement, file: File, states: readonly SignedState[]): void {
  for (const place of result.querySelectorAll<HTMLElement>("[data-extract]")) {
    const state = states.find(({ field }) => field === place.dataset["extract"]);
    if (state === undefined) continue;
    show(
      place,
      <button type="button" class="quiet">
        <Both zh="保存签署时的那一版" en="Save the version that was signed" />
      </button>,
    );
    place.querySelector("button")?.addEventListener("click", () => save(file, state));
  }
}

/** Names of fields come from the file: only letters, digits and Han go into a file name. */
function save(file: File, { field, length }: SignedState): void {
  const url = URL.createObjectURL(file.slice(0, length, "application/pdf"));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${file.name.replace(/\.pdf$/iu, "")}-${field.replaceAll(/[^\p{L}\p{N}]+/gu, "_").slice(0, 40)}.pdf`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Asking the register is the reader's to allow: until the button is pressed nothing has left the page. */
function offerRegister(
  result: HTMLElement,
  report: VerificationReport,
  states: readonly SignedState[],
): void {
  if (report.sha256 === "") return;
  const place = document.createElement("section");
  place.className = "register";
  show(place, <RegisterOffer />);
  result.querySelector(".answer")?.append(place);
  const answer = place.querySelector("#filed");
  const button = place.querySelector("button");
  if (answer === null || button === null) return;
  button.addEventListener("click", () => {
    button.disabled = true;
    void askRegister(answer, { report, states }).finally(() => {
      button.disabled = false;
    });
  });
}

const RegisterOffer = () => (
  <>
    <h3>
      <Both zh="是不是备案的那一份" en="Is it the one that was filed?" />
    </h3>
    <p>
      <Both
        zh="要回答这一问，须向本站登记簿查询。只发送文件和各签署版本的 SHA-256 指纹，不发送文件。"
        en="The register of this site has to be asked. Only the SHA-256 fingerprints of the file and its signed versions are sent, not the file."
      />
    </p>
    <button type="button" class="quiet" id="ask-register">
      <Both zh="同意，查登记簿" en="Agree and ask the register" />
    </button>
    <div id="filed" role="status" />
  </>
);

async function askRegister(
  where: Element,
  { report, states }: { readonly report: VerificationReport; readonly states: readonly SignedState[] },
): Promise<void> {
  const filed = await relationOf(report.sha256, states);
  if (typeof filed === "string") {
    show(
      where,
      <p class="unsure">
        <Both
          zh="现在问不到登记簿（可能没有联网）。上面的核验结果不受影响。"
          en="The register cannot be reached now (offline?). The answer above stands without it."
        />
      </p>,
    );
    return;
  }
  const receipt = filed.receiptNo === null ? undefined : await receiptOf(filed.receiptNo);
  show(where, <Filed filed={filed} receipt={typeof receipt === "string" ? undefined : receipt} />);
}
