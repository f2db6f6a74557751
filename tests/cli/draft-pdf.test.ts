import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildOnce } from "../build-once.ts";
import { contractWith, samples } from "../completeness/samples.ts";
import { requireTool } from "../tools.ts";
import { desk, jsonOf, zhiqi } from "./zhiqi.ts";

const { folder, put } = desk();
const at = (name: string): string => join(folder, name);
const FILES = ["check.json", "contract.docx", "contract.pdf"];

beforeAll(() => {
  buildOnce();
  put("contract.json", JSON.stringify(samples.valid["V1"]));
});

describe("zhiqi draft", () => {
  it("writes DOCX, PDF and the check: exit 0, and says where", () => {
    const said = zhiqi("draft", at("contract.json"), "--out", at("new/folder"), "--json");
    expect(said).toMatchObject({ code: 0, err: "" });
    expect(readdirSync(at("new/folder")).toSorted()).toEqual(FILES);
    const told = jsonOf(said);
    expect(told.files.toSorted()).toEqual(FILES.map((name) => join(at("new/folder"), name)));
    expect(told.check).toEqual(JSON.parse(readFileSync(at("new/folder/check.json"), "utf8")));
    const pdf = at("new/folder/contract.pdf");
    execFileSync(requireTool("qpdf"), ["--check", pdf], { stdio: "pipe" });
    const text = execFileSync(requireTool("pdftotext"), [pdf, "-"], { encoding: "utf8" });
    expect(text).toContain("石家庄恒砺传感科技有限公司");
  });

  it("of a contract that lacks something the files are there all the same: exit 1, findings told", () => {
    const blocked = contractWith("V1", samples.defective[0]?.patch ?? []);
    const said = zhiqi("draft", put("blocked.json", JSON.stringify(blocked)), "--out", at("blocked"));
    expect(said.code).toBe(1);
    expect(said.out).toContain("PTY-07.M");
    expect(readdirSync(at("blocked")).toSorted()).toEqual(FILES);
  });

  it.each([
    ["of a wrong shape", "contract.wrong_shape", '{"schema":"custody-contract/1"}'],
    ["that is no JSON", "contract.not_json", "{"],
    ["that is a DOCX", "desk.no_contract_inside", "PK\u0003\u0004"],
  ])("a contract %s is %s: exit 2 and nothing is written", (_, expected, text) => {
    const said = zhiqi("draft", put("bad.json", text), "--out", at("bad"), "--json");
    expect(said.code).toBe(2);
    expect(jsonOf(said).error.code).toBe(expected);
    expect(existsSync(at("bad"))).toBe(false);
  });
});

describe("zhiqi pdf", () => {
  it.each(["word", "lo"])("lays a DOCX out by profile %s and tells pages and fonts: exit 0", (profile) => {
    zhiqi("draft", at("contract.json"), "--out", folder);
    const said = zhiqi("pdf", at("contract.docx"), at(`${profile}.pdf`), "--profile", profile, "--json");
    expect(said).toMatchObject({ code: 0, err: "" });
    const pages = /Pages:\s+(\d+)/.exec(
      execFileSync(requireTool("pdfinfo"), [at(`${profile}.pdf`)], { encoding: "utf8" }),
    )?.[1];
    expect(jsonOf(said)).toMatchObject({
      file: at(`${profile}.pdf`),
      pages: Number(pages),
      notes: expect.any(Array),
    });
    expect(jsonOf(said).fonts.length).toBeGreaterThan(0);
  });

  it.each([
    ["JSON", "contract.json", []],
    ["a file that is not there", "absent.docx", []],
    ["a profile we do not have", "contract.docx", ["--profile", "wps"]],
  ])("%s: exit 2, coded, nothing written", (_, input, args) => {
    const said = zhiqi("pdf", at(input), at("never.pdf"), ...args, "--json");
    expect(said.code).toBe(2);
    expect(jsonOf(said).error.code).toMatch(/^(?:docx|cli|layout)\.[a-z_]+$/);
    expect(existsSync(at("never.pdf"))).toBe(false);
  });

  it("without an output it tells its usage: exit 2", () => {
    expect(zhiqi("pdf", at("contract.docx"))).toMatchObject({
      code: 2,
      err: expect.stringContaining("zhiqi pdf IN.docx"),
    });
  });
});
