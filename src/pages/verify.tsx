import type { FiledRelation, VerificationReport } from "../../schemas/verification.ts";
import { RELATION_WORDS } from "../../schemas/verification-words.ts";
import { Both } from "./islands/verify/both.tsx";
import { Filed } from "./islands/verify/filed.tsx";
import { Result } from "./islands/verify/result.tsx";
import { Facts, Page } from "./page.tsx";
import { type PageLanguage, VerifyFrame } from "./verify-frame.tsx";
import { beijingTime } from "./words.ts";

/** The two ways to ask: by number or fingerprint, and by file. Both work without any script. */
export function VerifyForms() {
  return (
    <>
      <form class="sheet" method="get" action="/verify">
        <label for="q">回执编号，或文件的 SHA-256</label>
        <input
          id="q"
          name="q"
          type="text"
          required
          maxlength={160}
          autocomplete="off"
          spellcheck={false}
          placeholder="回执上的登记编号，或 64 位十六进制"
        />
        <button type="submit">查验</button>
      </form>
      <form class="sheet" method="post" action="/verify" enctype="multipart/form-data">
        <label for="file">合同或回执的 PDF 文件（不超过 30 MB）</label>
        <input id="file" name="file" type="file" accept="application/pdf,.pdf" required />
        <button type="submit">上传并核验</button>
        <p class="note">
          文件只在核验时使用，不会保存。离线核验：下载<a href="/trust.pem">根证书</a>，用 zhiqi verify
          文件.pdf --trust trust.pem。
        </p>
      </form>
    </>
  );
}

/**
 * The empty question, or the question again with why there was no answer. With script the file is verified in the browser and never
 * sent; without, the plain forms below are the way on. `message` is Chinese, as the number was typed.
 */
export function VerifyPage(props: { readonly language?: PageLanguage; readonly message?: string }) {
  return (
    <VerifyFrame language={props.language ?? "zh"}>
      <h1>
        <Both zh="核验合同或回执" en="Verify a contract or a receipt" />
      </h1>
      <p class="lead">
        <Both
          zh="核对文件是否被改动、由谁签署，以及是否就是备案的那一份。无需登录。"
          en="Was the file changed, who signed it, and is it the one that was filed? No account needed."
        />
      </p>
      {props.message === undefined ? null : (
        <p class="sheet unsure" role="status">
          {props.message}
        </p>
      )}
      <Island />
      <details class="side" id="plain" open>
        <summary>
          <Both zh="上传核验，或按指纹查" en="Upload instead, or ask by fingerprint" />
        </summary>
        <VerifyForms />
      </details>
    </VerifyFrame>
  );
}

/** What only works with script; shown by the script itself. */
function Island() {
  return (
    <div id="island" hidden>
      <div class="drop" id="drop">
        <svg viewBox="0 0 48 48" aria-hidden="true">
          <path d="M12 5h16l9 9v29H12z" />
          <path d="M28 5v9h9" />
          <circle cx="24" cy="28" r="7" />
          <path d="m20.5 28 2.6 2.6 4.6-5" />
        </svg>
        <label for="pdf">
          <Both zh="选择 PDF 文件，或把它拖到这里" en="Choose a PDF file, or drop it here" />
        </label>
        <input id="pdf" type="file" accept="application/pdf,.pdf" />
        <p>
          <Both zh="合同、回执或其他签过名的 PDF" en="A contract, a receipt or any signed PDF" />
        </p>
      </div>
      <ul class="promise">
        <li>
          <Both zh="在您的浏览器里核验，文件不上传" en="Verified in your browser, never uploaded" />
        </li>
        <li id="offline" hidden>
          <span role="status">
            <Both zh="已可离线使用" en="Ready for use offline" />
          </span>
        </li>
      </ul>
      <div id="result" />
      <p id="print-row" hidden>
        <button type="button" class="quiet" id="print">
          <Both zh="打印核验结果" en="Print the answer" />
        </button>
      </p>
      <section id="number-section" class="side" aria-labelledby="by-number">
        <h2 id="by-number">
          <Both zh="按回执编号查" en="Look up a receipt" />
        </h2>
        <form id="number-form">
          <label for="number">
            <Both zh="回执上的登记编号" en="Register number on the receipt" />
          </label>
          <div class="number-row">
            <input
              id="number"
              type="text"
              required
              maxlength={200}
              autocomplete="off"
              spellcheck={false}
              aria-describedby="number-note"
            />
            <button type="submit">
              <Both zh="查验" en="Look up" />
            </button>
          </div>
          <p class="note" id="number-note">
            <Both
              zh="按“查验”会把编号发给本站登记簿。"
              en="“Look up” sends the number to the register of this site."
            />
          </p>
        </form>
        <div class="ways">
          <button type="button" class="quiet" id="camera" aria-pressed="false">
            <Both zh="用相机扫二维码" en="Scan the QR code" />
          </button>
          <label class="file-button">
            <Both zh="从图片读二维码" en="Read it from a picture" />
            <input id="qr-file" type="file" accept="image/*" />
          </label>
        </div>
        <video id="viewfinder" hidden muted playsinline />
        <p id="number-status" role="status" />
      </section>
      <details class="side">
        <summary>
          <Both zh="信任的根证书" en="Trusted roots" />
        </summary>
        <p class="note">
          <Both
            zh="结论中的“证书”一项只看签发者是否通向下面这些根。您添加的只在本页打开期间有效。"
            en="Certificates are judged by whether they lead to one of these. What you add lasts until the page is closed."
          />
        </p>
        <div id="roots" />
        <label class="file-button">
          <Both zh="添加根证书（PEM、DER）" en="Add a root (PEM, DER)" />
          <input id="root-file" type="file" multiple accept=".pem,.crt,.cer,.der,application/x-pem-file" />
        </label>
      </details>
    </div>
  );
}

/** What a file proves, as separate facts: the verdict, then each signature, then how it stands to what was filed. */
export function VerificationPage(props: {
  readonly report: VerificationReport;
  readonly language?: PageLanguage;
}) {
  const { report } = props;
  const filed = report.filed;
  return (
    <VerifyFrame language={props.language ?? "zh"}>
      <h1>
        <Both zh="核验结果" en="Answer" />
      </h1>
      <Result report={report} />
      <section class="sheet">
        <h2>
          <Both zh="与备案的关系" en="How it stands to what was filed" />
        </h2>
        {filed === null || filed.relation === "unrelated" ? (
          <p>
            <Both zh="未查到备案记录" en="No record of a filing was found" />
          </p>
        ) : (
          <Filed filed={filed} receipt={undefined} />
        )}
      </section>
      <h2>
        <Both zh="再核验一份" en="Verify another" />
      </h2>
      <VerifyForms />
    </VerifyFrame>
  );
}

/** What is known of a fingerprint alone: whether a file with it was filed. It says nothing of the file's signatures. */
export function FingerprintPage(props: { readonly sha256: string; readonly filed: FiledRelation }) {
  const { sha256, filed } = props;
  const known = filed.relation !== "unrelated";
  return (
    <Page title="核验结果">
      <h1>核验结果</h1>
      <p>
        <span class={`verdict ${known ? "good" : "unsure"}`}>
          {known ? "查到备案记录" : "未查到备案记录"}
        </span>
      </p>
      <div class="sheet">
        <Facts
          facts={[
            ["SHA-256", <span class="number">{sha256}</span>],
            ["与备案的关系", known ? RELATION_WORDS[filed.relation] : "没有以此指纹备案的文件"],
            ["备案机关", filed.authority],
            ["备案时间", filed.filedAt === null ? null : beijingTime(filed.filedAt)],
            ["备案文号", filed.formalNo],
            [
              "回执",
              filed.receiptNo === null ? null : <a href={`/r/${filed.receiptNo}`}>{filed.receiptNo}</a>,
            ],
          ]}
        />
      </div>
      <p class="note">指纹只说明是哪一份文件。要核验其中的签名，请上传文件。</p>
      <VerifyForms />
    </Page>
  );
}
