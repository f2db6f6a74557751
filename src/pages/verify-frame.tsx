import type { Child } from "hono/jsx";
import { Both } from "./islands/verify/both.tsx";

/** The language a page opens in. */
export type PageLanguage = "zh" | "en";

const TITLES = { zh: "核验 · 知契", en: "Verify · Zhiqi" } as const;

/** The frame of `/verify`: both languages are in the page, its `lang` says which is shown; the links switch, with script in place. */
export function VerifyFrame(props: { readonly language: PageLanguage; readonly children?: Child }) {
  return (
    <html lang={props.language === "zh" ? "zh-CN" : "en"}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{TITLES[props.language]}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="stylesheet" href="/verify.css" />
        <link rel="icon" href="data:," />
        <script type="module" src="/verify/verify.js" />
      </head>
      <body>
        <header>
          <a class="mark" href="/">
            知契
          </a>
          <nav>
            <a href="/verify" aria-current="page">
              <Both zh="核验" en="Verify" />
            </a>
            <a href="/rules">
              <Both zh="规则" en="Rules" />
            </a>
            <a href="/reference">
              <Both zh="接口文档" en="API" />
            </a>
            <span class="languages">
              <a href="/verify" lang="zh-CN" hreflang="zh-CN" data-language="zh-CN" data-title={TITLES.zh}>
                中文
              </a>
              <a href="/verify?lang=en" lang="en" hreflang="en" data-language="en" data-title={TITLES.en}>
                English
              </a>
            </span>
          </nav>
        </header>
        <main>{props.children}</main>
        <footer>
          <Both
            zh="知契 Zhiqi · 知识产权托管合同的起草、核对、签署、备案与验证"
            en="知契 Zhiqi · custody contracts for intellectual property: drafted, checked, signed, filed, verified"
          />
        </footer>
      </body>
    </html>
  );
}
