import { expect, it } from "vitest";
import { citation } from "../../src/kit/citation.ts";

it.each([
  ["《中华人民共和国民法典》", "第四百七十条", "《中华人民共和国民法典》第四百七十条"],
  ["GB/T 9704-2012", "7.2.5", "GB/T 9704-2012 7.2.5"],
  ["GB 32100-2015", undefined, "GB 32100-2015"],
  ["国发〔1999〕25号", "第十五条", "国发〔1999〕25号第十五条"],
])("%s and %s read %s: numbers do not run together", (law, article, cited) => {
  expect(citation(law, article)).toBe(cited);
});
