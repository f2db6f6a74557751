import { describe, expect, it } from "vitest";
import { Variant } from "../../schemas/contract.ts";
import { lawFor } from "../../schemas/jurisdictions/index.ts";

const laws = Variant.options.map((variant) => lawFor(variant));

describe("law as data", () => {
  it("every variant has its law, and one object of it", () => {
    for (const variant of Variant.options) expect(lawFor(variant)).toBe(lawFor(variant));
    expect(laws.map(({ variant }) => variant.id)).toEqual(Variant.options);
  });

  it("Hebei's two-party contract is asked every rule that is for it", () => {
    expect(lawFor("HB-2P").rules).toHaveLength(96);
  });

  it("a rule stands once in a variant's law", () => {
    for (const { rules } of laws) expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  it("every rule is cited, dated, and read lately", () => {
    for (const rule of laws.flatMap(({ rules }) => rules)) {
      expect(rule.source.length).toBeGreaterThan(0);
      for (const { readOn } of rule.source) expect(readOn >= "2026-01-01").toBe(true);
      expect(rule.until ?? "9999-12-31").toSatisfy((until: string) => until > rule.since);
    }
  });

  it("every rule asks its question in English too, as a question", () => {
    for (const { id, en } of laws.flatMap(({ rules }) => rules))
      expect([id, en?.asks]).toEqual([id, expect.stringMatching(/^[A-Z][^\p{Script=Han}]{6,}\?$/u)]);
  });

  it("a finding never rests on another place's norm", () => {
    const ofPlaces = [
      ["hebei", "《2022年河北省中小微企业知识产权托管工作推进计划》"],
      ["zhoukou", "周市监办〔2021〕227号"],
      ["xuhui", "《徐汇区生命健康融合产业知识产权托管工作规范》"],
    ];
    for (const { code, rules } of laws) {
      const elsewhere = ofPlaces.filter(([place]) => place !== code).map(([, norm]) => norm);
      const strange = rules.filter(({ source }) => source.some(({ law }) => elsewhere.includes(law)));
      expect(strange.map(({ id }) => id)).toEqual([]);
    }
  });

  it("Q is only ever a warning", () => {
    for (const { findings } of laws.flatMap(({ rules }) => rules))
      expect(findings.Q?.severity ?? "W").toBe("W");
  });

  it("every pattern in the data compiles", () => {
    const patterns = JSON.stringify(laws.map(({ rules, variant }) => [rules, variant.title]));
    for (const [, text] of patterns.matchAll(/"(?:matches|lacks|unless|says)":("(?:[^"\\]|\\.)*")/g)) {
      expect(() => new RegExp(JSON.parse(text ?? '""') as string, "u")).not.toThrow();
    }
  });

  it("rules come in catalogue order", () => {
    const ids = lawFor("HB-2P").rules.map(({ id }) => id);
    expect(ids.slice(0, 3)).toEqual(["DOC-01", "DOC-02", "DOC-03"]);
    expect(ids.at(-1)).toBe("PRV-02");
  });
});
