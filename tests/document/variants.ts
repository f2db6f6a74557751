import { readFileSync } from "node:fs";
import type { Contract, Variant } from "../../schemas/contract.ts";
import { parseContract } from "../../src/contract/parse.ts";
import { sample } from "./docx.ts";

/** A contract of a variant and the template it is written in. */
export type VariantCase = {
  readonly variant: Variant;
  readonly template: string;
  readonly seats: readonly string[];
  readonly contract: () => Contract;
};

const own = (name: string) => (): Contract =>
  parseContract(
    JSON.parse(readFileSync(new URL(`../fixtures/variants/${name}.json`, import.meta.url), "utf8")),
  );

const TWO = ["甲方", "乙方"];
const THREE = ["甲方", "乙方", "丙方"];

/** All seven, with the trade's samples where there is one and our own where there is none. */
export const VARIANTS: readonly VariantCase[] = [
  {
    variant: "HB-2P",
    template: "hebei/custody-contract.docx",
    seats: TWO,
    contract: () => sample("V1"),
  },
  {
    variant: "HB-SUB",
    template: "hebei/subsidy-project-contract.docx",
    seats: THREE,
    contract: own("hb-sub"),
  },
  {
    variant: "ZK-FULL",
    template: "zhoukou/full-custody-contract.docx",
    seats: TWO,
    contract: () => sample("V3"),
  },
  {
    variant: "ZK-PART",
    template: "zhoukou/partial-custody-contract.docx",
    seats: TWO,
    contract: own("zk-part"),
  },
  {
    variant: "XH-FULL",
    template: "xuhui/full-custody-contract.docx",
    seats: THREE,
    contract: () => sample("V5"),
  },
  {
    variant: "XH-ADV",
    template: "xuhui/advisory-custody-contract.docx",
    seats: THREE,
    contract: own("xh-adv"),
  },
  {
    variant: "XH-ITEM",
    template: "xuhui/item-custody-contract.docx",
    seats: THREE,
    contract: () => sample("V7"),
  },
];

/** The case of one variant. */
export function caseOf(variant: Variant): VariantCase {
  const found = VARIANTS.find((one) => one.variant === variant);
  if (found === undefined) throw new Error(`no case for ${variant}`);
  return found;
}
