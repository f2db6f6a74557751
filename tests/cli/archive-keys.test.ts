import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { buildOnce } from "../build-once.ts";
import { toBase64 } from "../../src/kit/bytes.ts";
import { buildNodeHouse } from "../../src/runtime/node-house.ts";
import { signRevision } from "../../src/sign/revision.ts";
import { signatureTimestamp } from "../../src/sign/timestamp/timestamp-signature.ts";
import { makeContract, SEATS } from "../sign/fixtures.ts";
import { pemOf } from "../sign/judges.ts";
import { requireTool } from "../tools.ts";
import { BIN, desk, jsonOf, type Transcript, zhiqi } from "./zhiqi.ts";

const { folder, put } = desk();
const at = (name: string): string => `${folder}/${name}`;
const data = at("data");
const OLD = toBase64(new Uint8Array(32).fill(1));
const NEW = toBase64(new Uint8Array(32).fill(2));

/** The command under a master key, as a service of this data would run it. */
function under(keys: Readonly<Record<string, string>>, ...args: readonly string[]): Transcript {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    encoding: "utf8",
    env: { PATH: process.env.PATH, ...keys },
  });
  return { code: status, out: stdout, err: stderr };
}

let serial = "";

beforeAll(async () => {
  buildOnce();
  const { house, close } = await buildNodeHouse({ dataDir: data, env: { ZHIQI_MASTER_KEY: OLD } });
  const timestamping = { authority: house.timestamps, ids: house.ids };
  let pdf = await makeContract();
  put("unsigned.pdf", pdf);
  for (const { name } of SEATS) {
    const key = await house.vault.ephemeralKey();
    const signedAt = house.clock.now();
    const subject = {
      commonName: "赵磊",
      organisation: "石家庄恒砺传感科技有限公司",
      uscc: "91130100MA0EXAMPL1",
    };
    const issued = await house.issuer.issue({ subject, key, notBefore: signedAt, hours: 24 });
    const names = { signerName: "赵磊", organisation: subject.organisation };
    const finish = signatureTimestamp(timestamping);
    pdf = await signRevision({ pdf, field: name, key, ...issued, ...names, signedAt, finish });
    const certificate = put("signer.pem", pemOf(issued.certificate));
    const told = execFileSync(requireTool("openssl"), ["x509", "-in", certificate, "-noout", "-serial"], {
      encoding: "utf8",
    });
    serial = told.trim().replace("serial=", "");
  }
  const [root = new Uint8Array()] = await house.issuer.anchors();
  put("root.pem", pemOf(root));
  put("signed.pdf", pdf);
  await close();
}, 60_000);

describe("zhiqi archive", () => {
  it("brings a file to B-LTA with the authorities of a data directory, appending only; again renews the timestamp", () => {
    const said = under(
      { ZHIQI_MASTER_KEY: OLD },
      "archive",
      at("signed.pdf"),
      at("lasting.pdf"),
      "--data",
      data,
      "--json",
    );
    expect(said).toMatchObject({ code: 0, err: "" });
    expect(jsonOf(said)).toMatchObject({ file: at("lasting.pdf"), level: "B-LTA" });
    const renewed = under(
      { ZHIQI_MASTER_KEY: OLD },
      "archive",
      at("lasting.pdf"),
      at("renewed.pdf"),
      "--data",
      data,
    );
    expect(renewed).toMatchObject({ code: 0, err: "" });
    expect(renewed.out).toContain("级别 B-LTA");
    const [signed, lasting, twice] = ["signed.pdf", "lasting.pdf", "renewed.pdf"].map((name) =>
      readFileSync(at(name)),
    );
    expect(lasting?.subarray(0, signed?.length)).toEqual(signed);
    expect(twice?.subarray(0, lasting?.length)).toEqual(lasting);
    const verified = zhiqi("verify", at("renewed.pdf"), "--trust", at("root.pem"), "--json");
    expect(verified.code).toBe(0);
    expect(
      jsonOf(verified)
        .signatures.map(({ level }: { level: string }) => level)
        .slice(0, 2),
    ).toEqual(["B-LTA", "B-LTA"]);
    execFileSync(requireTool("qpdf"), ["--check", at("renewed.pdf")], { stdio: "pipe" });
  });

  it("writes over the file itself where no other is named", () => {
    const path = put("own.pdf", readFileSync(at("signed.pdf")));
    expect(under({ ZHIQI_MASTER_KEY: OLD }, "archive", path, "--data", data).code).toBe(0);
    expect(readFileSync(path).length).toBeGreaterThan(readFileSync(at("signed.pdf")).length);
  });

  it.each([
    ["a file that nobody signed", "archive.nothing_signed", "unsigned.pdf", ["--data", data]],
    ["an authority that is no address", "runtime.tsa_malformed", "signed.pdf", ["--tsa", "tsa.example"]],
    // Certificates of a house on a loopback address name no place where others could ask about them.
    [
      "an authority with nobody to ask about the certificates",
      "archive.validation_incomplete",
      "signed.pdf",
      ["--tsa", "http://127.0.0.1:9"],
    ],
    ["a file that is not there", "cli.unreadable", "absent.pdf", ["--data", data]],
  ])("%s is %s: exit 2 and nothing is written", (_, code, input, args) => {
    const said = under({ ZHIQI_MASTER_KEY: OLD }, "archive", at(input), at("never.pdf"), ...args, "--json");
    expect(said.code).toBe(2);
    expect(jsonOf(said).error.code).toBe(code);
    expect(existsSync(at("never.pdf"))).toBe(false);
  });
});

describe("zhiqi keys", () => {
  it("revoke ends a certificate of the built-in CA, and a file signed before stays good", () => {
    const said = under(
      { ZHIQI_MASTER_KEY: OLD },
      "keys",
      "revoke",
      serial,
      "--reason",
      "keyCompromise",
      "--data",
      data,
      "--json",
    );
    expect(said).toMatchObject({ code: 0, err: "" });
    expect(jsonOf(said)).toEqual({ serial, reason: "keyCompromise" });
    const unknown = under({ ZHIQI_MASTER_KEY: OLD }, "keys", "revoke", "5A00", "--data", data, "--json");
    expect(unknown.code).toBe(2);
    expect(jsonOf(unknown).error.code).toBe("ca.unknown_serial");
    expect(unknown.err).toMatch(/^ca\.unknown_serial: 内置 CA 没有签发过这个序列号的证书.* · this CA/u);
  });

  it("rotate needs a new master key, and refuses when the old one is not the one in force", () => {
    const without = under({ ZHIQI_MASTER_KEY: OLD }, "keys", "rotate", "--data", data, "--json");
    expect(without.code).toBe(2);
    const wrong = under(
      { ZHIQI_MASTER_KEY: toBase64(new Uint8Array(32).fill(9)), ZHIQI_NEW_MASTER_KEY: NEW },
      "keys",
      "rotate",
      "--data",
      data,
      "--json",
    );
    expect(wrong.code).toBe(2);
    expect(jsonOf(wrong).error.code).toBe("keys.wrong_master_key");
  });

  it("rotate encrypts every key anew: the old key opens nothing, the new one signs on with the same CA", () => {
    const keys = { ZHIQI_MASTER_KEY: OLD, ZHIQI_NEW_MASTER_KEY: NEW };
    const first = jsonOf(under(keys, "keys", "rotate", "--data", data, "--json"));
    expect(first.rewritten).toBeGreaterThan(3);
    expect(first.already).toBe(0);
    expect(jsonOf(under(keys, "keys", "rotate", "--data", data, "--json"))).toEqual({
      rewritten: 0,
      already: first.rewritten,
    });
    const old = under(
      { ZHIQI_MASTER_KEY: OLD },
      "archive",
      at("signed.pdf"),
      at("old.pdf"),
      "--data",
      data,
      "--json",
    );
    expect(old.code).toBe(2);
    expect(jsonOf(old).error.code).toBe("keys.wrong_master_key");
    expect(
      under({ ZHIQI_MASTER_KEY: NEW }, "archive", at("signed.pdf"), at("new.pdf"), "--data", data).code,
    ).toBe(0);
    expect(zhiqi("verify", at("new.pdf"), "--trust", at("root.pem")).code).toBe(0);
  });

  it.each([
    [["keys", "rotate", "extra"]],
    [["keys", "burn"]],
    [["keys", "revoke"]],
    [["keys", "revoke", "5A", "--reason", "boredom"]],
  ])("%j is wrong usage", (args) => {
    const said = zhiqi(...args, "--json");
    expect(said.code).toBe(2);
    expect(jsonOf(said).error.code).toBe("cli.wrong_usage");
  });
});
