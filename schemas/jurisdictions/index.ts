import type { Variant } from "../contract.ts";
import clauses from "./common/rules-clauses.json" with { type: "json" };
import document from "./common/rules-document.json" with { type: "json" };
import money from "./common/rules-money.json" with { type: "json" };
import parties from "./common/rules-parties.json" with { type: "json" };
import performance from "./common/rules-performance.json" with { type: "json" };
import places from "./common/places.json" with { type: "json" };
import signing from "./common/rules-signing.json" with { type: "json" };
import subject from "./common/rules-subject.json" with { type: "json" };
import hebei from "./hebei/law.json" with { type: "json" };
import { type Jurisdiction, JurisdictionFolder, Rule } from "./jurisdiction.ts";
import xuhui from "./xuhui/law.json" with { type: "json" };
import zhoukou from "./zhoukou/law.json" with { type: "json" };

export type { Jurisdiction, Rule } from "./jurisdiction.ts";

/** One line a folder: a new province is a folder and a line here (and its variants in contract.ts). */
const folders: readonly unknown[] = [hebei, zhoukou, xuhui];

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

const orderOf = (id: string): number =>
  CATALOGUE.indexOf(id.slice(0, id.indexOf("-"))) * 100 + Number(id.slice(-2));

const composed = new Map<Variant, Jurisdiction>();

/**
 * The law of a variant: common rules and its folder's, in catalogue order. The data are checked against their types
 * when first asked for; a fault there is ours and throws.
 */
export function lawFor(variant: Variant): Jurisdiction {
  if (composed.size === 0) for (const law of compose()) composed.set(law.variant.id, law);
  const law = composed.get(variant);
  if (law === undefined) throw new TypeError(`no law for variant ${variant}`);
  return law;
}

function compose(): readonly Jurisdiction[] {
  const common = Rule.array().parse([
    ...document,
    ...parties,
    ...subject,
    ...performance,
    ...money,
    ...clauses,
    ...signing,
  ]);
  return folders
    .map((folder) => JurisdictionFolder.parse(folder))
    .flatMap((folder) => lawsOf(folder, common));
}

function lawsOf(folder: JurisdictionFolder, common: readonly Rule[]): readonly Jurisdiction[] {
  const local = new Set(folder.rules.map(({ id }) => id));
  const kept = common.filter(
    ({ id, variants }) => !folder.without.includes(id) && (variants !== undefined || !local.has(id)),
  );
  const rules = [...kept, ...folder.rules].map((rule) => regraded(rule, folder.severities));
  return folder.variants.map((variant) => ({
    code: folder.code,
    name: folder.name,
    variant,
    rules: rules
      .filter(({ variants }) => variants === undefined || variants.includes(variant.id))
      .sort((one, other) => orderOf(one.id) - orderOf(other.id)),
    filing: folder.filing,
    places,
  }));
}

/** The rule with the grades a folder gives its findings. */
function regraded(rule: Rule, severities: JurisdictionFolder["severities"]): Rule {
  const findings = Object.entries(rule.findings).map(([ground, words]) => {
    const severity = severities[`${rule.id}.${ground}`];
    return [ground, severity === undefined ? words : { ...words, severity }] as const;
  });
  return { ...rule, findings: Object.fromEntries(findings) };
}
