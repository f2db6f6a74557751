import type { TrustStatement } from "../../schemas/api/trust.ts";
import { TRUST_STATEMENT_WORDS } from "../../schemas/api/trust-words.ts";
import { Facts } from "./page.tsx";

/** One signature's seat and what stood behind it. */
export type SignatureFacts = {
  readonly seat: string;
  readonly step: string;
  readonly trust: TrustStatement | null;
};

/** The four facts of a signature, apart, never one tick (design decision 7). */
export function TrustFacts(props: { readonly signature: SignatureFacts }) {
  const { seat, step, trust } = props.signature;
  if (trust === null) return <p class="note">{`${seat}（${step}）：签署时没有留下可信说明。`}</p>;
  const { certificate, time, key } = TRUST_STATEMENT_WORDS;
  return (
    <>
      <h3>{`${seat}（${step}）`}</h3>
      <Facts
        facts={[
          ["证书", certificate[trust.certificate].zh],
          ["时间", time[trust.time].zh],
          ["身份", trust.identity.says],
          ["密钥", key[trust.key].zh],
        ]}
      />
    </>
  );
}
