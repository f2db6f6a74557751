import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildOnce } from "../build-once.ts";
import { check } from "../../src/cli/check.ts";
import { contractWith, samples } from "../completeness/samples.ts";
import { desk, jsonOf, zhiqi, zhiqiHere } from "./zhiqi.ts";

const { folder, put } = desk();
const asOf = ["--as-of", samples.asOf];

const sampleFile = (name: string): string => put(`${name}.json`, JSON.stringify(samples.valid[name]));

beforeAll(() => {
  buildOnce();
  zhiqi("draft", sampleFile("V1"), "--out", join(folder, "drafted"));
  zhiqi("pdf", join(folder, "drafted/contract.docx"), join(folder, "laid.pdf"));
});

describe("zhiqi check", () => {
  it.each(Object.keys(samples.valid))("%s is ready: exit 0", (name) => {
    const said = zhiqi("check", sampleFile(name), ...asOf, "--json");
    expect(said).toMatchObject({ code: 0, err: "" });
    expect(jsonOf(said)).toMatchObject({ verdict: "ready", findings: [], asOf: samples.asOf });
  });

  it.each(samples.defective)("$id: exactly what is wrong, exit 1 when it blocks", async (sample) => {
    const file = put(`${sample.id}.json`, JSON.stringify(contractWith(sample.base, sample.patch)));
    const said = await zhiqiHere(check, file, ...asOf, "--stage", "file", "--json");
    const report = jsonOf(said);
    const ids = new Set(report.findings.map(({ id }: { id: string }) => id));
    expect(ids).toEqual(new Set(sample.expect));
    expect(report.verdict).toBe(
      report.findings.some(({ severity }: { severity: string }) => severity === "B") ? "blocked" : "ready",
    );
    expect(said.code).toBe(report.verdict === "ready" ? 0 : 1);
    for (const { pointer, place, message, basis, fix } of report.findings)
      expect([typeof pointer, place, message, basis, fix].every(Boolean)).toBe(true);
  });

  it("tells people the verdict, the stage, the basis and the mending, in words", () => {
    const file = put("blank.json", JSON.stringify(contractWith("V1", samples.defective[0]?.patch ?? [])));
    const { code, out } = zhiqi("check", file, ...asOf);
    expect(code).toBe(1);
    for (const words of ["处须改正 [blocked]", "备案阶段 [file]", "PTY-07.M", "依据", "改法"])
      expect(out).toContain(words);
  });

  it("speaks English when asked, and nothing else changes", () => {
    const file = put("english.json", JSON.stringify(contractWith("V1", samples.defective[0]?.patch ?? [])));
    const [chinese, english] = ["zh", "en"].map((lang) =>
      jsonOf(zhiqi("check", file, ...asOf, "--lang", lang, "--json")),
    );
    expect(english.findings.map(({ id }: { id: string }) => id)).toEqual(
      chinese.findings.map(({ id }: { id: string }) => id),
    );
    expect(english.findings[0].message).toBe("Party A's legal representative is blank.");
    expect(zhiqi("check", file, ...asOf, "--lang", "en").out).toContain("to be mended [blocked]");
    expect(zhiqi("check", file, "--lang", "fr")).toMatchObject({ code: 2 });
  });

  it("writes the paper of the findings, Word and PDF", () => {
    const file = put("paper.json", JSON.stringify(contractWith("V1", samples.defective[0]?.patch ?? [])));
    const { code, out } = zhiqi("check", file, ...asOf, "--report", join(folder, "papers"));
    expect(code).toBe(1);
    for (const [name, begins] of [
      ["check-report.docx", "PK"],
      ["check-report.pdf", "%PDF-"],
    ] as const) {
      expect(out).toContain(join(folder, "papers", name));
      expect(readFileSync(join(folder, "papers", name), "latin1").startsWith(begins)).toBe(true);
    }
  });

  it("asks at the stage and for the variant it is told", () => {
    const draft = zhiqi("check", sampleFile("V1"), ...asOf, "--stage", "draft", "--json");
    expect(jsonOf(draft)).toMatchObject({ stage: "draft", variant: "HB-2P" });
    const other = zhiqi("check", sampleFile("V1"), ...asOf, "--variant", "ZK-FULL", "--json");
    expect(jsonOf(other)).toMatchObject({ variant: "ZK-FULL", verdict: "blocked" });
    expect(other.code).toBe(1);
  });

  it("judges by the day it is told", () => {
    const on = (day: string) => jsonOf(zhiqi("check", sampleFile("V1"), "--as-of", day, "--json")).asOf;
    expect(on("2024-02-29")).toBe("2024-02-29");
  });

  it("reads the contract out of a PDF that draft made", () => {
    const said = zhiqi("check", join(folder, "drafted/contract.pdf"), ...asOf, "--json");
    expect(said.code).toBe(0);
    expect(jsonOf(said)).toMatchObject({ variant: "HB-2P", stage: "draft", verdict: "ready" });
  });

  it.each(["drafted/contract.docx", "laid.pdf"])("reads %s, which carries no data, by its text", (name) => {
    const said = zhiqi("check", join(folder, name), ...asOf, "--json");
    expect(said).toMatchObject({ code: 0, err: "" });
    expect(jsonOf(said)).toMatchObject({
      variant: "HB-2P",
      verdict: "ready",
      document: { data: "text", text: "full" },
    });
    const told = zhiqi("check", join(folder, name), ...asOf);
    for (const words of ["要素齐备 [ready]", "文字层齐全", "由内容判断"]) expect(told.out).toContain(words);
  });

  it("lists every problem of the shape with its place, to people and to machines", () => {
    const file = put(
      "wrong.json",
      JSON.stringify({ schema: "custody-contract/1", variant: "ZZ", parties: 5, 价: 1 }),
    );
    const said = zhiqi("check", file, "--json");
    expect(said.code).toBe(2);
    const { error } = jsonOf(said);
    expect(error).toMatchObject({
      code: "contract.wrong_shape",
      detail: expect.stringContaining("不合格式"),
    });
    expect(error.facts.problems.map(({ pointer }: { pointer: string }) => pointer)).toEqual(
      expect.arrayContaining(["/variant", "/parties", "/价"]),
    );
    const plain = zhiqi("check", file);
    expect(plain).toMatchObject({ code: 2, out: "" });
    for (const { pointer, detail } of error.facts.problems)
      expect(plain.err).toContain(`  ${pointer}  ${detail}`);
  });

  it("a key that would move the terminal's cursor is shown, not obeyed", () => {
    const { err } = zhiqi("check", put("keys.json", JSON.stringify({ "\u001b[2J\u202e": 1 })));
    for (const control of ["\u001b", "\u202e"]) expect(err).not.toContain(control);
  });

  it.each([
    [
      "bytes that are no text",
      "extract.unknown_type",
      () => put("bytes", new Uint8Array([0xff, 0xfe, 0x80])),
    ],
    ["text that is no JSON", "extract.unknown_type", () => put("text.json", "托管合同")],
    ["JSON that breaks off", "contract.not_json", () => put("torn.json", '{"schema": ')],
    ["an empty file", "extract.empty_file", () => put("empty.json", "")],
    ["ten megabytes", "contract.too_large", () => put("large.json", `{"title":"${"甲".repeat(3_500_000)}"}`)],
    ["JSON as deep as a well", "contract.too_deep", () => put("deep.json", "[".repeat(100_000))],
    ["a broken PDF", "pdf.", () => put("broken.pdf", "%PDF-1.7\n%%EOF")],
    ["a file that is not there", "cli.unreadable", () => join(folder, "absent.json")],
    ["a folder", "cli.unreadable", () => folder],
    ["a device without end", "cli.too_large", () => "/dev/zero"],
  ])("%s is %s: exit 2, one coded line", (_, expected, path) => {
    const said = zhiqi("check", path(), "--json");
    expect(said.code).toBe(2);
    const { error } = jsonOf(said);
    expect(error.code).toContain(expected);
    expect(said.err.startsWith(`${error.code}: `)).toBe(true);
    expect(said.err.trimEnd().split("\n")).toHaveLength(1);
  });

  it.each([
    ["the Word file that draft made", "drafted/contract.docx"],
    ["the PDF laid out from it, which carries no data", "laid.pdf"],
  ])("%s gives the findings of the JSON it was made from: none", (_, name) => {
    const said = zhiqi("check", join(folder, name), ...asOf, "--json");
    expect(jsonOf(said)).toMatchObject({ variant: "HB-2P", findings: [], document: { text: "full" } });
    expect(said.code).toBe(0);
  });

  it.each([
    [["--stage", "later"], "cli.wrong_usage"],
    [["--as-of", "2024-02-30"], "cli.wrong_usage"],
    [["--as-of", "2024-99-99"], "cli.wrong_usage"],
    [["--variant", "constructor"], "desk.unknown_variant"],
    [["--nonsense"], "cli.wrong_usage"],
    [["second.json"], "cli.wrong_usage"],
  ])("%j is refused: exit 2", async (args, expected) => {
    const said = await zhiqiHere(check, sampleFile("V1"), ...args, "--json");
    expect(said.code).toBe(2);
    expect(jsonOf(said).error.code).toBe(expected);
  });
});
