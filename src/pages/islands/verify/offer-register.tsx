import type { VerificationReport } from "../../../../schemas/verification.ts";
import { receiptOf, relationOf } from "./ask-register.ts";
import { Both } from "./both.tsx";
import type { HeldRecord, SignedState } from "./engine-messages.ts";
import { Filed } from "./filed.tsx";
import { show } from "./parts.ts";

/** A file's answer and its signed states. */
export type Verified = { readonly report: VerificationReport; readonly states: readonly SignedState[] };

/**
 * Asking the register is the reader's to allow: until the button is pressed nothing has left the page. `judgeAnew` is called when
 * the register has records of when it held these bytes.
 */
export function offerRegister(
  answer: Element,
  verified: Verified,
  judgeAnew: (held: readonly HeldRecord[]) => Promise<void>,
): void {
  if (verified.report.sha256 === "") return;
  const place = document.createElement("section");
  place.className = "register";
  show(place, <RegisterOffer />);
  answer.append(place);
  const where = place.querySelector("[data-filed]");
  const button = place.querySelector("button");
  if (where === null || button === null) return;
  button.addEventListener("click", () => {
    button.disabled = true;
    void askRegister(where, verified, judgeAnew).finally(() => {
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
    <button type="button" class="quiet" data-ask-register>
      <Both zh="同意，查登记簿" en="Agree and ask the register" />
    </button>
    <div data-filed role="status" />
  </>
);

async function askRegister(
  where: Element,
  { report, states }: Verified,
  judgeAnew: (held: readonly HeldRecord[]) => Promise<void>,
): Promise<void> {
  const told = await relationOf(report.sha256, states);
  if (typeof told === "string") {
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
  const { filed, held } = told;
  const receipt = filed.receiptNo === null ? undefined : await receiptOf(filed.receiptNo);
  show(
    where,
    <Filed filed={filed} held={held} receipt={typeof receipt === "string" ? undefined : receipt} />,
  );
  // A trusted time makes the records needless.
  if (held.length > 0 && report.signatures.some(({ time }) => time.trusted === null)) await judgeAnew(held);
}
