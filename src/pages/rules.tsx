import type { RuleList, RuleVersion, RuleView } from "../../schemas/api/rule.ts";
import type { ReportLanguage } from "../../schemas/check-report.ts";
import { citation } from "../kit/citation.ts";
import { Page } from "./page.tsx";
import { FAMILY_WORDS, RULES_WORDS, type RulesWords } from "./rules-words.ts";

/** What the reader chose: words to look for, a kind of contract. */
export type RulesChoice = { readonly find: string; readonly variant: string | undefined };

/** The catalogue for people: by family, searchable by an ordinary form, printable, every rule with an address of its own. */
export function RulesPage(props: { readonly rules: RuleList; readonly choice: RulesChoice }) {
  const { rules, choice } = props;
  const words = RULES_WORDS[rules.language];
  const shown = rules.data.filter((rule) => holds(rule, choice.find));
  const families = [...new Set(shown.map(({ family }) => family))];
  return (
    <Page title={words.title} language={rules.language}>
      <link rel="stylesheet" href="/rules.css" />
      <div class="catalogue" lang={rules.language === "zh" ? "zh-CN" : "en"}>
        <h1>{words.title}</h1>
        <p class="lead">{words.lead(rules.count)}</p>
        <Sift rules={rules} choice={choice} words={words} />
        <p class="legend">
          <span class="bad">● {words.blocks}</span>
          <span class="unsure">● {words.warns}</span>
          <span>● {words.query}</span>
        </p>
        <ul class="families">
          {families.map((family) => (
            <li>
              <a href={`#${family}`}>{FAMILY_WORDS[family]?.[rules.language] ?? family}</a>
            </li>
          ))}
        </ul>
        {shown.length === 0 ? <p class="none">{words.none(choice.find)}</p> : null}
        {families.map((family) => (
          <Family
            family={family}
            rules={shown.filter((rule) => rule.family === family)}
            language={rules.language}
          />
        ))}
        <p class="note">{words.foot}</p>
        <ul class="note">
          {rules.jurisdictions.map(({ name, policy }) => (
            <li>
              {name}
              {words.joint}
              {policy.stated ? words.stated : words.notStated}
              {words.joint === "" ? <q>{policy.refusal}</q> : policy.refusal}
              {words.between}
              {policy.basis}
            </li>
          ))}
        </ul>
      </div>
    </Page>
  );
}

function Sift(props: { readonly rules: RuleList; readonly choice: RulesChoice; readonly words: RulesWords }) {
  const { rules, choice, words } = props;
  const other = rules.language === "zh" ? "en" : "zh";
  return (
    <form class="sheet sift" method="get" action="/rules" role="search">
      <div>
        <label for="q">{words.find}</label>
        <input id="q" name="q" type="text" value={choice.find} maxlength={60} placeholder={words.example} />
      </div>
      <div>
        <label for="variant">{words.variant}</label>
        <select id="variant" name="variant">
          <option value="">{words.all}</option>
          {rules.jurisdictions.map((place) => (
            <optgroup label={place.name}>
              {place.variants.map(({ id, name, rules: count }) => (
                <option value={id} selected={id === choice.variant}>{`${name} · ${count}`}</option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
      <input type="hidden" name="lang" value={rules.language} />
      <button type="submit">{words.search}</button>
      <p class="note">
        <a href={`/rules?lang=${other}`} lang={other} hreflang={other}>
          {words.otherLanguage}
        </a>
        {" · "}
        <a href="/v1/rules">JSON</a>
      </p>
    </form>
  );
}

function Family(props: {
  readonly family: string;
  readonly rules: readonly RuleView[];
  readonly language: ReportLanguage;
}) {
  const { family, rules, language } = props;
  return (
    <section class="family" id={family}>
      <h2>
        {FAMILY_WORDS[family]?.[language] ?? family}
        <small>
          {family} · {rules.length}
        </small>
      </h2>
      {rules.map((rule) => (
        <RuleEntry rule={rule} words={RULES_WORDS[language]} />
      ))}
    </section>
  );
}

function RuleEntry(props: { readonly rule: RuleView; readonly words: RulesWords }) {
  const { rule, words } = props;
  return (
    <article class="rule" id={rule.id}>
      <a class="id" href={`#${rule.id}`}>
        {rule.id}
      </a>
      <div>
        <Version version={rule} words={words} />
        {rule.elsewhere.length === 0 ? null : (
          <details>
            <summary>{words.elsewhere(rule.elsewhere.length)}</summary>
            {rule.elsewhere.map((version) => (
              <Version version={version} words={words} />
            ))}
          </details>
        )}
      </div>
    </article>
  );
}

function Version(props: { readonly version: RuleVersion; readonly words: RulesWords }) {
  const { version, words } = props;
  return (
    <>
      <h3>
        {version.element}
        <span>
          {words.stage[version.stages[0] ?? "draft"]} ·{" "}
          {version.variants.length === 7 ? words.allVariants : version.variants.join(words.listed)}
        </span>
      </h3>
      <p class="why">{version.why}</p>
      <ul>
        {version.grounds.map(({ ground, word, severity, message, fix }) => (
          <li class={ground === "Q" ? "asks" : severity === "B" ? "blocks" : "warns"}>
            <b>{word}</b>
            <div>
              {readable(message, version.element, words)}
              <div class="fix">{readable(fix, version.element, words)}</div>
            </div>
          </li>
        ))}
      </ul>
      <Cases version={version} words={words} />
      <p class="basis">
        {version.basis
          .map(({ law, article }) =>
            words.joint === "" ? citation(law, article) : `${law}${words.joint}${article}`.trim(),
          )
          .join(words.between)}
        {words.read(version.reviewed_on)}
      </p>
    </>
  );
}

/** What some defects are told more exactly, with their own weight. */
function Cases(props: { readonly version: RuleVersion; readonly words: RulesWords }) {
  const { version, words } = props;
  const cases = version.grounds.flatMap(({ message: general, severity: usual, cases: all }) =>
    all.filter(({ message, severity }) => message !== general || severity !== usual),
  );
  if (cases.length === 0) return null;
  return (
    <details>
      <summary>{words.cases(cases.length)}</summary>
      <ul>
        {cases.map(({ severity, message, fix }) => (
          <li class={severity === "B" ? "blocks" : "warns"}>
            <b>{severity === "B" ? words.blocking : words.warning}</b>
            <div>
              {readable(message, version.element, words)}
              <div class="fix">{readable(fix, version.element, words)}</div>
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The gaps a check fills, shown as what they stand for. */
const readable = (text: string, element: string, words: RulesWords): string =>
  text
    .replaceAll("“{value}”", words.value)
    .replaceAll("{place}", element)
    .replaceAll("{value}", words.detail)
    .replaceAll("“{detail}”", words.value)
    .replaceAll("{detail}", words.detail)
    .replace(/^./u, (first) => first.toUpperCase());

/** The id of a family, a rule or a finding as people write it (FIL, FEE-03, PTY-03.U), without its ground; undefined for another word. */
function idIn(word: string): string | undefined {
  const [, family = "", number = ""] = /^([A-Z][A-Z0-9]{1,2})(-\d{1,2})?(?:\.[MUQ])?$/.exec(word) ?? [];
  return FAMILY_WORDS[family] === undefined ? undefined : `${family}${number || "-"}`;
}

/** Whether every word looked for stands somewhere in the rule; an id is looked for among the ids. */
function holds(rule: RuleView, find: string): boolean {
  const text = JSON.stringify(rule).toLowerCase();
  return find.split(/[\s，、]+/u).every((word) => {
    const id = idIn(word);
    return id === undefined ? text.includes(word.toLowerCase()) : rule.id.startsWith(id);
  });
}
