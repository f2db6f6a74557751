import type { Child } from "hono/jsx";
import type { Words } from "../../../../schemas/verification-terms.ts";

/** Text in both languages; the style sheet shows the one of the document, so that switching needs no new answer. */
export function Both(props: { readonly zh: Child; readonly en: Child }) {
  return (
    <>
      <span lang="zh-CN">{props.zh}</span>
      <span lang="en">{props.en}</span>
    </>
  );
}

/** The same for words that come as a pair. */
export const Said = (props: { readonly words: Words }) => <Both zh={props.words.zh} en={props.words.en} />;
