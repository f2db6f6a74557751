import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildOnce } from "../build-once.ts";
import { requireTool } from "../tools.ts";
import { BIN, desk, jsonOf, zhiqi } from "./zhiqi.ts";

const { folder, put } = desk();
const COMMANDS = [
  "draft",
  "check",
  "sign",
  "verify",
  "evidence",
  "pdf",
  "template",
  "form",
  "report",
  "demo",
  "serve",
  "archive",
  "keys",
  "admin",
];

beforeAll(buildOnce);

describe("zhiqi", () => {
  it("--help names every command: exit 0", () => {
    const { code, out, err } = zhiqi("--help");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    for (const name of COMMANDS) expect(out).toContain(`zhiqi ${name}`);
  });

  it.each(COMMANDS)("%s --help tells its usage: exit 0", (name) => {
    const { code, out } = zhiqi(name, "--help");
    expect(code).toBe(0);
    expect(out).toContain(`zhiqi ${name}`);
  });

  it("without a command it asks for one: exit 2", () => {
    expect(zhiqi()).toMatchObject({ code: 2, out: "", err: expect.stringContaining("zhiqi check") });
  });

  it.each(["chekc", "constructor", "__proto__"])("%s is no command: exit 2, coded", (name) => {
    const said = zhiqi(name, "--json");
    expect(said.code).toBe(2);
    expect(jsonOf(said).error).toMatchObject({ code: "cli.wrong_usage", facts: { commands: COMMANDS } });
    expect(said.err).toContain(name);
  });

  it("a reader that closes the pipe early is no fault", () => {
    const said = spawnSync("sh", ["-c", `"${BIN}" --help | head -n 1`], { encoding: "utf8" });
    expect(said).toMatchObject({ stdout: "知契 zhiqi\n", stderr: "" });
  });

  it("serve on a port that is taken says so: exit 2", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((listening) => server.once("listening", listening));
    const address = server.address();
    const port = typeof address === "object" ? `${address?.port}` : "";
    const said = zhiqi("serve", "--port", port, "--data", folder);
    server.close();
    expect(said).toMatchObject({ code: 2, err: expect.stringContaining("cli.port_taken") });
  });
});

describe("zhiqi started with an old Node", () => {
  /** A Node older than the oldest we run on, from outside the package; most machines have none. */
  const older = (process.env.PATH ?? "")
    .split(":")
    .filter((place) => !place.includes("node_modules"))
    .map((place) => join(place, "node"))
    .filter((path) => existsSync(path))
    .find((path) => Number(execFileSync(path, ["-p", "process.versions.node.split('.')[0]"])) < 22);

  /** Node itself told that it is 20: what the launcher does next is the same. */
  const PRETENCE = put(
    "older.mjs",
    'if (process.argv[1].endsWith("zhiqi.mjs")) Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } });',
  );
  const [node, ...told] = older === undefined ? [process.execPath, "--import", PRETENCE] : [older];
  const asOlder = (...args: readonly string[]) => spawnSync(node, [...told, ...args], { encoding: "utf8" });

  it("runs the same command on the Node that came with the package, exit code and all", () => {
    const good = asOlder(BIN, "--help");
    expect(good).toMatchObject({ status: 0, stderr: "", stdout: expect.stringContaining("zhiqi check") });
    expect(asOlder(BIN, "check", join(folder, "absent.json"), "--json")).toMatchObject({
      status: 2,
      stdout: expect.stringContaining('"cli.unreadable"'),
    });
  });

  it("says in one line what to do when there is no such Node: exit 2", () => {
    const alone = join(folder, "alone/.build/zhiqi.mjs");
    mkdirSync(dirname(alone), { recursive: true });
    copyFileSync(BIN, alone);
    const said = asOlder(alone, "check", "x.json", "--json");
    expect(said.status).toBe(2);
    expect(JSON.parse(said.stdout).error).toMatchObject({ code: "cli.node_too_old" });
    expect(said.stderr).toMatch(/^cli\.node_too_old: 需要 Node 22[^\n]*\n$/);
  });

  it("a stopped command stops the one it started", () => {
    const started = `"${node}" ${told.join(" ")} "${BIN}" serve --port 0 --json --data "${folder}/served" > "${folder}/served.txt" & pid=$!; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do grep -q url "${folder}/served.txt" && break; sleep 0.5; done; kill -TERM $pid; wait $pid; echo "code $?"`;
    const said = spawnSync("sh", ["-c", started], { encoding: "utf8" });
    expect(said.stdout).toContain("code 0");
    expect(said.stderr).toContain("正在停止");
    expect(JSON.parse(readFileSync(join(folder, "served.txt"), "utf8"))).toMatchObject({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      demo: { agency: { key: expect.any(String) } },
    });
  });
});

describe("zhiqi demo", () => {
  it("makes every file of the main job, and judges outside accept contract and receipt", () => {
    const out = join(folder, "demo");
    const said = zhiqi("demo", "--out", out, "--json");
    expect(said).toMatchObject({ code: 0, err: "" });
    const told = jsonOf(said);
    expect(told).toMatchObject({ out, good: true });
    const files: string[] = told.steps.flatMap(({ files }: { files: string[] }) => files);
    expect(new Set(files)).toEqual(new Set(readdirSync(out)));
    for (const [file, signatures] of [
      ["contract-signed.pdf", 2],
      ["receipt.pdf", 1],
    ] as const) {
      execFileSync(requireTool("qpdf"), ["--check", join(out, file)], { stdio: "pipe" });
      const verdict = execFileSync(requireTool("pdfsig"), ["-nocert", join(out, file)], { encoding: "utf8" });
      expect(verdict.match(/Signature is Valid/g)).toHaveLength(signatures);
      const ours = zhiqi("verify", join(out, file), "--trust", join(out, "trust.pem"), "--json");
      expect(ours.code).toBe(0);
      expect(jsonOf(ours)).toMatchObject({ verdict: "valid", filed: null });
    }
    expect(JSON.parse(readFileSync(join(out, "check-file.json"), "utf8")).verdict).toBe("ready");
  });

  it("tells people each step, where the files are and what it is not", () => {
    const { code, out } = zhiqi("demo", "--out", join(folder, "told"));
    expect(code).toBe(0);
    for (const words of ["甲方签署", "回执盖章", "npx zhiqi verify", "不是可靠电子签名"])
      expect(out).toContain(words);
  });

  it("a folder that cannot be written is exit 2", () => {
    const file = put("file", "");
    expect(zhiqi("demo", "--out", join(file, "x"))).toMatchObject({
      code: 2,
      err: expect.stringContaining("cli.unwritable"),
    });
  });
});
