import type { PaperView } from "../../schemas/api/paper.ts";
import type { FiledRelation, VerificationReport } from "../../schemas/verification.ts";
import type { Words } from "../../schemas/verification-terms.ts";
import { Both, Said } from "./islands/verify/both.tsx";
import { Filed } from "./islands/verify/filed.tsx";
import { FoundPapers } from "./islands/verify/papers.tsx";
import { Result } from "./islands/verify/result.tsx";
import { type PageLanguage, VerifyFrame } from "./verify-frame.tsx";
import { Island } from "./verify-island.tsx";

/** The two ways to ask: by number or fingerprint, and by file. Both work without any script. */
export function VerifyForms(props: { readonly language?: PageLanguage }) {
  return (
    <>
      <form class="sheet" method="get" action="/verify">
        {props.language === "en" ? <input type="hidden" name="lang" value="en" /> : null}
        <label for="q">
          <Both
            zh="登记编号、文号，或文件的 SHA-256（64 位十六进制）"
            en="Register number, document number (文号), or the file's SHA-256 (64 hexadecimal digits)"
          />
        </label>
        <input id="q" name="q" type="text" required maxlength={160} autocomplete="off" spellcheck={false} />
        <button type="submit">
          <Both zh="查验" en="Look up" />
        </button>
      </form>
      <form
        class="sheet"
        method="post"
        action={props.language === "en" ? "/verify?lang=en" : "/verify"}
        enctype="multipart/form-data"
      >
        <label for="file">
          <Both
            zh="合同或回执的 PDF 文件（不超过 30 MB）"
            en="PDF of a contract or receipt (30 MB at most)"
          />
        </label>
        <input id="file" name="file" type="file" accept="application/pdf,.pdf" required />
        <button type="submit">
          <Both zh="上传并核验" en="Upload and verify" />
        </button>
        <p class="note">
          <Both zh="文件只在核验时使用，不会保存。" en="The file is used for this only and not kept. " />
          <a href="/trust.pem">
            <Both zh="下载根证书" en="Download the roots" />
          </a>
          <Both
            zh="，用 zhiqi verify 文件.pdf --trust trust.pem 可在自己的机器上核验。"
            en=" and use zhiqi verify FILE.pdf --trust trust.pem on your own machine."
          />
        </p>
      </form>
    </>
  );
}

/**
 * The empty question, or the question again with why there was no answer. With script the file is verified in the browser and never
 * sent; without, the plain forms below are the way on.
 */
export function VerifyPage(props: { readonly language?: PageLanguage; readonly message?: Words }) {
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
          <Said words={props.message} />
        </p>
      )}
      <Island />
      <details class="side" id="plain" open>
        <summary>
          <Both zh="上传核验，或按指纹查" en="Upload instead, or ask by fingerprint" />
        </summary>
        <VerifyForms language={props.language ?? "zh"} />
      </details>
    </VerifyFrame>
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
      <Again language={props.language ?? "zh"} />
    </VerifyFrame>
  );
}

/** What a bureau issued under a document number. */
export function PapersPage(props: {
  readonly papers: readonly PaperView[];
  readonly language?: PageLanguage;
}) {
  return (
    <VerifyFrame language={props.language ?? "zh"}>
      <h1>
        <Both zh="核验结果" en="Answer" />
      </h1>
      <FoundPapers papers={props.papers} />
      <Again language={props.language ?? "zh"} />
    </VerifyFrame>
  );
}

/** The way to the next question. */
const Again = (props: { readonly language: PageLanguage }) => (
  <>
    <h2>
      <Both zh="再核验一份" en="Verify another" />
    </h2>
    <VerifyForms language={props.language ?? "zh"} />
  </>
);

/** What is known of a fingerprint alone: whether a file with it was filed. It says nothing of the file's signatures. */
export function FingerprintPage(props: {
  readonly sha256: string;
  readonly filed: FiledRelation;
  readonly language?: PageLanguage;
}) {
  const { sha256, filed, language = "zh" } = props;
  const tone = filed.relation === "unrelated" ? "unsure" : "good";
  return (
    <VerifyFrame language={language}>
      <h1>
        <Both zh="核验结果" en="Answer" />
      </h1>
      <p>
        <span class={`verdict ${tone}`}>
          <Said words={foundWords(filed.relation)} />
        </span>
      </p>
      <section class="sheet">
        <p>
          SHA-256 <span class="number">{sha256}</span>
        </p>
        <Filed filed={filed} receipt={undefined} />
      </section>
      <p class="note">
        <Both
          zh="指纹只说明是哪一份文件。要核验其中的签名，请上传文件。"
          en="A fingerprint only tells which file it is. To verify the signatures in it, upload the file."
        />
      </p>
      <Again language={language} />
    </VerifyFrame>
  );
}

function foundWords(relation: FiledRelation["relation"]): Words {
  if (relation === "unrelated") return { zh: "未查到备案记录", en: "No record was found" };
  if (relation === "correction" || relation === "refusal")
    return { zh: "查到这份通知书", en: "The letter is on record" };
  return { zh: "查到备案记录", en: "A filing was found" };
}
