import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildOnce } from "../build-once.ts";
import { openDocx } from "../../src/formats/docx/open-docx.ts";
import { template as command } from "../../src/cli/template.ts";
import { fileAt, template } from "../document/docx.ts";
import { requireTool } from "../tools.ts";
import { desk, jsonOf, zhiqi, zhiqiHere } from "./zhiqi.ts";

const { folder, put } = desk();
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  buildOnce();
  put("own.docx", fileAt("templates/hebei/custody-contract.docx"));
  put("faulty.docx", template("{{tittle}}", "{{IF fee.paid}}"));
  put("rest.docx", "not a document");
});

describe("zhiqi template", () => {
  it("lint of our own contract is clean: exit 0", () => {
    const said = zhiqi("template", "lint", at("own.docx"), "--variant", "HB-2P");
    expect(said).toMatchObject({ code: 0, err: "" });
    expect(said.out).toContain("没有问题 [clean]");
  });

  it("lint tells each problem with its place and remedy: exit 1, JSON for machines", () => {
    const said = zhiqi("template", "lint", at("faulty.docx"), "--variant", "HB-2P");
    expect(said.code).toBe(1);
    expect(said.out).toContain("✗ 正文第 1 段  没有名为 tittle 的内容。是不是 title？");
    const told = jsonOf(zhiqi("template", "lint", at("faulty.docx"), "--variant", "HB-2P", "--json"));
    expect(told).toMatchObject({ file: at("faulty.docx"), verdict: "errors", variant: "HB-2P" });
    expect(told.problems[0].place).toMatchObject({ part: "word/document.xml", paragraph: 1, run: 1 });
  });

  it("fields are a JSON Schema: exit 0", () => {
    const said = zhiqi("template", "fields", at("own.docx"));
    expect(said.code).toBe(0);
    expect(jsonOf(said)).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
    });
  });

  it("comment writes a copy with comments", () => {
    const said = zhiqi("template", "comment", at("faulty.docx"), at("commented.docx"), "--variant", "HB-2P");
    expect(said.code).toBe(1);
    const copy = openDocx(new Uint8Array(readFileSync(at("commented.docx"))));
    expect(copy.parts).toContain("word/comments.xml");
  });

  it("preview draws every page with 样张 as real text", () => {
    const said = zhiqi(
      "template",
      "preview",
      at("own.docx"),
      at("preview.pdf"),
      "--variant",
      "HB-2P",
      "--json",
    );
    expect(said.code, said.err).toBe(0);
    const { pages, notes } = jsonOf(said);
    expect(notes).toEqual([]);
    const text = execFileSync(requireTool("pdftotext"), [at("preview.pdf"), "-"], { encoding: "utf8" });
    const marked = text.split("\f").filter((page) => page.includes("样张（不得签署）"));
    expect(marked).toHaveLength(pages);
  });

  it("diff of a template with itself is empty: exit 0; with another exit 1", () => {
    expect(zhiqi("template", "diff", at("own.docx"), at("own.docx")).code).toBe(0);
    const said = zhiqi("template", "diff", at("own.docx"), at("faulty.docx"), "--json");
    expect(said.code).toBe(1);
    expect(jsonOf(said).changes.length).toBeGreaterThan(5);
  });

  it.each([
    [[], "cli.wrong_usage"],
    [["paint", "a.docx"], "cli.wrong_usage"],
    [["lint"], "cli.wrong_usage"],
    [["lint", "/no/such.docx"], "cli.unreadable"],
    [["lint", at("rest.docx")], "document.template_not_docx"],
    [["lint", at("own.docx"), "--variant", "HB-9"], "app.template_use_unknown"],
    [["fields", at("own.docx"), "--form", "none"], "app.template_use_unknown"],
    [["preview", at("faulty.docx"), at("x.pdf")], "document.template_broken"],
  ])("%j could not be done: exit 2, %s", async (args, code) => {
    const said = await zhiqiHere(command, ...args, "--json");
    expect(said.code).toBe(2);
    expect(said.err).toContain(code);
  });
});

describe("templates/README.md", () => {
  const guide = readFileSync(new URL("../../templates/README.md", import.meta.url), "utf8");
  const commands = [...guide.matchAll(/^npx zhiqi (template .+)$/gm)].map(([, line = ""]) => line);

  it("shows every word of the command", () => {
    const words = new Set(commands.map((line) => line.split(" ")[1]));
    expect(words).toEqual(new Set(["comment", "diff", "fields", "lint", "preview"]));
  });

  it.each(commands)("what it tells people to type runs: npx zhiqi %s", (line) => {
    const args = line.split(" ").map((word) => {
      if (word.startsWith("templates/")) return new URL(`../../${word}`, import.meta.url).pathname;
      if (word === "我的模板.docx" || word === "上一版.docx") return at("own.docx");
      return word.endsWith(".docx") || word.endsWith(".pdf") ? at(word) : word;
    });
    const said = zhiqi(...args);
    expect([said.code, said.err]).toEqual([0, ""]);
  });
});
