import { Both } from "./islands/verify/both.tsx";

/** What only works with script; shown by the script itself. */
export function Island() {
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
        <input id="pdf" type="file" accept="application/pdf,.pdf" multiple />
        <p>
          <Both
            zh="合同、回执、通知书或其他签过名的 PDF，可以一次放几份"
            en="Contracts, receipts, letters or any signed PDF, several at once"
          />
        </p>
      </div>
      <ul class="promise">
        <li>
          <Both zh="在您的浏览器里核验，文件不上传" en="Verified in your browser, never uploaded" />
        </li>
        <li>
          <Both
            zh="不联网问吊销，只看文件自带的证据"
            en="Asks nobody about revocation: only what the file carries counts"
          />
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
      <ByNumber />
      <CannotTell />
      <Roots />
    </div>
  );
}

/** Receipts by number, typed or read from a QR code. */
function ByNumber() {
  return (
    <section id="number-section" class="side" aria-labelledby="by-number">
      <h2 id="by-number">
        <Both zh="按编号查回执、通知书" en="Look up a receipt or a letter" />
      </h2>
      <form id="number-form">
        <label for="number">
          <Both
            zh="登记编号，或文号（如 冀知托补〔2026〕1号）"
            en="Register number, or document number (文号)"
          />
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
  );
}

/** Whom the reader trusts. */
function Roots() {
  return (
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
  );
}

/** What this page does not do, so that nobody takes silence for an answer. */
function CannotTell() {
  return (
    <details class="side">
      <summary>
        <Both zh="这一页做不到什么" en="What this page cannot do" />
      </summary>
      <ul>
        <li>
          <Both
            zh="不联网问吊销。文件没有自带吊销证据、证书又没过期的，结论会写明“无法判定”或“没有查”；要联网问，请用下面的上传核验。"
            en="It asks nobody on the network whether a certificate was revoked. Where the file carries no such evidence the answer says so; verifying by upload asks the issuer."
          />
        </li>
        <li>
          <Both
            zh="不知道签名人的身份是怎样核实的，也不知道密钥由谁保管：文件里没有。登记簿有记载的，同意查询后另列。"
            en="It does not know how a signer was identified or who kept the key: no file says. What the register recorded is listed after you agree to ask it."
          />
        </li>
        <li>
          <Both
            zh="没有时间戳的短期证书过期以后，只有本站的存证记录能说明签名时它还有效；要用它，须同意查登记簿。"
            en="When a short-lived certificate without a timestamp has ended, only this site’s own record can tell that it was valid then; to use it, agree to ask the register."
          />
        </li>
        <li>
          <Both
            zh="不打开加密的文件，不读超过 256 MB 的文件，不判断合同写得对不对。"
            en="It opens no encrypted file, reads none over 256 MB, and does not judge what a contract says."
          />
        </li>
      </ul>
    </details>
  );
}
