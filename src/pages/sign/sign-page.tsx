import { TRUST_STATEMENT_WORDS } from "../../../schemas/api/trust-words.ts";
import type { LinkState } from "../../../schemas/api/signing-link.ts";
import { type PageLanguage, shownTime, WORDS } from "../islands/sign/words.ts";

/** Names of the built files, which change with their content. */
export type SignFiles = {
  readonly script: string;
  readonly style: string;
  /** What the script needs before it runs. */
  readonly parts: readonly string[];
  /** The reader of originals and its worker. */
  readonly reader: string;
  readonly worker: string;
};

/**
 * The signer's page before any script runs: who asks, where the code will go, until when. Nothing of the contract. The element takes
 * over from here; without scripts the page says why it cannot.
 */
export function SignPage(props: {
  readonly state: LinkState;
  readonly files: SignFiles;
  readonly language: PageLanguage;
  /** Whether the browser brought a session, so that the visit may go on where it was. */
  readonly session: boolean;
}) {
  const { state, files, language } = props;
  const words = WORDS[language];
  return (
    <html lang={language === "zh" ? "zh-CN" : "en"}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="format-detection" content="telephone=no" />
        <title>{`${words.pageTitle} · ${words.product}`}</title>
        <link rel="stylesheet" href={`/assets/${files.style}`} />
        <link rel="icon" href="data:," />
        <script type="module" src={`/assets/${files.script}`} />
        {files.parts.map((part) => (
          <link rel="modulepreload" href={`/assets/${part}`} />
        ))}
      </head>
      <body>
        <header class="head">
          <span class="mark">{words.product}</span>
          {state.test_mode ? <span class="chip">{words.testChip}</span> : null}
          <div id="switches" />
        </header>
        <zhiqi-sign
          data-reader={`/assets/${files.reader}`}
          data-worker={`/assets/${files.worker}`}
          data-state={JSON.stringify(state)}
          data-trust={JSON.stringify(TRUST_STATEMENT_WORDS)}
          {...(props.session ? { "data-session": "" } : {})}
        >
          <main>
            {state.test_mode ? <p class="test">{words.testMode}</p> : null}
            <h1>{headingOf(state, language)}</h1>
            <p class="sender" lang="zh-CN">
              {state.sender}
            </p>
            <section class="sheet">
              <p>{words.sentTo(state.sent_to)}</p>
              <noscript>
                <p class="notice bad">{words.noScript}</p>
              </noscript>
            </section>
            <p class="note">
              {state.copies_only ? words.copiesOnly : words.validUntil(shownTime(state.expires_at))}
            </p>
            <p class="note">{words.opensNothing}</p>
          </main>
        </zhiqi-sign>
      </body>
    </html>
  );
}

function headingOf(state: LinkState, language: PageLanguage): string {
  const words = WORDS[language];
  const { waitingTitle: waiting, signedTitle: signed, overTitle: over } = words;
  return { open: words.greeting, waiting, signed, over }[state.state];
}
