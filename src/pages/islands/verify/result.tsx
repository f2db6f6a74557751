import type { Child } from "hono/jsx";
import type { LaterChange, SignatureReport, VerificationReport } from "../../../../schemas/verification.ts";
import {
  answerTerms,
  changeLines,
  integrityOfReport,
  isNote,
  reasonTerm,
  signatureFacts,
  trustOfReport,
  weighingReasons,
} from "../../../../schemas/verification-terms.ts";
import { Both, Said } from "./both.tsx";
import { instantWords } from "./instant-words.ts";

const TONES = { valid: "good", invalid: "bad", indeterminate: "unsure", unsigned: "unsure" } as const;
const MARKS = { good: "✓", bad: "✕", unsure: "？" } as const;

/** The colour and the sign of a verdict. */
export const toneOf = (
  verdict: VerificationReport["verdict"],
): { tone: keyof typeof MARKS; mark: string } => ({
  tone: TONES[verdict],
  mark: MARKS[TONES[verdict]],
});

/**
 * What a file proves: the verdict in words, what stands in its way, then a line for each signature, which opens on its facts; it stands
 * open where something was changed that may not be. All text is escaped. `place` tells several answers of one page apart.
 */
export function Result(props: { readonly report: VerificationReport; readonly place?: number }) {
  const { report, place = 0 } = props;
  const { word, meaning } = answerTerms(report);
  const { tone, mark } = toneOf(report.verdict);
  return (
    <article class="answer" data-verdict={report.verdict}>
      <header class={`answer-head ${tone}`}>
        <span class="answer-mark" aria-hidden="true">
          {mark}
        </span>
        <div>
          <p class="answer-file">{report.file}</p>
          <h2 class="answer-word" id={place === 0 ? "verdict" : `verdict-${place}`} tabindex={-1}>
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
          <Said words={integrityOfReport(report)} />
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
      {report.signatures.map((signature) => (
        <Signature signature={signature} verdict={report.verdict} />
      ))}
      <details class="fold ground">
        <summary>
          <Both zh="结论凭什么" en="What this answer rests on" />
        </summary>
        <p>
          <Said words={report.statement} />
        </p>
      </details>
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

/**
 * One signature: who signed and whether it holds in the line that is always seen, the facts behind it. In a file that is refused no
 * signature has a green mark, whole as it may be by itself.
 */
function Signature(props: {
  readonly signature: SignatureReport;
  readonly verdict: VerificationReport["verdict"];
}) {
  const { signature } = props;
  const whole = signature.integrity === "intact" || signature.integrity === "extended";
  const clear = whole && props.verdict !== "invalid" && signature.reasons.every(isNote);
  const tone = clear ? "good" : whole ? "unsure" : "bad";
  const forbidden = signature.later.some(({ allowed }) => !allowed);
  return (
    <details class="fold signature" data-field={signature.field} open={forbidden}>
      <summary>
        <span class={`sign-mark ${tone}`} aria-hidden="true">
          {MARKS[tone]}
        </span>
        <span class="sign-line">
          <small>
            {signature.kind === "timestamp" ? (
              <Both zh="文档时间戳" en="Document timestamp" />
            ) : (
              <Both zh="签名" en="Signature" />
            )}{" "}
            · {signature.field}
          </small>
          <b>{signature.signer ?? <Both zh="未能认定签名人" en="signer not established" />}</b>
          <small>
            <InBrief signature={signature} whole={whole} />
          </small>
        </span>
      </summary>
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
    </details>
  );
}

/** The one line under a signer's name: unchanged or not, trusted or not, when. */
function InBrief({ signature, whole }: { readonly signature: SignatureReport; readonly whole: boolean }) {
  if (!whole) return <Both zh="没有通过核验" en="did not pass" />;
  const { claimed, trusted } = signature.time;
  const at = trusted ?? claimed;
  const when = at === null ? undefined : instantWords(at);
  return (
    <>
      <Both zh="所签内容未变" en="what was signed is unchanged" />
      {signature.trust === "trusted" ? (
        <Both zh=" · 证书可信" en=" · certificate trusted" />
      ) : signature.trust === "unknown" ? (
        <Both zh=" · 证书未能确认" en=" · certificate not confirmed" />
      ) : (
        <Both zh=" · 证书不可信" en=" · certificate not trusted" />
      )}
      {when === undefined ? null : (
        <Both
          zh={` · ${trusted === null ? "自述 " : ""}${when.zh.replace("（北京时间）", "")}`}
          en={` · ${trusted === null ? "claimed " : ""}${when.en.replace(" (Beijing time)", "")}`}
        />
      )}
    </>
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
