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
      <ByNumber />
      <Roots />
    </div>
  );
}

/** Receipts by number, typed or read from a QR code. */
function ByNumber() {
  return (
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
