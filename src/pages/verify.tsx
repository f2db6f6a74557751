import type { FiledRelation, SignatureReport, VerificationReport } from "../../schemas/verification.ts";
import {
  CHANGES_WORDS,
  COVERAGE_WORDS,
  INTEGRITY_WORDS,
  RELATION_WORDS,
  reasonWords,
  TRUST_WORDS,
  VERDICT_WORDS,
} from "../../schemas/verification-words.ts";
import { Facts, Page } from "./page.tsx";
import { beijingTime, signingTime, VERDICT_TONES } from "./words.ts";

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

/** The empty question, or the question again with why there was no answer. */
export function VerifyPage(props: { readonly message?: string }) {
  return (
    <Page title="核验">
      <h1>核验合同或回执</h1>
      <p class="lead">核对文件是否被改动、由谁签署，以及是否就是备案的那一份。无需登录。</p>
      {props.message === undefined ? null : (
        <p class="sheet unsure" role="status">
          {props.message}
        </p>
      )}
      <VerifyForms />
    </Page>
  );
}

function Reasons(props: { readonly codes: readonly string[] }) {
  return (
    <>
      {props.codes.map((code) => (
        <div title={code}>{reasonWords(code)}</div>
      ))}
    </>
  );
}

function SignatureFacts(props: { readonly signature: SignatureReport }) {
  const { signature } = props;
  return (
    <div class="sheet">
      <Facts
        facts={[
          ["签署位置", signature.field],
          ["签名人", signature.signer ?? "证书中未写明"],
          ["完整性", INTEGRITY_WORDS[signature.integrity]],
          ["签名范围", COVERAGE_WORDS[signature.coverage]],
          ["签名之后", CHANGES_WORDS[signature.changes]],
          ["证书", TRUST_WORDS[signature.trust]],
          ["时间", signingTime(signature.time)],
          ["签名等级", signature.level],
          ["说明", signature.reasons.length === 0 ? null : <Reasons codes={signature.reasons} />],
        ]}
      />
    </div>
  );
}

/** What a file proves, as separate facts: the verdict, then each signature, then how it stands to what was filed. */
export function VerificationPage(props: { readonly report: VerificationReport }) {
  const { report } = props;
  const verdict = VERDICT_WORDS[report.verdict];
  return (
    <Page title="核验结果">
      <h1>核验结果</h1>
      <p>
        <span class={`verdict ${VERDICT_TONES[report.verdict]}`}>{verdict.word}</span>
      </p>
      <p>{verdict.meaning}</p>
      {report.signatures.length === 0 ? null : (
        <p class="note">
          证书由谁签发、时间以谁为准、签名人身份如何确认、密钥由谁持有，是四件不同的事。内置演示证书可以签发给任何名字：它证明文件没有被改动，不证明签名人就是证书上的人。
        </p>
      )}
      <div class="sheet">
        <Facts
          facts={[
            ["文件", report.file],
            ["SHA-256", <span class="number">{report.sha256}</span>],
            ["完整性", INTEGRITY_WORDS[report.integrity]],
            ["证书信任", TRUST_WORDS[report.trust]],
            [
              "与备案的关系",
              report.filed === null ? "未查到备案记录" : RELATION_WORDS[report.filed.relation],
            ],
            ["备案机关", report.filed?.authority],
            ["备案时间", report.filed?.filedAt ? beijingTime(report.filed.filedAt) : null],
            ["备案文号", report.filed?.formalNo],
            [
              "回执",
              report.filed?.receiptNo ? (
                <a href={`/r/${report.filed.receiptNo}`}>{report.filed.receiptNo}</a>
              ) : null,
            ],
            ["说明", report.reasons.length === 0 ? null : <Reasons codes={report.reasons} />],
          ]}
        />
      </div>
      {report.signatures.length === 0 ? null : <h2>签名（{report.signatures.length}）</h2>}
      {report.signatures.map((signature) => (
        <SignatureFacts signature={signature} />
      ))}
      <h2>再核验一份</h2>
      <VerifyForms />
    </Page>
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
