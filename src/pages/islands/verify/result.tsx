import type { Child } from "hono/jsx";
import type { LaterChange, SignatureReport, VerificationReport } from "../../../../schemas/verification.ts";
import {
  changeLines,
  integrityTerm,
  isNote,
  reasonTerm,
  signatureFacts,
  trustOfReport,
  verdictTerms,
  weighingReasons,
} from "../../../../schemas/verification-terms.ts";
import { Both, Said } from "./both.tsx";
import { instantWords } from "./instant-words.ts";

const TONES = { valid: "good", invalid: "bad", indeterminate: "unsure", unsigned: "unsure" } as const;
const MARKS = { good: "✓", bad: "✕", unsure: "？" } as const;

/** What a file proves: the verdict in words, what it rests on, then each signature with its facts apart. All text is escaped. */
export function Result(props: { readonly report: VerificationReport }) {
  const { report } = props;
  const { word, meaning } = verdictTerms(report.verdict);
  const tone = TONES[report.verdict];
  return (
    <article class="answer" data-verdict={report.verdict}>
      <header class={`answer-head ${tone}`}>
        <span class="answer-mark" aria-hidden="true">
          {MARKS[tone]}
        </span>
        <div>
          <p class="answer-file">{report.file}</p>
          <h2 class="answer-word" id="verdict" tabindex={-1}>
            <Said words={word} />
          </h2>
          <p>
            <Said words={meaning} />
          </p>
        </div>
      </header>
      <Reasons codes={weighingReasons(report)} />
      <dl>
        <Row name={<Both zh="完整性" en="Integrity" />} id="integrity">
          <Said words={integrityTerm(report.integrity)} />
        </Row>
        {report.signatures.length === 0 ? null : (
          <Row name={<Both zh="证书" en="Certificates" />} id="certificate">
            <Said words={trustOfReport(report)} />
          </Row>
        )}
        {report.sha256 === "" ? null : (
          <Row name="SHA-256" id="sha256">
            <span class="number">{report.sha256}</span>
          </Row>
        )}
      </dl>
      {report.signatures.map((signature, at) => (
        <Signature signature={signature} at={at} />
      ))}
      <section class="ground">
        <h3>
          <Both zh="结论凭什么" en="What this answer rests on" />
        </h3>
        <p>
          <Said words={report.statement} />
        </p>
      </section>
    </article>
  );
}

const Row = (props: { readonly name: Child; readonly id: string; readonly children?: Child }) => (
  <div data-fact={props.id}>
    <dt>{props.name}</dt>
    <dd>{props.children}</dd>
  </div>
);

function Reasons(props: { readonly codes: readonly string[] }) {
  if (props.codes.length === 0) return null;
  return (
    <ul class="reasons">
      {props.codes.map((code) => (
        <li class={isNote(code) ? "note" : "weighs"} data-code={code}>
          <Said words={reasonTerm(code)} /> <code>{code}</code>
        </li>
      ))}
    </ul>
  );
}

function Signature(props: { readonly signature: SignatureReport; readonly at: number }) {
  const { signature, at } = props;
  const stamp = signature.kind === "timestamp";
  return (
    <section class="signature" data-field={signature.field} aria-labelledby={`signature-${at}`}>
      <h3 id={`signature-${at}`}>
        <small>
          {stamp ? <Both zh="文档时间戳" en="Document timestamp" /> : <Both zh="签名" en="Signature" />} ·{" "}
          {signature.field}
        </small>
        <span>{signature.signer ?? <Both zh="证书中未写明" en="not named by the certificate" />}</span>
      </h3>
      <dl>
        {signatureFacts(signature, instantWords).map(({ id, name, value }) => (
          <Row name={<Said words={name} />} id={id}>
            <Said words={value} />
          </Row>
        ))}
      </dl>
      <Reasons codes={signature.reasons} />
      <Later later={signature.later} />
      <p class="extract" data-extract={signature.field} />
    </section>
  );
}

/** What was done to the file after a signature, in the order in which it was done; open where something is not allowed. */
function Later(props: { readonly later: readonly LaterChange[] }) {
  const lines = changeLines(props.later);
  if (lines.length === 0) return null;
  return (
    <details class="later" open={lines.some(({ allowed }) => !allowed)}>
      <summary>
        <Both zh={`此后改动了什么（${lines.length}）`} en={`What changed afterwards (${lines.length})`} />
      </summary>
      <ul>
        {lines.map(({ allowed, version, words }) => (
          <li class={allowed ? "allowed" : "refused"}>
            <b>{allowed ? <Both zh="允许" en="allowed" /> : <Both zh="不允许" en="not allowed" />}</b>{" "}
            <Both zh={`第 ${version} 版：${words.zh}`} en={`version ${version}: ${words.en}`} />
          </li>
        ))}
      </ul>
    </details>
  );
}
