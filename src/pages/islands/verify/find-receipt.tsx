import type { Engine } from "./ask-engine.ts";
import { papersOf, receiptOf } from "./ask-register.ts";
import { Both } from "./both.tsx";
import { FoundReceipt } from "./filed.tsx";
import { FoundPapers } from "./papers.tsx";
import { leadToAnswer, part, show, showAnswer } from "./parts.ts";
import { qrByCamera, qrInFile, registerNumberIn } from "./scan-qr.ts";

/** Receipts by number: typed, or read from the receipt's QR code by camera or from a picture. Sending it is the reader's press of a button. */
export function findReceipts(engine: Engine): void {
  const form = part("number-form", HTMLFormElement);
  const number = part("number", HTMLInputElement);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void showReceipt(number.value);
  });
  const fill = (text: string | null): void => {
    if (text === null)
      return tell("没有看到二维码，请换一张更清楚的图。", "No QR code was seen: try a clearer picture.");
    number.value = registerNumberIn(text);
    tell("已读出编号，请核对后按“查验”。", "The number was read: check it, then press “Look up”.");
    number.focus();
  };
  const picture = part("qr-file", HTMLInputElement);
  picture.addEventListener("change", () => {
    const [file] = picture.files ?? [];
    picture.value = "";
    if (file !== undefined) void qrInFile(engine, file).then(fill);
  });
  wireCamera(engine, fill);
}

function wireCamera(engine: Engine, fill: (text: string | null) => void): void {
  const button = part("camera", HTMLButtonElement);
  const video = part("viewfinder", HTMLVideoElement);
  button.hidden = navigator.mediaDevices === undefined;
  let looking: AbortController | undefined;
  button.addEventListener("click", () => {
    if (looking !== undefined) return looking.abort();
    looking = new AbortController();
    video.hidden = false;
    button.setAttribute("aria-pressed", "true");
    qrByCamera(engine, video, looking.signal)
      .then((text) => (text === null ? undefined : fill(text)))
      .catch(() =>
        tell(
          "用不了相机：没有相机，或者没有允许。可以改用图片或手工输入。",
          "The camera cannot be used: there is none, or it was not allowed. Use a picture, or type the number.",
        ),
      )
      .finally(() => {
        looking = undefined;
        video.hidden = true;
        button.setAttribute("aria-pressed", "false");
      });
  });
}

const tell = (zh: string, en: string): void =>
  show(part("number-status", HTMLElement), <Both zh={zh} en={en} />);

async function showReceipt(text: string): Promise<void> {
  const asked = registerNumberIn(text);
  // A fingerprint is asked about on the page that needs no script.
  if (/^[0-9a-f\s]{64,}$/iu.test(asked)) return location.assign(`/verify?q=${encodeURIComponent(asked)}`);
  // A document number ends in 号; a register number never does.
  if (asked.endsWith("号")) return showPapers(asked);
  const found = await receiptOf(asked);
  if (found === "unknown")
    return tell(
      `没有查到编号为“${asked}”的回执，请核对后再试。`,
      `There is no receipt with the number “${asked}”.`,
    );
  if (found === "unreachable") return tellUnreachable();
  show(part("number-status", HTMLElement), "");
  showAnswer(<FoundReceipt receipt={found} />);
  leadToAnswer();
}

const tellUnreachable = (): void =>
  tell("现在问不到登记簿（可能没有联网）。", "The register cannot be reached now (offline?).");

async function showPapers(documentNo: string): Promise<void> {
  const found = await papersOf(documentNo);
  if (found === "unreachable") return tellUnreachable();
  if (found === "unknown")
    return tell(
      `没有查到文号为“${documentNo}”的回执或通知书，请核对后再试。`,
      `There is no receipt or letter with the number “${documentNo}”.`,
    );
  show(part("number-status", HTMLElement), "");
  showAnswer(<FoundPapers papers={found} />);
  leadToAnswer();
}
