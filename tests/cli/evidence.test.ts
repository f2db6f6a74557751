import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { buildOnce } from "../build-once.ts";
import { samples } from "../completeness/samples.ts";
import { requireTool } from "../tools.ts";
import { desk, jsonOf, zhiqi } from "./zhiqi.ts";

const { folder, put } = desk();
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  buildOnce();
  const openssl = (...args: readonly string[]) =>
    execFileSync(requireTool("openssl"), [...args], { cwd: folder, stdio: "pipe" });
  openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "own.key");
  const use = ["-addext", "keyUsage=critical,digitalSignature,nonRepudiation"];
  openssl(
    "req",
    "-x509",
    "-utf8",
    "-key",
    "own.key",
    "-days",
    "30",
    "-subj",
    "/O=石家庄恒砺传感科技有限公司/CN=周启明",
    "-out",
    "own.pem",
    ...use,
  );
  zhiqi("draft", put("contract.json", JSON.stringify(samples.valid["V1"])), "--out", folder);
  zhiqi(
    "sign",
    at("contract.pdf"),
    at("s.pdf"),
    "--field",
    "甲方",
    "--key",
    at("own.key"),
    "--cert",
    at("own.pem"),
  );
});

describe("zhiqi evidence", () => {
  it("packs a signed file alone, and the README's commands accept it", () => {
    for (const tool of ["openssl", "pdfsig", "qpdf"]) requireTool(tool);
    const said = zhiqi("evidence", at("s.pdf"), at("e.zip"), "--trust", at("own.pem"), "--json");
    expect(said, said.out).toMatchObject({ code: 0 });
    expect(jsonOf(said)).toMatchObject({ file: at("e.zip"), signatures: 1 });
    for (const [name, bytes] of Object.entries(unzipSync(readFileSync(at("e.zip"))))) {
      mkdirSync(dirname(at(`e/${name}`)), { recursive: true });
      writeFileSync(at(`e/${name}`), bytes);
    }
    const readme = readFileSync(at("e/README.md"), "utf8");
    const commands = [...readme.matchAll(/```sh\n([\s\S]*?)\n```/g)]
      .map(([, lines = ""]) => lines)
      .join("\n");
    const run = spawnSync("bash", ["-euo", "pipefail", "-c", commands], { cwd: at("e"), encoding: "utf8" });
    expect(run.status, `${run.stdout}${run.stderr}`).toBe(0);
  });

  it("of a PDF without signatures is refused with a code", () => {
    const said = zhiqi("evidence", at("contract.pdf"), at("never.zip"), "--json");
    expect([said.code, jsonOf(said).error.code]).toEqual([2, "desk.nothing_signed"]);
  });

  it("of what is no PDF is refused with a code", () => {
    const said = zhiqi("evidence", at("contract.json"), at("never.zip"), "--json");
    expect(said.code).toBe(2);
    expect(jsonOf(said).error.code).toMatch(/^pdf\./);
  });
});
