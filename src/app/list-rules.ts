import type {
  JurisdictionView,
  RuleGround,
  RuleList,
  RuleVersion,
  RuleView,
} from "../../schemas/api/rule.ts";
import { type Ground, type ReportLanguage, Stage } from "../../schemas/check-report.ts";
import { Variant } from "../../schemas/contract.ts";
import { catalogueOrder, type Jurisdiction, lawFor, type Rule } from "../../schemas/jurisdictions/index.ts";
import { articleInEnglish, basisInChinese, basisInEnglish } from "../completeness/basis.ts";
import { AppError } from "./app-error.ts";

/** Which rules, in which language. */
export type RulesAsked = {
  readonly jurisdiction?: string | undefined;
  readonly variant?: Variant | undefined;
  readonly language: ReportLanguage;
};

/**
 * The catalogue as data, in its order: every rule once, with the variants it is asked of; what a place asks otherwise
 * stands under `elsewhere`. Public: law is nobody's secret. Throws `app.not_found` for a place without law here.
 */
export function listRules({ jurisdiction, variant, language }: RulesAsked): RuleList {
  const laws = Variant.options.map((id) => lawFor(id));
  const asked = laws.filter(
    (law) =>
      (jurisdiction === undefined || law.code === jurisdiction) &&
      (variant === undefined || law.variant.id === variant),
  );
  if (asked.length === 0) {
    const known = [...new Set(laws.map(({ code }) => code))].join("、");
    throw new AppError("app.not_found", `没有这个地区或者合同类型的规则；地区有：${known}`, {});
  }
  const data = rulesOf(asked, language);
  return { language, count: data.length, jurisdictions: placesOf(laws, language), data, has_more: false };
}

function placesOf(laws: readonly Jurisdiction[], language: ReportLanguage): JurisdictionView[] {
  const places = new Map<string, JurisdictionView>();
  for (const { code, name, policy, variant, rules, english } of laws) {
    const told = (chinese: string): string =>
      language === "en" ? (english.names[chinese] ?? chinese) : chinese;
    const { stated, also, never, source } = policy;
    const stands = {
      stated,
      refusal: told(policy.refusal),
      grounds: {
        ...(policy.grounds.M !== undefined && { M: told(policy.grounds.M) }),
        ...(policy.grounds.U !== undefined && { U: told(policy.grounds.U) }),
      },
      also: [...also],
      never: [...never],
      basis: language === "en" ? basisInEnglish(source, english.laws) : basisInChinese(source),
    };
    const place = places.get(code) ?? { code, name: told(name), variants: [], policy: stands };
    const id = Variant.parse(variant.id);
    place.variants.push({ id, name: told(variant.name), rules: rules.length });
    places.set(code, place);
  }
  return [...places.values()];
}

/** Versions that read alike are one version of several variants. */
function rulesOf(laws: readonly Jurisdiction[], language: ReportLanguage): RuleView[] {
  const found = new Map<string, RuleVersion[]>();
  for (const law of laws)
    for (const rule of law.rules) {
      const version = versionOf(rule, law, language);
      const others = found.get(rule.id) ?? [];
      const alike = others.find((other) => readsAlike(other, version));
      if (alike === undefined) others.push(version);
      else {
        alike.variants.push(...version.variants);
        alike.basis.push(...version.basis.filter((cited) => !alike.basis.some((one) => isSame(one, cited))));
      }
      found.set(rule.id, others);
    }
  return [...found.entries()]
    .toSorted(([one], [other]) => catalogueOrder(one) - catalogueOrder(other))
    .flatMap(([id, [first, ...elsewhere]]) =>
      first === undefined ? [] : [{ id, family: id.slice(0, id.indexOf("-")), ...first, elsewhere }],
    );
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Places that ask the same and cite their own norm for it have one version, with all that is cited. */
const readsAlike = (one: RuleVersion, other: RuleVersion): boolean =>
  isSame({ ...one, variants: [], basis: [] }, { ...other, variants: [], basis: [] });

function versionOf(rule: Rule, law: Jurisdiction, language: ReportLanguage): RuleVersion {
  const english = language === "en" ? rule.en : undefined;
  return {
    variants: [Variant.parse(law.variant.id)],
    element: english?.element ?? rule.element ?? rule.asks,
    asks: english?.asks ?? rule.asks,
    why: english?.why ?? rule.why ?? "",
    stages: Stage.options.slice(Stage.options.indexOf(rule.stage)),
    act: rule.act,
    since: rule.since,
    until: rule.until ?? null,
    grounds: groundsOf(rule, law, language),
    basis: rule.source.map(({ law: name, article = "", href, readOn }) => ({
      law: language === "en" ? (law.english.laws[name] ?? name) : name,
      article: language === "en" ? articleInEnglish(article) : article,
      href: href ?? null,
      read_on: readOn,
    })),
    reviewed_on: rule.source.map(({ readOn }) => readOn).sort()[0] ?? "",
  };
}

const ENGLISH_GROUNDS: Readonly<Record<Ground, string>> = {
  M: "missing",
  U: "unclear",
  Q: "to look into",
};

const groundWord = (ground: Ground, law: Jurisdiction, language: ReportLanguage): string => {
  if (language === "en") return ENGLISH_GROUNDS[ground];
  return ground === "Q" ? "条件核验" : (law.policy.grounds[ground] ?? "").replace(/^要素/u, "");
};

function groundsOf(rule: Rule, law: Jurisdiction, language: ReportLanguage): RuleGround[] {
  return (["M", "U", "Q"] as const).flatMap((ground) => {
    const chinese = rule.findings[ground];
    if (chinese === undefined) return [];
    const words = (language === "en" ? rule.en?.findings[ground] : undefined) ?? chinese;
    const severity = ground === "Q" ? "W" : chinese.severity;
    const cases = Object.entries(chinese.cases).map(([name, { severity: own }]) => ({
      case: name,
      severity: own ?? severity,
      message: words.cases[name]?.message ?? words.message,
      fix: words.cases[name]?.fix ?? words.fix,
    }));
    const word = groundWord(ground, law, language);
    return [
      { id: `${rule.id}.${ground}`, ground, word, severity, message: words.message, fix: words.fix, cases },
    ];
  });
}
