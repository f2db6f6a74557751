import { truncateSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { forgetAuthorities, makeRoot, makeSigner } from "../verify/authorities.ts";
import { hostileFiles } from "../verify/hostile-files.ts";
import { buildBin, desk, zhiqi } from "./zhiqi.ts";

const { put } = desk();
beforeAll(buildBin);
afterAll(forgetAuthorities);

const party = makeSigner("cli-party", makeRoot("cli-root"));

it("zhiqi verify has a coded answer for every kind of bad input, a line each in one process, and none is valid", () => {
  const files = [
    ...hostileFiles(party),
    { name: "empty", bytes: new Uint8Array(), code: "verify.malformed" },
  ];
  const paths = files.map(({ name, bytes }) => put(`${name}.pdf`, bytes));
  const said = zhiqi("verify", ...paths, "--json");
  const lines = said.out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(files.length);
  for (const [at, { name, code }] of files.entries()) {
    expect([name, lines[at].file, lines[at].verdict]).toEqual([name, paths[at], "invalid"]);
    expect(lines[at].reasons, name).toContain(code);
  }
  expect(said.code).toBe(1);
});

it("a file of 2 GB is refused unread, and the next one is answered all the same", () => {
  const large = put("large.pdf", "%PDF-1.7\n");
  truncateSync(large, 2_000_000_000);
  const said = zhiqi("verify", large, put("text.pdf", "hello"), "--json");
  const [refused, answered] = said.out.trimEnd().split("\n");
  expect(JSON.parse(refused ?? "")).toMatchObject({ error: { code: "cli.too_large" } });
  expect(JSON.parse(answered ?? "")).toMatchObject({ verdict: "invalid", reasons: ["verify.malformed"] });
  expect(said.code).toBe(2);
});

it("in words a bad file is told with its code as well", () => {
  const [first] = hostileFiles(party);
  const { out, code } = zhiqi("verify", put("words.pdf", first?.bytes ?? new Uint8Array()));
  expect([code, out]).toEqual([1, expect.stringContaining("verify.malformed")]);
});
