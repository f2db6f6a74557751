import type { Jurisdiction, Rule } from "../../../schemas/jurisdictions/index.ts";
import type { Predicate } from "../../../schemas/jurisdictions/predicate.ts";

/** Something the law of a variant wants to see in a contract: which rules ask, where it stands, what it is called. */
export type ElementOfVariant = {
  readonly rules: readonly string[];
  /** Steps of the pointer; `*` is every entry. */
  readonly path: readonly string[];
  readonly name: string;
  readonly asks: string;
};

/** Where the questions that are not texts look. Questions about other facts (numbers, files, signatures) ask for no words. */
const POINTERS: Partial<Record<Predicate["kind"], readonly string[]>> = {
  seats: ["/parties/*/name"],
  titleOfVariant: ["/title"],
  copies: ["/effect/copies"],
  partyName: ["/parties/*/name"],
  creditCode: ["/parties/*/uscc"],
  address: ["/parties/*/address"],
  personName: ["/parties/*/legalRep"],
  mode: ["/mode"],
  scope: ["/scope/*/name"],
  quantity: ["/scope/*/qty"],
  dueInTerm: ["/scope/*/due"],
  rightsListed: ["/ipList"],
  termDays: ["/term/start", "/term/end"],
  duties: ["/duties"],
  payer: ["/fee/payer"],
  amount: ["/fee/amount"],
  amountInWords: ["/fee/amountCn"],
  schedule: ["/fee/schedule"],
  account: ["/fee/account"],
  indicators: ["/acceptance/indicators"],
  ownership: ["/ipOwnership"],
  arbitration: ["/dispute/body"],
  attachmentsPresent: ["/attachments"],
  attachmentListed: ["/attachments"],
  parkNamed: ["/park/name"],
  project: ["/project/name", "/project/no"],
  projectEnterprises: ["/project/enterprises"],
};

const pointersOf = ({ holds }: Rule): readonly string[] =>
  holds.kind === "text" ? holds.at : (POINTERS[holds.kind] ?? []);

/** The elements whose absence from a draft is a finding, by place, in catalogue order. */
export function elementsOf({ rules, places }: Jurisdiction): readonly ElementOfVariant[] {
  const elements = new Map<string, ElementOfVariant>();
  for (const rule of rules.filter((each) => each.stage === "draft" && each.findings.M !== undefined)) {
    for (const pointer of pointersOf(rule)) {
      // duties are printed as a list, whosever they are
      const path = pointer.startsWith("/duties") ? ["duties"] : pointer.split("/").slice(1);
      const key = path.join("/");
      const known = elements.get(key);
      const name = (places[key] ?? key).replaceAll(/第\{\d\}[项件步期家]|\{\w+\} ?/gu, "").trim();
      elements.set(key, {
        rules: [...(known?.rules ?? []), rule.id],
        path,
        name,
        asks: known?.asks ?? rule.asks,
      });
    }
  }
  return [...elements.values()];
}
