import { describe, expect, it } from "vitest";
import { Variant } from "../../schemas/contract.ts";
import { lawFor } from "../../schemas/jurisdictions/index.ts";
import type { Case } from "./case.ts";
import * as elements from "./cases-of-elements.ts";
import * as terms from "./cases-of-terms.ts";
import * as judgements from "./cases-of-judgement.ts";
import * as others from "./cases-of-variants.ts";
import { clausePairs } from "./pairs-of-clauses.ts";
import { factPairs } from "./pairs-of-facts.ts";
import { filingPairs } from "./pairs-of-filing.ts";
import { contractWith, type Patch, reportOn, samples } from "./samples.ts";

/** Rules that do not stand in a contract's law alone: what is told apart in README. */
const CATALOGUE_SIZE = 113;

type Trial = { readonly base: string; readonly patch: readonly Patch[] };

const ofCases = (groups: Readonly<Record<string, readonly Case[]>>): readonly Trial[] =>
  Object.values(groups).flatMap((cases) => cases.map(([, patch, , base = "V1"]) => ({ base, patch })));

const trials: readonly Trial[] = [
  ...ofCases(elements),
  ...ofCases(terms),
  ...ofCases(others),
  ...ofCases(judgements),
  ...samples.defective.map(({ base, patch }) => ({ base, patch })),
  ...[...clausePairs, ...factPairs, ...filingPairs].flatMap(({ base, fires, spares }) => [
    { base, patch: fires.slice(1) as Patch[] },
    { base, patch: spares.slice(1) as Patch[] },
  ]),
];

/** A pointer with `*` for every index, so that one place counts as another of its kind. */
const kindOf = (pointer: string): string => pointer.replaceAll(/\/\d+(?=\/|$)/g, "/*");

const touches = (patch: readonly Patch[], place: string): boolean =>
  patch.some(({ path }) => {
    const changed = kindOf(path);
    return changed === place || place.startsWith(`${changed}/`) || changed.startsWith(`${place}/`);
  });

const seen = trials.map(({ base, patch }) => {
  const contract = contractWith(base, patch);
  const findings = reportOn(contract).findings.map(({ id, pointer }) => ({ id, place: kindOf(pointer) }));
  return { patch, findings, variant: contract.variant };
});

const laws = Variant.options.map((variant) => lawFor(variant));
const ids = [
  ...new Set(
    laws.flatMap(({ rules }) =>
      rules.flatMap((rule) => Object.keys(rule.findings).map((ground) => `${rule.id}.${ground}`)),
    ),
  ),
].sort();

describe("the catalogue", () => {
  it("is all of the hundred and thirteen rules", () => {
    expect(new Set(laws.flatMap(({ rules }) => rules.map(({ id }) => id))).size).toBe(CATALOGUE_SIZE);
  });

  it.each(ids)("%s has a contract it is found in", (id) => {
    expect(seen.filter(({ findings }) => findings.some((found) => found.id === id)).length).toBeGreaterThan(
      0,
    );
  });

  it.each(ids)("%s has a contract changed at the same place it is not found in", (id) => {
    const places = new Set(
      seen.flatMap(({ findings }) => findings.filter((found) => found.id === id).map(({ place }) => place)),
    );
    const near = seen.filter(
      ({ patch, findings }) =>
        [...places].some((place) => touches(patch, place)) && findings.every((found) => found.id !== id),
    );
    expect(near.length).toBeGreaterThan(0);
  });

  it("asks every variant something only its family is asked", () => {
    for (const { variant, rules } of laws) {
      const own = rules.filter((rule) =>
        laws.some(
          (law) =>
            law.code !== lawFor(variant.id).code &&
            !law.rules.some((other) => JSON.stringify(other) === JSON.stringify(rule)),
        ),
      );
      expect(own.length).toBeGreaterThan(0);
    }
  });
});
