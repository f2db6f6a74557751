import type { PaperView } from "../../../../schemas/api/paper.ts";
import { Both } from "./both.tsx";

const KINDS = {
  receipt: { zh: "备案回执", en: "Filing receipt" },
  correction: { zh: "补正通知书", en: "Letter: sent back to be corrected" },
  refusal: { zh: "不予备案通知书", en: "Letter: filing refused" },
} as const;

/** Papers of a bureau found by their document number: what they are and their fingerprint, and nothing of what they say. */
export function FoundPapers(props: { readonly papers: readonly PaperView[] }) {
  return (
    <article class="answer" data-papers={props.papers.length}>
      <header class="answer-head good">
        <span class="answer-mark" aria-hidden="true">
          ✓
        </span>
        <div>
          <p class="answer-file">{props.papers[0]?.document_no}</p>
          <h2 class="answer-word" id="verdict" tabindex={-1}>
            <Both zh="登记簿上有这个文号" en="The number is on the register" />
          </h2>
          <p>
            <Both
              zh="这只说明发过这样一份文书；您手里的是不是那一份，请用文件核验，或与下面的指纹比对。"
              en="This tells that such a paper was issued. Whether yours is that one: verify the file, or compare the fingerprint below."
            />
          </p>
        </div>
      </header>
      {props.papers.map((paper) => (
        <Paper paper={paper} />
      ))}
    </article>
  );
}

function Paper({ paper }: { readonly paper: PaperView }) {
  return (
    <section class="paper" data-kind={paper.kind}>
      <h3>
        <Both zh={KINDS[paper.kind].zh} en={KINDS[paper.kind].en} />
      </h3>
      <dl>
        <div>
          <dt>
            <Both zh="备案机关" en="Authority" />
          </dt>
          <dd>{paper.authority}</dd>
        </div>
        <div>
          <dt>
            <Both zh="发文日期" en="Issued on" />
          </dt>
          <dd>{paper.issued_on}</dd>
        </div>
        {paper.register_no === null ? null : (
          <div>
            <dt>
              <Both zh="登记编号" en="Register number" />
            </dt>
            <dd>
              <a class="number" href={`/r/${encodeURIComponent(paper.register_no)}`}>
                {paper.register_no}
              </a>
            </dd>
          </div>
        )}
        <div>
          <dt>SHA-256</dt>
          <dd>
            {paper.sha256 === null ? (
              <Both zh="正在盖章" en="being sealed" />
            ) : (
              <span class="number">{paper.sha256}</span>
            )}
          </dd>
        </div>
      </dl>
    </section>
  );
}
