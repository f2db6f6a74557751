import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { encode } from "fast-png";
import { PDFDocument } from "pdf-lib";
import { beforeAll, describe, expect, it } from "vitest";
import { Variant } from "../../schemas/contract.ts";
import { lawFor } from "../../schemas/jurisdictions/index.ts";
import { admin } from "../../src/cli/admin.ts";
import { check } from "../../src/cli/check.ts";
import { checkReportText } from "../../src/cli/check-report-text.ts";
import { draft } from "../../src/cli/draft.ts";
import { form } from "../../src/cli/form.ts";
import { report } from "../../src/cli/report.ts";
import type { Command } from "../../src/cli/terminal.ts";
import { checkUpload } from "../../src/app/check-upload.ts";
import { checkReportFacts } from "../../src/app/check-report-facts.ts";
import { makeFolder } from "../../src/runtime/node-folder.ts";
import { buildOnce } from "../build-once.ts";
import { samples } from "../completeness/samples.ts";
import { desk, jsonOf, zhiqi, zhiqiHere } from "./zhiqi.ts";

const { folder, put } = desk();
const contract = put("V1.json", JSON.stringify(samples.valid["V1"]));
const refused = async (command: Command, ...args: readonly string[]) => {
  const said = await zhiqiHere(command, ...args);
  expect([said.code, said.out]).toEqual([2, ""]);
  return said.err;
};

beforeAll(buildOnce);

describe("a place that cannot be written", () => {
  it.runIf(existsSync("/proc/self"))("under /proc ends at once, coded: nothing there can be made", () => {
    const said = zhiqi("check", contract, "--as-of", samples.asOf, "--report", "/proc/zhiqi/deep", "--json");
    expect(said.code).toBe(2);
    expect(jsonOf(said).error).toMatchObject({ code: "cli.unwritable", facts: { path: expect.any(String) } });
  });

  it("below a file is told, and a deep folder that can be made is made once for many", async () => {
    const file = put("plain", "");
    expect(await refused(check, contract, "--report", join(file, "x"))).toContain("cli.unwritable");
    const deep = join(folder, "a/b/c");
    await Promise.all([makeFolder(deep), makeFolder(deep), makeFolder(deep)]);
    expect(existsSync(deep)).toBe(true);
  });
});

describe("a fault of what was given", () => {
  it("names the line and column where JSON breaks off", async () => {
    const torn = put("torn.json", '{\n  "schema": "custody-contract/1"\n  "variant": "HB-2P"\n}');
    const said = await zhiqiHere(check, torn, "--json");
    expect(jsonOf(said).error).toMatchObject({ code: "contract.not_json", facts: { line: 3, column: 3 } });
    expect(said.err).toContain("第 3 行第 3 列");
    expect(said.err).toContain("line 3, column 3");
  });

  it("knows rich text from JSON, for check and draft", async () => {
    const rich = put("contract.rtf", "{\\rtf1\\ansi contract}");
    for (const command of [check, draft]) {
      const err = await refused(command, rich);
      expect(err).toContain("desk.rich_text");
      expect(err).toContain(".docx");
    }
  });

  it("says that a folder is a folder", async () => {
    const err = await refused(check, folder);
    expect(err).toMatch(/^cli\.unreadable: .*是文件夹.* is a folder/u);
  });

  it("tells a day that no calendar has from a day written otherwise", async () => {
    expect(await refused(check, contract, "--as-of", "2024-02-30")).toContain("没有 2024-02-30 这一天");
    expect(await refused(check, contract, "--as-of", "30.2.2024")).toContain("日期写作 2026-11-22");
  });

  it("remarks on a day before the rules were law, and on none after", async () => {
    const early = await zhiqiHere(check, contract, "--as-of", "1999-01-01", "--json");
    expect(jsonOf(early).asOf).toBe("1999-01-01");
    const later = lawFor("HB-2P").rules.filter(({ since }) => since > "1999-01-01").length;
    expect(later).toBeGreaterThan(50);
    expect(early.err).toContain(`有 ${later} 条在 1999-01-01 尚未施行`);
    expect((await zhiqiHere(check, contract, "--as-of", samples.asOf)).err).toBe("");
  });

  it("a contract wrapped in contract is told so, whatever is in it", async () => {
    const err = await refused(check, put("wrapped.json", '{"contract":{}}'));
    expect(err).toContain("send the contract itself, not inside contract");
    expect(err).not.toContain("没有“contract”这一项");
  });
});

describe("faults in both languages", () => {
  const wrong = put("wrong.json", '{"schema":"custody-contract/1","variant":"ZZ","extra":1}');
  it.each<[string, Command, readonly string[], string, string]>([
    [
      "desk.unknown_variant",
      check,
      [contract, "--variant", "HB-9"],
      "没有 HB-9 这种合同类型",
      "there is no kind of contract HB-9",
    ],
    ["contract.not_json", check, [put("t.json", "{")], "不是 JSON", "not JSON"],
    ["contract.wrong_shape", check, [wrong], "不合格式", "do not fit"],
    ["form.unknown", form, ["show", "nix"], "没有这种表单", "there is no such form"],
    ["cli.wrong_usage", check, [], "少给了参数", "too few arguments: 1 needed, 0 given"],
    [
      "cli.wrong_usage",
      check,
      [contract, "--reprot", "x"],
      "没有 --reprot 这个选项",
      "there is no option --reprot",
    ],
    ["cli.wrong_usage", check, [contract, "--stage"], "--stage 后面要写值", "--stage needs a value"],
    ["cli.wrong_usage", check, [contract, "--json=1"], "--json 是开关", "--json takes no value"],
  ])("%s: %#", async (code, command, args, zh, en) => {
    const err = await refused(command, ...args);
    for (const words of [code, zh, en]) expect(err).toContain(words);
  });

  it("--lang en tells them in English, problems of the shape too, to people and in JSON", async () => {
    const err = await refused(check, wrong, "--lang", "en");
    expect(err).not.toMatch(/\p{Script=Han}/u);
    expect(err).toContain("/extra  the contract has no such key");
    expect(err).toContain("/variant  not a value that fits here: HB-2P, HB-SUB");
    const said = await zhiqiHere(check, contract, "--variant", "HB-9", "--lang=en", "--json");
    expect(jsonOf(said).error.detail).toMatch(/^there is no kind of contract HB-9/);
  });
});

describe("the kind of contract", () => {
  it("is taken in small letters, and its head line says what it is", async () => {
    const said = await zhiqiHere(check, contract, "--variant", "zk-full", "--as-of", samples.asOf);
    expect(said.out).toContain(`ZK-FULL ${lawFor("ZK-FULL").variant.name}`);
  });

  it("--help lists every one by its id and name, and so do both halves of the README", () => {
    const { out } = zhiqi("check", "--help");
    const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
    const halves = readme.split('<a id="english"></a>');
    expect(halves).toHaveLength(2);
    for (const id of Variant.options) {
      expect(out).toContain(`${id.padEnd(9)}${lawFor(id).variant.name}`);
      for (const half of halves) expect(half).toContain(`\`${id}\``);
    }
  });

  it.each(["zh", "en"] as const)("of a scan is told in the words of the paper: %s", async (language) => {
    const paper = await PDFDocument.create();
    const grey = encode({ width: 40, height: 56, channels: 1, data: new Uint8Array(40 * 56).fill(200) });
    paper.addPage([595, 842]).drawImage(await paper.embedPng(grey), { x: 0, y: 0, width: 595, height: 842 });
    const scan = new Uint8Array(await paper.save());
    const checked = await checkUpload(
      { clock: { now: () => new Date("2026-11-22T00:00:00Z") } },
      { file: scan, name: "scan.pdf", language },
    );
    const { kind } = checkReportFacts(checked, language);
    const told = checkReportText(checked.report, language);
    expect(told.split("\n")[0]).toContain(kind);
    expect(told).not.toContain("0%");
    expect(told).not.toContain("HB-2P");
  });
});

describe("usage", () => {
  it("--version tells the version of the package", () => {
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
      version: string;
    };
    expect(zhiqi("--version")).toEqual({ code: 0, out: `${version}\n`, err: "" });
  });

  it.each([draft, form, report])("where --out may be left out, usage shows it so", ({ usage }) => {
    expect(usage).toContain("[--out DIR]");
    expect(usage.replaceAll("[--out DIR]", "")).not.toContain("--out");
  });

  it("says which value of a report or a registration is wrong", async () => {
    const quarter = await refused(report, "quarter", "--authority", "130100", "--quarter", "2022Q5");
    expect(quarter).toContain("没有 2022Q5 这个季度");
    expect(await refused(report, "quarter", "--quarter", "2022Q1")).toContain("缺少 --authority");
    expect(await refused(report, "year", "--quarter", "2022Q1")).toContain("没有 year");
    const person = await refused(admin, "--name", "河北省知识产权局", "--uscc", "123");
    expect(person).toContain("--uscc 不能是“123”");
    expect(person).toContain("缺少 --region");
    expect(person).not.toContain("--name 不能");
  });
});
