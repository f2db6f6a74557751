import type { CheckReport, Stage } from "../../schemas/check-report.ts";
import type { Contract } from "../../schemas/contract.ts";
import { lawFor } from "../../schemas/jurisdictions/index.ts";
import { checkCompleteness } from "../../src/completeness/check-completeness.ts";
import { parseContract } from "../../src/contract/parse.ts";
import contracts from "../fixtures/contracts.json" with { type: "json" };
import hebeiSubsidy from "../fixtures/variants/hb-sub.json" with { type: "json" };
import xuhuiAdvisory from "../fixtures/variants/xh-adv.json" with { type: "json" };
import zhoukouPartial from "../fixtures/variants/zk-part.json" with { type: "json" };

/** One change of a contract: a JSON Pointer and a new value, `@del` removes. */
export type Patch = { readonly path: string; readonly value: unknown };

type Samples = {
  readonly asOf: string;
  readonly valid: Readonly<Record<string, unknown>>;
  readonly defective: readonly {
    readonly id: string;
    readonly base: string;
    readonly desc: string;
    readonly patch: readonly Patch[];
    readonly expect: readonly string[];
  }[];
};

/** The five valid and twelve defective contracts of the trade. */
export const samples: Samples = contracts;

/** Sound contracts of the variants the samples do not have, by variant. */
const others: Readonly<Record<string, unknown>> = {
  "HB-SUB": hebeiSubsidy,
  "ZK-PART": zhoukouPartial,
  "XH-ADV": xuhuiAdvisory,
};

/** A sample contract with changes, parsed. */
export function contractWith(base: string, patch: readonly Patch[] = []): Contract {
  const json = structuredClone(samples.valid[base] ?? others[base]);
  for (const { path, value } of patch) change(json, path.split("/").slice(1), value);
  return parseContract(json);
}

function change(root: unknown, steps: readonly string[], value: unknown): void {
  let at = root as Record<string, unknown>;
  for (const step of steps.slice(0, -1)) {
    at[step] ??= {};
    at = at[step] as Record<string, unknown>;
  }
  const last = steps.at(-1) ?? "";
  if (value !== "@del") at[last] = structuredClone(value);
  else if (Array.isArray(at)) at.splice(Number(last), 1);
  else delete at[last];
}

/** The report on a contract as of the samples' day. */
export const reportOn = (contract: Contract, stage: Stage = "file"): CheckReport =>
  checkCompleteness(contract, { stage, asOf: samples.asOf, law: lawFor(contract.variant) });

/** Ids found in a changed sample, each once, sorted. */
export const idsOf = (base: string, patch: readonly Patch[] = [], stage: Stage = "file"): readonly string[] =>
  [...new Set(reportOn(contractWith(base, patch), stage).findings.map(({ id }) => id))].sort();
