import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildOnce } from "../build-once.ts";
import { formOf } from "../../schemas/forms/index.ts";
import { desk, jsonOf, zhiqi } from "./zhiqi.ts";

const ended = Object(formOf("hebei-quarter-table-2")?.sample["rows"])[0];
const projects = [
  {
    agency: "河北云衡知识产权代理有限公司",
    enterprise: "石家庄恒砺传感科技有限公司",
    signedOn: "2022-03-28",
    termStart: "2022-04-01",
    termEnd: "2023-03-31",
    firstSigning: true,
  },
  { ...ended, signedOn: "2021-05-20", firstSigning: true, subsidyYear: 2021 },
];

describe("zhiqi report quarter", () => {
  beforeAll(buildOnce, 120_000);

  it("makes both tables in three kinds of files from one list, and says when they are due", () => {
    const { folder, put } = desk();
    const list = put("projects.json", JSON.stringify({ projects }));
    const out = join(folder, "out");
    const made = zhiqi(
      "report",
      "quarter",
      list,
      "--authority",
      "130100",
      "--quarter",
      "2022Q2",
      "--out",
      out,
      "--filled-on",
      "2022-07-08",
      "--json",
    );
    expect(made.code).toBe(0);
    expect(jsonOf(made)).toMatchObject({
      tables: [
        { form: "hebei-quarter-table-1", rows: 1 },
        { form: "hebei-quarter-table-2", rows: 1 },
      ],
      due: { from: "2022-07-01", until: "2022-07-10" },
    });
    expect(readdirSync(out).sort()).toEqual(
      ["1", "2"].flatMap((table) =>
        ["docx", "pdf", "xlsx"].map((end) => `hebei-quarter-table-${table}.${end}`),
      ),
    );
  });

  it("reads the register when no list is given", () => {
    const { folder } = desk();
    const of = ["--authority", "130100", "--quarter", "2022Q2", "--out", join(folder, "out")];
    const made = zhiqi("report", "quarter", ...of, "--data", join(folder, "data"), "--json");
    expect(made.code).toBe(0);
    expect(jsonOf(made)).toMatchObject({ tables: [{ rows: 0 }, { rows: 0 }] });
  });

  it.each([
    ["an authority that is none", ["--authority", "999999", "--quarter", "2022Q2"], "form.unknown_authority"],
    ["a quarter that is none", ["--authority", "130100", "--quarter", "2022Q5"], "cli.wrong_usage"],
  ])("refuses %s", (_, options, code) => {
    const { put } = desk();
    const { code: exit, err } = zhiqi(
      "report",
      "quarter",
      put("p.json", JSON.stringify({ projects })),
      ...options,
    );
    expect([exit, err.includes(code)]).toEqual([2, true]);
  });

  it("refuses a list with a day that is not in the calendar, naming the place", () => {
    const { put } = desk();
    const list = put("p.json", JSON.stringify({ projects: [{ ...projects[0], signedOn: "2022-02-30" }] }));
    const wrong = zhiqi("report", "quarter", list, "--authority", "130100", "--quarter", "2022Q2", "--json");
    expect(wrong.code).toBe(2);
    expect(wrong.out + wrong.err).toContain("/projects/0/signedOn");
  });
});
