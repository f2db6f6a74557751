import { truncateSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildOnce } from "../build-once.ts";
import { forgetAuthorities, makeRoot, makeSigner } from "../verify/authorities.ts";
import { hostileFiles } from "../verify/hostile-files.ts";
import { desk, zhiqi } from "./zhiqi.ts";

const { put } = desk();
beforeAll(buildOnce);
afterAll(forgetAuthorities);

const party = makeSigner("cli-party", makeRoot("cli-root"));

it("zhiqi verify has a coded answer for every kind of bad input, a line each in one process, and none is valid", () => {
  const files = [
    ...hostileFiles(party),
    { name: "empty", bytes: new Uint8Array(), code: "verify.not_a_pdf" },
  ];
  const paths = files.map(({ name, bytes }) => put(`${name}.pdf`, bytes));
  const said = zhiqi("verify", ...paths, "--json");
  const lines = said.out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(files.length);
  const answers = lines.map(({ file, verdict, reasons, error }) =>
    error === undefined ? [file, verdict, reasons] : [error.facts.path, "no PDF", [error.code]],
  );
  const expected = files.map(({ code }, at) => [
    paths[at],
    code === "verify.not_a_pdf" ? "no PDF" : "invalid",
    expect.arrayContaining([code]),
  ]);
  expect(answers).toEqual(expected);
  expect(said.code).toBe(2);
});

it("a file of 2 GB is refused unread, and the next one is answered all the same", () => {
  const large = put("large.pdf", "%PDF-1.7\n");
  truncateSync(large, 2_000_000_000);
  const said = zhiqi("verify", large, put("text.pdf", "hello"), "--json");
  const [refused, answered] = said.out.trimEnd().split("\n");
  expect(JSON.parse(refused ?? "")).toMatchObject({ error: { code: "cli.too_large" } });
  expect(JSON.parse(answered ?? "")).toMatchObject({ error: { code: "verify.not_a_pdf" } });
  expect(said.code).toBe(2);
});

it("in words a bad file is told with its code as well", () => {
  const broken = hostileFiles(party).find(({ code }) => code === "verify.malformed");
  const { out, code } = zhiqi("verify", put("words.pdf", broken?.bytes ?? new Uint8Array()));
  expect([code, out]).toEqual([1, expect.stringContaining("verify.malformed")]);
});

it.each([
  ["a Word document", "contract.docx", new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 6, 0])],
  ["JSON", "contract.json", "{}"],
  ["text", "contract.txt", "知识产权托管服务合同"],
])(
  "%s is told to be no PDF, with exit code 2, and is never called an invalid signature",
  (_, name, content) => {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    const said = zhiqi("verify", put(name, bytes));
    expect(said.code).toBe(2);
    expect(said.err).toMatch(/^verify\.not_a_pdf: .*不是 PDF.*not a PDF/u);
    expect(said.out).not.toContain("无效");
  },
);

it("the name of a file that is no PDF is shown, and moves no terminal's cursor", () => {
  const { err } = zhiqi("verify", put("\u001b[2J\u202egnp.txt", "text"));
  expect(["\u001b", "\u202e"].filter((sign) => err.includes(sign))).toEqual([]);
});
