import { describe, expect, it } from "vitest";
import { Variant } from "../../schemas/contract.ts";
import { lawFor } from "../../schemas/jurisdictions/index.ts";
import { articleInEnglish } from "../../src/completeness/basis.ts";
import { readNumeral } from "../../src/kit/chinese-numeral.ts";
import { checkCompleteness } from "../../src/completeness/check-completeness.ts";
import type { Case } from "./case.ts";
import { finerPoints } from "./cases-of-finer-points.ts";
import * as elements from "./cases-of-elements.ts";
import * as terms from "./cases-of-terms.ts";
import * as others from "./cases-of-variants.ts";
import { clausePairs } from "./pairs-of-clauses.ts";
import { factPairs } from "./pairs-of-facts.ts";
import { filingPairs } from "./pairs-of-filing.ts";
import { contractWith, type Patch, samples } from "./samples.ts";

const ofCases = (groups: Readonly<Record<string, readonly Case[]>>) =>
  Object.values(groups).flatMap((cases) => cases.map(([, patch, , base = "V1"]) => ({ base, patch })));

const trials: readonly { readonly base: string; readonly patch: readonly Patch[] }[] = [
  ...ofCases(elements),
  ...ofCases(terms),
  ...ofCases(others),
  ...ofCases({ finerPoints }),
  ...samples.defective,
  ...[...clausePairs, ...factPairs, ...filingPairs].map(({ base, fires }) => ({
    base,
    patch: fires.slice(1) as Patch[],
  })),
];

/** What may stay Chinese is quoted: the contract's words, numbers of norms, amounts in words. */
const quotesRemoved = (text: string): string => text.replaceAll(/“[^“”]*(?:“[^“”]*”[^“”]*)*”/gu, "");

const inBoth = ({ base, patch }: (typeof trials)[number]) => {
  const contract = contractWith(base, patch);
  const asked = { stage: "file", asOf: "2024-12-31", law: lawFor(contract.variant) } as const;
  return {
    chinese: checkCompleteness(contract, asked).findings,
    english: checkCompleteness(contract, { ...asked, language: "en" }).findings,
  };
};

describe("the words of findings in English", () => {
  it.each(Variant.options)("%s has English for every rule and ground", (variant) => {
    for (const rule of lawFor(variant).rules) {
      expect([rule.id, rule.element, rule.why, rule.en]).not.toContain(undefined);
      expect(Object.keys(rule.en?.findings ?? {}).sort()).toEqual(Object.keys(rule.findings).sort());
      for (const [ground, words] of Object.entries(rule.findings))
        expect(Object.keys(rule.en?.findings[ground as "M"]?.cases ?? {}).sort()).toEqual(
          Object.keys(words.cases).sort(),
        );
    }
  });

  it("tells the same findings at the same places, in whatever language", () => {
    for (const trial of trials) {
      const { chinese, english } = inBoth(trial);
      const bones = (found: typeof chinese) =>
        found.map(({ id, severity, pointer, value }) => ({ id, severity, pointer, value }));
      expect(bones(english)).toEqual(bones(chinese));
    }
  });

  it("leaves Chinese in an English finding only where the contract is quoted", () => {
    const left = new Set<string>();
    for (const trial of trials)
      for (const { id, element, message, why, fix, basis } of inBoth(trial).english)
        for (const text of [element, message, why, fix, basis]) {
          const rest = quotesRemoved(text ?? "");
          if (/\p{Script=Han}|[，。；、]/u.test(rest)) left.add(`${id}: ${rest}`);
        }
    expect([...left]).toEqual([]);
  });

  it("agrees with one or several, and says whose it is", () => {
    const messages = (patch: readonly Patch[]) =>
      checkCompleteness(contractWith("V1", patch), {
        stage: "sign",
        asOf: "2024-12-31",
        law: lawFor("HB-2P"),
        language: "en",
      }).findings.map(({ message }) => message);
    expect(messages([{ path: "/fee/costs", value: "" }])).toContain(
      "Official fees and other costs are blank.",
    );
    expect(messages([{ path: "/parties/0/address", value: "" }])).toContain("Party A's address is blank.");
    expect(messages([{ path: "/duties/乙方", value: "" }])).toContain(
      "Party B's rights and duties are blank.",
    );
    expect(messages([{ path: "/signatures", value: [] }])).toContain(
      "Party A and Party B have not signed or sealed.",
    );
    expect(messages([{ path: "/signatures/1", value: "@del" }])).toContain(
      "Party B has not signed or sealed.",
    );
  });

  it("says what is wrong with a date and with a list that is not there, in both languages", () => {
    const told = (patch: Patch, id: string) => {
      const { chinese, english } = inBoth({ base: "V1", patch: [patch] });
      return [chinese, english].map((found) => found.find((one) => one.id === id)?.message);
    };
    expect(told({ path: "/scope/0/due", value: "2026年13月1日" }, "SUB-05.U")).toEqual([
      "托管服务事项第1项 完成期限“2026年13月1日”写的是 13 月，没有这个月份。",
      "Due date of service 1 “2026年13月1日” names month 13, which no year has.",
    ]);
    expect(told({ path: "/term/end", value: "2023-02-29" }, "TRM-01.U")[1]).toBe(
      "End of the term of custody “2023-02-29” does not exist: 2023-02 has no such day.",
    );
    expect(told({ path: "/attachments", value: [] }, "ATT-03.M")[0]).toBe(
      "合同没有附件清单，也就没有列明托管服务工作方案。",
    );
  });

  it("translates beside it every Chinese passage a fix gives to write", () => {
    for (const { id, en } of Variant.options.flatMap((variant) => lawFor(variant).rules))
      for (const words of Object.values(en?.findings ?? {}))
        for (const { fix = "" } of [words, ...Object.values(words.cases)])
          expect([id, fix.match(/(?<!\()“[^”]*\p{Script=Han}[^”]*”(?! \()/u)?.[0]]).toEqual([id, undefined]);
  });

  it("cites articles in English", () => {
    expect(articleInEnglish("第四百七十条第一款第五项")).toBe("Art. 470(1)(5)");
    expect(articleInEnglish("第二百条至第二百零三条")).toBe("Art. 200 to Art. 203");
    expect(articleInEnglish("第四、五部分")).toBe("Parts 4 and 5");
    expect(articleInEnglish("五（二）1")).toBe("5(2)1");
    expect(articleInEnglish("第一千二百六十条")).toBe("Art. 1260");
    expect([
      readNumeral("十"),
      readNumeral("十三"),
      readNumeral("三十五"),
      readNumeral("九百一十九"),
    ]).toEqual([10, 13, 35, 919]);
  });
});

describe("the filing authority that is not the right one", () => {
  const said = (patch: readonly Patch[]) =>
    checkCompleteness(contractWith("V1", patch), {
      stage: "file",
      asOf: "2024-12-31",
      law: lawFor("HB-2P"),
      language: "en",
    }).findings.find(({ id }) => id === "FIL-02.Q")?.message;

  it("is told without quoting words of ours as if they were the contract's", () => {
    expect(said([{ path: "/parties/0/regionCode", value: "110108" }])).toContain("division code “110108”");
    expect(said([{ path: "/filing/authorityCode", value: "" }])).toMatch(/^No filing authority is named/);
  });
});

describe("the words of a common rule", () => {
  it("speak of no place in particular", () => {
    for (const { why = "" } of lawFor("XH-FULL").rules) expect(why).not.toMatch(/河北|周口|备案的一个月/u);
  });
});
