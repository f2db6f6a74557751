import {
  EnglishWords,
  type FindingWords,
  type Jurisdiction,
  JurisdictionFolder,
  Rule,
} from "./jurisdiction.ts";

/** The order of the catalogue, in which findings are listed. */
const CATALOGUE = [
  "DOC",
  "PTY",
  "SUB",
  "TRM",
  "PER",
  "DUT",
  "FEE",
  "ACC",
  "CNF",
  "IPR",
  "LIA",
  "DSP",
  "CHG",
  "SIG",
  "ATT",
  "TXT",
  "TPL",
  "P3",
  "ZK",
  "PRJ",
  "FIL",
  "PRV",
];

/** Where a rule stands in the catalogue; families a province adds of its own come behind. */
export function catalogueOrder(id: string): number {
  const family = CATALOGUE.indexOf(id.slice(0, id.indexOf("-")));
  return (family < 0 ? CATALOGUE.length : family) * 100 + Number(id.slice(-2));
}

/** Law by variant: every variant some folder has, and its composed law. */
export type LawRegistry = {
  readonly variants: readonly string[];
  readonly lawOf: (variant: string) => Jurisdiction | undefined;
};

/** What a registry is made of: JSON as it stands in the files, checked here. */
export type LawSource = {
  readonly common: readonly unknown[];
  readonly folders: readonly unknown[];
  readonly places: Readonly<Record<string, string>>;
  readonly english: unknown;
};

/**
 * Composes the law of every variant from common rules and folders. The data are checked against their types when first
 * asked for; a fault there, or a variant two folders have, is ours and throws.
 */
export function lawRegistry(source: LawSource): LawRegistry {
  const composed = composedLaws(source);
  return { variants: [...composed.keys()], lawOf: (variant) => composed.get(variant) };
}

function composedLaws({ common, folders, places, english }: LawSource): ReadonlyMap<string, Jurisdiction> {
  const rules = Rule.array().parse(common);
  const words = EnglishWords.parse(english);
  const laws = new Map<string, Jurisdiction>();
  const read = folders.map((json) => JurisdictionFolder.parse(json));
  for (const folder of read) {
    const elsewhere = new Set(read.flatMap(({ norms }) => (norms === folder.norms ? [] : norms)));
    refuseUnknown(folder, rules);
    const cited = rules.map((rule) => citedHere(rule, elsewhere));
    for (const variant of folder.variants) {
      if (laws.has(variant.id)) throw new TypeError(`two folders have the variant ${variant.id}`);
      laws.set(variant.id, {
        code: folder.code,
        name: folder.name,
        variant,
        rules: rulesOf(variant.id, folder, cited),
        policy: folder.policy,
        filing: folder.filing,
        places,
        english: words,
      });
    }
  }
  return laws;
}

function rulesOf(variant: string, folder: JurisdictionFolder, common: readonly Rule[]): readonly Rule[] {
  const isAsked = ({ variants }: Rule): boolean => variants === undefined || variants.includes(variant);
  const local = folder.rules.filter(isAsked);
  const own = new Set([...local.map(({ id }) => id), ...folder.without]);
  return [...common.filter((rule) => isAsked(rule) && !own.has(rule.id)), ...local]
    .map((rule) => regraded(rule, folder.severities, variant))
    .sort((one, other) => catalogueOrder(one.id) - catalogueOrder(other.id));
}

/** A grade or an exception for a rule or a ground that is not there would be ignored in silence: it is a slip of the pen. */
function refuseUnknown(
  { code, rules: own, severities, without, policy }: JurisdictionFolder,
  common: readonly Rule[],
): void {
  const rules = [...common, ...own];
  const findings = new Set(
    rules.flatMap(({ id, findings: words }) => Object.keys(words).map((ground) => `${id}.${ground}`)),
  );
  const named = [
    ...Object.keys(severities).map((key) => key.replace(/@.*$/, "")),
    ...policy.also,
    ...policy.never,
  ];
  const unknown = [
    ...named.filter((id) => !findings.has(id)),
    ...without.filter((id) => !rules.some((rule) => rule.id === id)),
  ];
  if (unknown.length > 0)
    throw new TypeError(`the law of ${code} speaks of ${unknown.join(", ")}, which no rule gives`);
}

/** A common rule as it is cited in one place: without the norms of other places, unless it rests on nothing else. */
function citedHere(rule: Rule, elsewhere: ReadonlySet<string>): Rule {
  const source = rule.source.filter(({ law }) => !elsewhere.has(law));
  return source.length === 0 ? rule : { ...rule, source };
}

/** Cases of a finding that only warns warn as well. */
const withoutWeight = (cases: FindingWords["cases"]): FindingWords["cases"] =>
  Object.fromEntries(
    Object.entries(cases).map(([name, words]) => [name, { ...words, severity: "W" as const }]),
  );

/**
 * The rule with the grades a folder gives its findings, for a variant before for all. A finding graded W has no case that
 * blocks; one graded B keeps the cases its rule grades milder.
 */
function regraded(rule: Rule, severities: JurisdictionFolder["severities"], variant: string): Rule {
  const findings = Object.entries(rule.findings).map(([ground, words]) => {
    const id = `${rule.id}.${ground}`;
    const severity = severities[`${id}@${variant}`] ?? severities[id];
    if (severity === undefined) return [ground, words] as const;
    const cases = severity === "W" ? withoutWeight(words.cases) : words.cases;
    return [ground, { ...words, severity, cases }] as const;
  });
  return { ...rule, findings: Object.fromEntries(findings) };
}
