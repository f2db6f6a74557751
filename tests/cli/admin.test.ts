import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildOnce } from "../build-once.ts";
import { zhiqi } from "./zhiqi.ts";

const data = mkdtempSync(join(tmpdir(), "zhiqi-admin-"));
beforeAll(buildOnce);
afterAll(() => rmSync(data, { recursive: true, force: true }));

const office = [
  "--name",
  "知契演示管理处",
  "--uscc",
  "11130000MBXX00238R",
  "--region",
  "130000",
  "--data",
  data,
];

it("zhiqi admin gives the operator of a new house its first key: exit 0", () => {
  const said = zhiqi("admin", ...office, "--json");
  expect(said.code, said.err).toBe(0);
  expect(JSON.parse(said.out)).toMatchObject({
    organisation: { role: "admin", name: "知契演示管理处" },
    key: expect.stringMatching(/^zq_live_/),
  });
});

it("without name or code it says what to give: exit 2", () => {
  expect(zhiqi("admin", "--data", data)).toMatchObject({
    code: 2,
    err: expect.stringContaining("cli.wrong_usage"),
  });
});

it("a code that fails its check is refused: exit 2", () => {
  const wrong = office.map((word) => (word === "11130000MBXX00238R" ? "11130000MBXX00238K" : word));
  expect(zhiqi("admin", ...wrong)).toMatchObject({
    code: 2,
    err: expect.stringContaining("app.uscc_invalid"),
  });
});
