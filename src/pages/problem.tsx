import { Page } from "./page.tsx";

/** What a problem page tells. */
export type ProblemFacts = {
  readonly code: string;
  readonly status: number;
  readonly zh: readonly [title: string, remedy: string];
  readonly en: readonly [title: string, remedy: string];
};

/** Explains one problem code: the page that `type` of every problem document leads to. */
export function ProblemPage(props: { readonly facts: ProblemFacts }) {
  const { code, status, zh, en } = props.facts;
  return (
    <Page title={zh[0]}>
      <h1>{zh[0]}</h1>
      <p>{zh[1]}</p>
      <div class="sheet" lang="en">
        <strong>{en[0]}</strong>
        <p>{en[1]}</p>
      </div>
      <p class="note">
        代码 <code>{code}</code>，HTTP {status}
      </p>
    </Page>
  );
}

/** A page that could not be shown, with why; for browsers that asked for a page and not for JSON. */
export function FaultPage(props: {
  readonly title: string;
  readonly detail: string;
  readonly requestId: string;
}) {
  return (
    <Page title={props.title}>
      <h1>{props.title}</h1>
      <p>{props.detail}</p>
      <p class="note">
        请求编号 <code>{props.requestId}</code>
      </p>
    </Page>
  );
}
