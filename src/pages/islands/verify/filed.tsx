import type { ReceiptView } from "../../../../schemas/api/receipt.ts";
import { TRUST_STATEMENT_WORDS } from "../../../../schemas/api/trust-words.ts";
import type { FiledRelation } from "../../../../schemas/verification.ts";
import { relationTerm } from "../../../../schemas/verification-terms.ts";
import { Both, Said } from "./both.tsx";
import type { HeldRecord } from "./engine-messages.ts";
import { instantWords } from "./instant-words.ts";

const receiptPath = (number: string): string => `/r/${encodeURIComponent(number)}`;

const isLetter = ({ relation }: FiledRelation): boolean =>
  relation === "correction" || relation === "refusal";

/** How a file stands to what was filed, after the register was asked; with what the register keeps of each signature. */
export function Filed(props: {
  readonly filed: FiledRelation;
  readonly held?: readonly HeldRecord[];
  readonly receipt: ReceiptView | undefined;
}) {
  const { filed, receipt } = props;
  const [since] = (props.held ?? []).map((record) => record.since).sort();
  return (
    <div data-relation={filed.relation}>
      <p class={`relation ${filed.relation === "unrelated" ? "unsure" : "good"}`}>
        <Said words={relationTerm(filed.relation)} />
      </p>
      {filed.relation === "unrelated" && since === undefined ? null : (
        <dl>
          <Line zh="备案机关" en={isLetter(filed) ? "Authority" : "Filed with"} value={filed.authority} />
          <Instant
            zh={isLetter(filed) ? "发文时间" : "备案时间"}
            en={isLetter(filed) ? "Issued at" : "Filed at"}
            at={filed.filedAt}
          />
          <Line zh={isLetter(filed) ? "文号" : "备案文号"} en="Document number" value={filed.formalNo} />
          {filed.receiptNo === null ? null : (
            <div>
              <dt>
                <Both zh="回执" en="Receipt" />
              </dt>
              <dd>
                <a href={receiptPath(filed.receiptNo)}>{filed.receiptNo}</a>
              </dd>
            </div>
          )}
          <Instant zh="本站存证" en="On record here since" at={since ?? null} />
        </dl>
      )}
      {receipt === undefined ? null : <RegisteredTrust receipt={receipt} />}
    </div>
  );
}

function Instant(props: { readonly zh: string; readonly en: string; readonly at: string | null }) {
  if (props.at === null) return null;
  return (
    <div>
      <dt>
        <Both zh={props.zh} en={props.en} />
      </dt>
      <dd>
        <Said words={instantWords(props.at)} />
      </dd>
    </div>
  );
}

function Line(props: { readonly zh: string; readonly en: string; readonly value: string | null }) {
  if (props.value === null) return null;
  return (
    <div>
      <dt>
        <Both zh={props.zh} en={props.en} />
      </dt>
      <dd>{props.value}</dd>
    </div>
  );
}

/** What the register kept of each signature when it was made: identity and key are known only there. */
function RegisteredTrust(props: { readonly receipt: ReceiptView }) {
  const known = props.receipt.signatures.flatMap(({ seat, step, trust }) =>
    trust === null ? [] : [{ seat, step, trust }],
  );
  return (
    <>
      {known.map(({ seat, step, trust }) => (
        <section data-seat={seat}>
          <h3>
            <small>
              <Both zh="登记簿所记" en="On the register" />
            </small>
            <span>
              {seat}（{step}）
            </span>
          </h3>
          <dl>
            <div>
              <dt>
                <Both zh="身份" en="Identity" />
              </dt>
              <dd>{trust.identity.says}</dd>
            </div>
            <div>
              <dt>
                <Both zh="密钥" en="Key" />
              </dt>
              <dd>
                <Said words={TRUST_STATEMENT_WORDS.key[trust.key]} />
              </dd>
            </div>
            <div>
              <dt>
                <Both zh="证书" en="Certificate" />
              </dt>
              <dd>
                <Said words={TRUST_STATEMENT_WORDS.certificate[trust.certificate]} />
              </dd>
            </div>
          </dl>
        </section>
      ))}
    </>
  );
}

/** A receipt found by its number. */
export function FoundReceipt(props: { readonly receipt: ReceiptView }) {
  const { receipt } = props;
  return (
    <article class="answer" data-receipt={receipt.register_no}>
      <header class="answer-head good">
        <span class="answer-mark" aria-hidden="true">
          ✓
        </span>
        <div>
          <p class="answer-file">{receipt.title}</p>
          <h2 class="answer-word" id="verdict" tabindex={-1}>
            <Both zh="登记簿上有这份回执" en="The receipt is on the register" />
          </h2>
          <p>
            <Both
              zh="这只说明备案过哪一份文件；您手里的是不是那一份，请把文件放到上面核验。"
              en="This tells which file was filed. Whether yours is that one: drop it above."
            />
          </p>
        </div>
      </header>
      <dl>
        <div>
          <dt>
            <Both zh="登记编号" en="Register number" />
          </dt>
          <dd>
            <a class="number" href={receiptPath(receipt.register_no)}>
              {receipt.register_no}
            </a>
          </dd>
        </div>
        <Line zh="备案文号" en="Formal number" value={receipt.formal_no} />
        <Line zh="备案机关" en="Filed with" value={receipt.authority} />
        <Line zh="备案日期" en="Filed on" value={receipt.filed_on} />
        <Line zh="托管机构" en="Agency" value={receipt.agency} />
        <Line zh="托管企业" en="Enterprise" value={receipt.enterprise} />
        <div>
          <dt>
            <Both zh="备案文件" en="Filed file" />
          </dt>
          <dd>
            SHA-256 <span class="number">{receipt.filed_sha256}</span>
          </dd>
        </div>
      </dl>
    </article>
  );
}
