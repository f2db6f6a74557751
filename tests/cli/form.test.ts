import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildOnce } from "../build-once.ts";
import { FORMS } from "../../schemas/forms/index.ts";
import { desk, jsonOf, zhiqi } from "./zhiqi.ts";

describe("zhiqi form", () => {
  beforeAll(buildOnce, 120_000);

  it("list names every form, one a line", () => {
    const { code, out } = zhiqi("form", "list");
    expect(code).toBe(0);
    expect(out.trim().split("\n")).toHaveLength(FORMS.length);
    expect(jsonOf(zhiqi("form", "list", "--json"))).toHaveLength(FORMS.length);
  });

  it("show gives the sample that fill takes; a quarterly table comes as Word, PDF and spreadsheet", () => {
    const { folder, put } = desk();
    const data = put("data.json", zhiqi("form", "show", "hebei-quarter-table-1", "--sample").out);
    const filled = zhiqi("form", "fill", "hebei-quarter-table-1", data, "--out", folder, "--json");
    expect(filled.code).toBe(0);
    expect(jsonOf(filled)).toMatchObject({ pages: 1, notes: [], missing: [], check: { verdict: "ready" } });
    expect(readdirSync(folder).sort()).toEqual([
      "check.json",
      "data.json",
      "hebei-quarter-table-1.docx",
      "hebei-quarter-table-1.pdf",
      "hebei-quarter-table-1.xlsx",
    ]);
  });

  it("an empty form is written all the same, and says what it lacks", () => {
    const { folder, put } = desk();
    const { code, out } = zhiqi(
      "form",
      "fill",
      "hunan-subcentre-application",
      put("empty.json", "{}"),
      "--out",
      folder,
    );
    expect(code).toBe(1);
    expect(out).toContain("HNS-01.M");
    expect(readFileSync(join(folder, "hunan-subcentre-application.pdf")).length).toBeGreaterThan(1000);
  });

  it.each([
    ["an unknown form", ["form", "show", "nothing"], "form.unknown"],
    ["a word that is none", ["form", "print"], "cli.wrong_usage"],
    ["a file that is not there", ["form", "fill", "hebei-work-plan", "none.json"], "cli.unreadable"],
  ])("%s is an error with its code", (_, args, code) => {
    const { code: exit, err } = zhiqi(...args);
    expect(exit).toBe(2);
    expect(err).toContain(code);
  });

  it("data of another shape are refused, naming the place", () => {
    const { put } = desk();
    const wrong = zhiqi("form", "fill", "hebei-work-plan", put("wrong.json", '{"agencyName":"x"}'), "--json");
    expect(wrong.code).toBe(2);
    expect(wrong.out + wrong.err).toContain("/agencyName");
  });
});
