import { describe, expect, it } from "vitest";
import { checked, idsOf } from "./documents.ts";
import { ARTICLES, contractOf } from "./sound-contract.ts";
import { wordOf } from "./word-file.ts";

/** Articles that hold several matters each, under headings that name them. */
const SHARED: readonly (readonly [heading: string, about: readonly string[]])[] = [
  ["定义", ["def"]],
  ["托管形式与服务事项", ["scope"]],
  ["期限、地点和方式", ["term", "place"]],
  ["双方权利义务", ["dutA", "dutB"]],
  ["报告和转委托", ["report", "sub"]],
  ["费用", ["fee"]],
  ["验收与评价", ["acc"]],
  ["保密与成果归属", ["cnf", "ipr"]],
  ["违约责任与争议解决", ["lia", "dsp"]],
  ["变更、解除与其他", ["chg", "notice", "eff"]],
];

const without = async (gone: string): Promise<readonly string[]> => {
  const articles = SHARED.map(([heading, about]) => {
    const texts = ARTICLES.filter(([of]) => about.includes(of) && of !== gone).map(([, , text]) => text);
    return [about.includes("scope") ? "scope" : about.join(), heading, texts.join("")] as const;
  });
  return idsOf(await checked(wordOf(contractOf(articles, "numbered by decimals")), { variant: "HB-2P" }));
};

describe("an article of several matters", () => {
  it("is read matter by matter", async () => {
    expect(await without("")).toEqual([]);
  });

  it.each([
    ["secrecy", "cnf", "CNF-01.M"],
    ["ownership", "ipr", "IPR-01.M"],
    ["liability", "lia", "LIA-01.M"],
    ["disputes", "dsp", "DSP-01.M"],
    ["change", "chg", "CHG-01.M"],
    ["delegation", "sub", "PER-05.M"],
  ])("says nothing of %s by its heading alone", async (_, gone, id) => {
    expect(await without(gone)).toContain(id);
  });
});
