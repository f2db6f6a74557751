import { execFileSync } from "node:child_process";
import { encode } from "fast-png";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildOnce } from "../build-once.ts";
import { samples } from "../completeness/samples.ts";
import { requireTool } from "../tools.ts";
import { desk, jsonOf, zhiqi } from "./zhiqi.ts";

const { folder, put } = desk();
const at = (name: string): string => join(folder, name);

const sign = (input: string, output: string, ...more: string[]) =>
  zhiqi("sign", at(input), at(output), "--key", at("own.key"), "--cert", at("own.pem"), "--json", ...more);
const seal = (wish: object): string => put("seal.json", JSON.stringify(wish));

beforeAll(() => {
  buildOnce();
  const openssl = (...args: readonly string[]) =>
    execFileSync(requireTool("openssl"), [...args], { cwd: folder, stdio: "pipe" });
  openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "own.key");
  const use = ["-addext", "keyUsage=critical,digitalSignature,nonRepudiation"];
  const subject = ["-subj", "/O=上海徐汇云衡知识产权服务有限公司/CN=赵磊"];
  openssl("req", "-x509", "-utf8", "-key", "own.key", "-days", "30", ...subject, "-out", "own.pem", ...use);
  zhiqi("draft", put("contract.json", JSON.stringify(samples.valid["V5"])), "--out", folder);
  zhiqi("pdf", at("contract.docx"), at("fresh.pdf"));
});

const verdict = (file: string) => jsonOf(zhiqi("verify", at(file), "--trust", at("own.pem"), "--json"));

describe("zhiqi sign on a PDF that has no fields", () => {
  it("puts the field on the words that are named, with 骑缝章 over all pages, and verifies", () => {
    const wish = { kind: "公章", place: { keyword: "甲方", nth: -1, offset_mm: [20, 0] }, straddle: "all" };
    const said = sign("fresh.pdf", "words.pdf", "--field", "甲方章", "--seal", seal(wish));
    expect(said, said.out).toMatchObject({ code: 0 });
    expect(verdict("words.pdf")).toMatchObject({ integrity: "intact", signatures: [{ field: "甲方章" }] });
    const pages = Number(
      /Pages:\s+(\d+)/.exec(
        execFileSync(requireTool("pdfinfo"), [at("words.pdf")], { encoding: "utf8" }),
      )?.[1],
    );
    const bytes = execFileSync("cat", [at("words.pdf")], { encoding: "latin1", maxBuffer: 64_000_000 });
    expect(bytes.match(/\/AS \/Seal/g)).toHaveLength(pages);
    execFileSync(requireTool("qpdf"), ["--check", at("words.pdf")], { stdio: "pipe" });
  });

  it("puts it in millimetres from a corner, with the lines that are chosen", () => {
    const wish = { place: { page: -1, corner: "bottom-right", mm: [20, 25] }, lines: ["day", "electronic"] };
    expect(sign("fresh.pdf", "corner.pdf", "--field", "章", "--seal", seal(wish)).code).toBe(0);
    expect(verdict("corner.pdf")).toMatchObject({ integrity: "intact" });
  });

  it.each([
    ["words that are not there", { place: { keyword: "丁方（盖章）" } }, "sign.place_missing"],
    [
      "a page that is not there",
      { place: { page: 99, corner: "top-left", mm: [0, 0] } },
      "sign.place_missing",
    ],
    ["a picture that is none", { picture: { base64: "AAAA", width_mm: 40 } }, "sign.picture_unreadable"],
    [
      "a 骑缝章 over one page twice",
      { place: { page: 1, corner: "top-left", mm: [9, 9] }, straddle: [1, 1] },
      "sign.wrong_field_plan",
    ],
  ])("%s is refused with its code and in Chinese words", (_, wish, code) => {
    const said = sign("fresh.pdf", "never.pdf", "--field", "章", "--seal", seal(wish));
    expect(said.code).toBe(2);
    expect(jsonOf(said).error.code).toBe(code);
    expect(said.err).toMatch(/\p{Script=Han}/u);
  });
});

describe("zhiqi sign with a picture or a hand of one's own", () => {
  it("signs with an uploaded seal picture: pdfsig accepts it, qpdf finds nothing wrong", () => {
    const side = 200;
    const data = new Uint8Array(side * side * 3).fill(252);
    for (let dot = 0; dot < side * side; dot += 1)
      if (Math.hypot((dot % side) - 100, Math.floor(dot / side) - 100) < 90) data.set([214, 18, 23], dot * 3);
    const png = encode({ width: side, height: side, data, channels: 3, depth: 8 });
    const picture = { base64: Buffer.from(png).toString("base64"), width_mm: 42 };
    expect(sign("contract.pdf", "picture.pdf", "--field", "甲方", "--seal", seal({ picture })).code).toBe(0);
    const report = execFileSync(requireTool("pdfsig"), ["-nocert", at("picture.pdf")], { encoding: "utf8" });
    expect(report).toContain("Signature is Valid");
    execFileSync(requireTool("qpdf"), ["--check", at("picture.pdf")], { stdio: "pipe" });
  });

  it("signs with strokes of a pen", () => {
    const stroke = Array.from({ length: 30 }, (_, step) => ({ x: step, y: (step * 7) % 11, pressure: 0.6 }));
    const said = sign(
      "contract.pdf",
      "hand.pdf",
      "--field",
      "甲方",
      "--seal",
      seal({ handwriting: [stroke] }),
    );
    expect(said.code).toBe(0);
    expect(verdict("hand.pdf")).toMatchObject({ integrity: "intact" });
  });

  it("draws a rare name that 宋体 does not have, from the rare fonts", () => {
    const wish = seal({ kind: "公章", name: "上海㵘龘𠮷知识产权服务有限公司" });
    expect(sign("contract.pdf", "rare.pdf", "--field", "甲方", "--seal", wish).code).toBe(0);
  });
});

describe("zhiqi sign --profile sm2", () => {
  const demo = ["--name", "赵磊", "--organisation", "上海徐汇云衡知识产权服务有限公司", "--json"];

  it.each([
    ["sm2", "GB/T 38540 SES_Signature", "GM.sm2seal"],
    ["sm2-signed-data", "GB/T 35275 SignedData", "adbe.pkcs7.detached"],
  ])("%s makes a %s, and says that it is structure only", (profile, said, subFilter) => {
    const made = zhiqi(
      "sign",
      at("contract.pdf"),
      at("sm2.pdf"),
      "--field",
      "甲方",
      "--profile",
      profile,
      ...demo,
    );
    expect(made, made.out).toMatchObject({ code: 0 });
    expect(jsonOf(made)).toMatchObject({
      profile: said,
      notice: "仅结构，无持牌 CA（structure only, no licensed CA）",
    });
    const bytes = execFileSync("cat", [at("sm2.pdf")], { encoding: "latin1", maxBuffer: 64_000_000 });
    expect(bytes).toContain(`/SubFilter /${subFilter}`);
    expect(zhiqi("verify", at("sm2.pdf"), "--json").code).toBe(1);
  });

  it("without key and names, or with another profile, is wrong usage", () => {
    const run = (...more: string[]) =>
      zhiqi("sign", at("contract.pdf"), at("never.pdf"), "--field", "甲方", "--json", ...more);
    for (const wrong of [
      run("--profile", "sm2"),
      run("--profile", "ofd", "--name", "赵", "--organisation", "某"),
    ])
      expect([wrong.code, jsonOf(wrong).error.code]).toEqual([2, "cli.wrong_usage"]);
  });
});
