import { html } from "hono/html";
import type { Child } from "hono/jsx";

/** Words of the frame. */
const FRAME = {
  zh: {
    tag: "zh-CN",
    verify: "核验",
    rules: "规则",
    reference: "接口文档",
    foot: "知契 Zhiqi · 知识产权托管合同的起草、核对、签署、备案与验证",
  },
  en: {
    tag: "en",
    verify: "Verify",
    rules: "Rules",
    reference: "API reference",
    foot: "知契 Zhiqi · IP custody contracts: drafting, checking, signing, filing, verification",
  },
} as const;

/**
 * The frame of every public page, Chinese unless said. Text passed in is escaped by the renderer; nothing here takes raw HTML.
 */
export function Page(props: {
  readonly title: string;
  readonly language?: keyof typeof FRAME;
  readonly children?: Child;
}) {
  const words = FRAME[props.language ?? "zh"];
  return (
    <html lang={words.tag}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${props.title} · 知契`}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <header>
          <a class="mark" href="/">
            知契
          </a>
          <nav>
            <a href="/verify">{words.verify}</a>
            <a href="/rules">{words.rules}</a>
            <a href="/reference">{words.reference}</a>
          </nav>
        </header>
        <main>{props.children}</main>
        <footer>{words.foot}</footer>
      </body>
    </html>
  );
}

/** A list of facts: what it is called, what it is. Facts that are absent are left out, never shown as a blank. */
export function Facts(props: {
  readonly facts: readonly (readonly [name: string, value: Child | null | undefined])[];
}) {
  return (
    <dl>
      {props.facts
        .filter(([, value]) => value !== null && value !== undefined && value !== "")
        .map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** A page as the body of an answer. */
export const renderPage = async (page: Child): Promise<string> =>
  (await html`<!doctype html>${page}`).toString();
