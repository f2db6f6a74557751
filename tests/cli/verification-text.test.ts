import { expect, it } from "vitest";
import type { VerificationReport } from "../../schemas/verification.ts";
import { verificationText } from "../../src/cli/verification-text.ts";
import { SAMPLE_VERIFICATION } from "../document/sample-verification.ts";

const lines = verificationText(SAMPLE_VERIFICATION).split("\n");

it("a verification in words tells revocation, identity and key of each signature, as page and paper do", () => {
  for (const name of ["吊销", "身份", "密钥"])
    expect(lines.some((line) => line.startsWith(`    ${name}      `))).toBe(true);
});

it("a verification in words tells alike changes of one state of the file in one line", () => {
  expect(lines.filter((line) => line.includes("长期验证数据"))).toEqual([
    "      ＋ 第 4 版：长期验证数据（对象 453、454）",
  ]);
});

it("a verification in words tells every time in Beijing's and names the zone", () => {
  expect(lines.join("\n")).not.toMatch(/\dZ/u);
  expect(lines.join("\n")).toContain("2022-03-15 10:00:02（北京时间）");
});

it("of a file nobody signed says that no change can be told, never that it is whole", () => {
  const unsigned: VerificationReport = {
    ...SAMPLE_VERIFICATION,
    verdict: "unsigned",
    integrity: "intact",
    signatures: [],
  };
  const told = verificationText(unsigned);
  expect(told).toContain("完整性  没有签名，无法判断有没有被改动\n");
  expect(told).not.toMatch(/未被改动|intact/u);
});
