import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildOnce } from "../build-once.ts";
import { sign } from "../../src/cli/sign.ts";
import { requireTool } from "../tools.ts";
import { samples } from "../completeness/samples.ts";
import { desk, jsonOf, zhiqi, zhiqiHere } from "./zhiqi.ts";

const { folder, put } = desk();
const at = (name: string): string => join(folder, name);
const draft = at("contract.pdf");
const once = at("once.pdf");
const twice = at("twice.pdf");

const openssl = (...args: readonly string[]): string =>
  execFileSync(requireTool("openssl"), [...args], { cwd: folder, encoding: "utf8", stdio: "pipe" });

/** A key and a certificate of its own, self-signed: nothing of the house is in them. */
function makeSigner(name: string, subject: string): void {
  openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", `${name}.key`);
  const use = ["-addext", "keyUsage=critical,digitalSignature,nonRepudiation"];
  openssl(
    "req",
    "-x509",
    "-utf8",
    "-key",
    `${name}.key`,
    "-days",
    "30",
    "-subj",
    subject,
    "-out",
    `${name}.pem`,
    ...use,
  );
}

type Files = { readonly input: string; readonly output: string; readonly field: string };

const signing = (name: string, { input, output, field }: Files): readonly string[] => {
  const who = ["--key", at(`${name}.key`), "--cert", at(`${name}.pem`)];
  return [input, output, "--field", field, ...who];
};

const signAs = (name: string, files: Files, ...more: readonly string[]) =>
  zhiqi("sign", ...signing(name, files), ...more);

beforeAll(() => {
  buildOnce();
  makeSigner("enterprise", "/O=石家庄恒砺传感科技有限公司/CN=周启明");
  makeSigner("agency", "/O=河北云衡知识产权代理有限公司/CN=许知远");
  const contract = put("contract.json", JSON.stringify(samples.valid["V1"]));
  zhiqi("draft", contract, "--out", folder);
  signAs("enterprise", { input: draft, output: once, field: "甲方" });
  signAs(
    "agency",
    { input: once, output: twice, field: "乙方" },
    "--seal",
    put("seal.json", '{"kind":"合同专用章"}'),
  );
});

describe("zhiqi sign", () => {
  it("tells what was signed, by whom, and that the time is claimed", () => {
    const said = signAs("enterprise", { input: draft, output: at("told.pdf"), field: "甲方" }, "--json");
    expect(said).toMatchObject({ code: 0, err: "" });
    expect(jsonOf(said)).toMatchObject({
      file: at("told.pdf"),
      field: "甲方",
      signer: "周启明",
      organisation: "石家庄恒砺传感科技有限公司",
      level: "B-B",
    });
  });

  it("only appends: each party's file begins with the file it was given", () => {
    const [first, second, third] = [draft, once, twice].map((path) => readFileSync(path));
    expect(second?.subarray(0, first?.length)).toEqual(first);
    expect(third?.subarray(0, second?.length)).toEqual(second);
  });

  it("two parties in turn: pdfsig calls both valid, qpdf finds nothing wrong", () => {
    const report = execFileSync(requireTool("pdfsig"), ["-nocert", twice], { encoding: "utf8" });
    expect(report.match(/Signature is Valid/g)).toHaveLength(2);
    for (const path of [once, twice]) execFileSync(requireTool("qpdf"), ["--check", path], { stdio: "pipe" });
  });

  it("may write over the file it reads", () => {
    const path = put("same.pdf", readFileSync(draft));
    expect(signAs("enterprise", { input: path, output: path, field: "甲方" }).code).toBe(0);
    expect(readFileSync(path).subarray(0, readFileSync(draft).length)).toEqual(readFileSync(draft));
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it.each([
    ["another's certificate", "sign.certificate_mismatch", ["--cert", at("agency.pem")]],
    ["a field the file does not have", "sign.field_missing", ["--field", "丁方"]],
    ["a field that is signed", "sign.field_signed", ["--field", "乙方"]],
    ["a level without its authority", "desk.level_not_offered", ["--level", "B-T"]],
    ["a level that does not exist", "desk.level_not_offered", ["--level", "B-XL"]],
    [
      "no level for its authority",
      "desk.level_not_offered",
      ["--level", "B-B", "--tsa", "http://127.0.0.1:9"],
    ],
    ["an authority that is no address", "runtime.tsa_malformed", ["--tsa", "tsa.example"]],
    ["an encrypted key", "keys.encrypted_pem", ["--key", at("locked.key")]],
    ["a certificate as key", "keys.wrong_pem", ["--key", at("agency.pem")]],
    ["a key as certificate", "keys.wrong_pem", ["--cert", at("enterprise.key")]],
    ["a key file that is not there", "cli.unreadable", ["--key", at("absent.key")]],
    ["a chain without certificates", "keys.wrong_pem", ["--chain", at("contract.json")]],
    ["a seal that is no JSON", "desk.seal_not_readable", ["--seal", at("enterprise.pem")]],
    ["a seal of no kind we draw", "desk.seal_not_readable", ["--seal", at("seal-unknown.json")]],
    ["no field", "cli.wrong_usage", ["--field", ""]],
  ])("%s is %s: exit 2 and nothing is written", async (_, expected, args) => {
    openssl("pkey", "-in", "enterprise.key", "-aes256", "-passout", "pass:secret", "-out", "locked.key");
    put("seal-unknown.json", '{"kind":"电子印章"}');
    const asked = signing("enterprise", { input: twice, output: at("never.pdf"), field: "甲方" });
    const said = await zhiqiHere(sign, ...asked, ...args, "--json");
    expect(said.code).toBe(2);
    expect(jsonOf(said).error.code).toBe(expected);
    expect(existsSync(at("never.pdf"))).toBe(false);
  });

  it("bytes that are no PDF are not signed", () => {
    const said = signAs(
      "enterprise",
      { input: at("contract.json"), output: at("never.pdf"), field: "甲方" },
      "--json",
    );
    expect(said.code).toBe(2);
    expect(jsonOf(said).error.code).toMatch(/^(?:sign|pdf)\./);
    expect(existsSync(at("never.pdf"))).toBe(false);
  });
});

describe("zhiqi verify", () => {
  const trust = ["--trust", at("enterprise.pem"), "--trust", at("agency.pem")];

  it("--report writes a printable report beside the answer, in Chinese or English", () => {
    for (const [language, title] of [
      ["zh", "电子签名验证报告"],
      ["en", "Report on the Verification"],
    ] as const) {
      const paper = at(`report-${language}.pdf`);
      const said = zhiqi("verify", twice, ...trust, "--report", paper, "--lang", language, "--json");
      expect([said.code, jsonOf(said).verdict]).toEqual([0, "valid"]);
      const text = execFileSync(requireTool("pdftotext"), [paper, "-"], { encoding: "utf8" });
      for (const words of [title, "twice.pdf", jsonOf(said).sha256.slice(0, 40).toUpperCase()])
        expect(text).toContain(words);
    }
  });

  it("--report of several files, or in a language nobody wrote, is wrong usage", () => {
    for (const wrong of [
      [twice, once, "--report", at("no.pdf")],
      [twice, "--report", at("no.pdf"), "--lang", "fr"],
    ]) {
      const said = zhiqi("verify", ...wrong, "--json");
      expect([said.code, jsonOf(said).error.code]).toEqual([2, "cli.wrong_usage"]);
    }
    expect(existsSync(at("no.pdf"))).toBe(false);
  });

  it("both signatures of certificates we trust are valid: exit 0, in words and in codes", () => {
    const said = zhiqi("verify", twice, ...trust, "--json");
    expect(said).toMatchObject({ code: 0, err: "" });
    expect(jsonOf(said)).toMatchObject({
      verdict: "valid",
      integrity: "extended",
      trust: "trusted",
      filed: null,
      signatures: [
        {
          field: "甲方",
          integrity: "extended",
          changes: "allowed",
          coverage: "whole revision",
          level: "B-B",
        },
        { field: "乙方", integrity: "intact", changes: "none", coverage: "whole file", level: "B-B" },
      ],
    });
    expect(said.out).not.toMatch(/证书可信吗/);
    const { out } = zhiqi("verify", twice, ...trust);
    for (const words of [
      "有效 [valid]",
      "完整，未被改动 [intact]",
      "· verify.time_claimed_only  签名时证书有效吗？签名时间仅为签名者自称。",
    ])
      expect(out).toContain(words);
  });

  it("an unknown issuer changes the verdict, never the integrity: exit 1", () => {
    const said = zhiqi("verify", once, "--json");
    expect(said.code).toBe(1);
    expect(jsonOf(said)).toMatchObject({ verdict: "indeterminate", integrity: "intact", trust: "unknown" });
  });

  it("--at asks about another day", () => {
    const said = zhiqi("verify", once, ...trust, "--at", "2090-01-01", "--json");
    expect(jsonOf(said)).toMatchObject({ verdict: "indeterminate", integrity: "intact" });
    expect(jsonOf(said).reasons).toContain("verify.certificate_expired_no_trusted_time");
  });

  it.each(["yesterday", "1", "2026-02-30", "2026-11-22T10:00:00"])("--at %s is no time: exit 2", (time) => {
    const said = zhiqi("verify", once, "--at", time, "--json");
    expect(said.code).toBe(2);
    expect(jsonOf(said).error.code).toBe("cli.wrong_usage");
  });

  it("--extract gives back the file each party signed, byte for byte", () => {
    expect(zhiqi("verify", twice, ...trust, "--extract", at("parts")).code).toBe(0);
    expect(readdirSync(at("parts")).toSorted()).toEqual(["twice-乙方.pdf", "twice-甲方.pdf"]);
    expect(readFileSync(at("parts/twice-甲方.pdf"))).toEqual(readFileSync(once));
    expect(readFileSync(at("parts/twice-乙方.pdf"))).toEqual(readFileSync(twice));
  });

  it("many files are one JSON line each, in their order; one that cannot be read stops no other", () => {
    const tampered = readFileSync(once);
    const spot = tampered.indexOf("/MediaBox") + 12;
    tampered[spot] = (tampered[spot] ?? 0) ^ 1;
    writeFileSync(at("tampered.pdf"), tampered);
    const truncated = readFileSync(once);
    writeFileSync(at("truncated.pdf"), truncated.subarray(0, truncated.length - 2000));
    const names = ["once.pdf", "tampered.pdf", "contract.pdf", "truncated.pdf"];
    const said = zhiqi("verify", ...names.map(at), at("contract.json"), at("absent.pdf"), ...trust, "--json");
    const lines = said.out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.slice(0, 4).map(({ verdict, integrity }) => [verdict, integrity])).toEqual([
      ["valid", "intact"],
      ["invalid", "tampered"],
      ["unsigned", "intact"],
      ["invalid", "malformed"],
    ]);
    expect(lines.slice(0, 4).map(({ file }) => file)).toEqual(names.map(at));
    expect(lines[4]).toMatchObject({
      error: { code: "verify.not_a_pdf", facts: { path: at("contract.json") } },
    });
    expect(lines[5]).toMatchObject({ error: { code: "cli.unreadable", facts: { path: at("absent.pdf") } } });
    expect(said.code).toBe(2);
  });

  it.each(["tampered.pdf", "contract.pdf", "truncated.pdf"])("%s is not valid: exit 1", (name) => {
    expect(zhiqi("verify", at(name), ...trust)).toMatchObject({ code: 1, err: "" });
  });

  it("a name that would move the terminal's cursor is shown, not obeyed", () => {
    const path = put("\u001b[2J\u202egnp.pdf", readFileSync(draft));
    const { out } = zhiqi("verify", path);
    for (const control of ["\u001b", "\u202e"]) expect(out).not.toContain(control);
  });

  it("reads a pipe to its end", () => {
    const said = spawnSync("sh", ["-c", `cat "${once}" | npx zhiqi verify /dev/stdin --json`], {
      encoding: "utf8",
    });
    expect(JSON.parse(said.stdout)).toMatchObject({ file: "/dev/stdin", integrity: "intact" });
  });
});

describe("zhiqi sign with other keys", () => {
  const p12 = (): void => {
    const pair = ["-inkey", "enterprise.key", "-in", "enterprise.pem"];
    openssl("pkcs12", "-export", ...pair, "-passout", "pass:一二三4", "-out", "enterprise.p12");
    put("password", "一二三4\n");
  };
  const sign = (output: string, ...options: string[]) =>
    zhiqi("sign", draft, at(output), "--field", "甲方", ...options, "--json");

  it("takes key and certificate from a PKCS#12 file and its password from a file", () => {
    p12();
    const said = sign("p12.pdf", "--p12", at("enterprise.p12"), "--password-file", at("password"));
    expect(said).toMatchObject({ code: 0, err: "" });
    expect(jsonOf(said)).toMatchObject({ signer: "周启明" });
  });

  it("a wrong password is keys.wrong_password, and two keys at once are wrong usage", () => {
    p12();
    put("wrong", "other");
    const wrong = sign("no.pdf", "--p12", at("enterprise.p12"), "--password-file", at("wrong"));
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain("keys.wrong_password");
    const two = sign("no.pdf", "--p12", at("enterprise.p12"), "--key", at("enterprise.key"));
    expect(two.code).toBe(2);
    expect(two.err).toContain("--key-service");
    expect(existsSync(at("no.pdf"))).toBe(false);
  });

  it("signs with RSA-PSS and SHA-512 when asked", () => {
    openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "rsa.key");
    const use = ["-addext", "keyUsage=critical,digitalSignature,nonRepudiation"];
    const asked = ["-days", "9", "-subj", "/CN=周启明", "-out", "rsa.pem", ...use];
    openssl("req", "-x509", "-utf8", "-key", "rsa.key", ...asked);
    const said = sign(
      "pss.pdf",
      "--key",
      at("rsa.key"),
      "--cert",
      at("rsa.pem"),
      "--digest",
      "SHA-512",
      "--pss",
    );
    expect(said).toMatchObject({ code: 0, err: "" });
    const verified = zhiqi("verify", at("pss.pdf"), "--trust", at("rsa.pem"));
    expect(verified, verified.out).toMatchObject({ code: 0 });
    expect(sign("no.pdf", "--key", at("rsa.key"), "--cert", at("rsa.pem"), "--digest", "MD5").code).toBe(2);
  });

  it("a PDF prepared for an attack, or with a broken signature, is refused: exit 2 and nothing is written", () => {
    const page = join(folder, "attached.pdf");
    execFileSync(requireTool("qpdf"), [draft, "--add-attachment", draft, "--", page]);
    const attached = zhiqi(
      "sign",
      page,
      at("no.pdf"),
      "--field",
      "甲方",
      "--key",
      at("enterprise.key"),
      "--cert",
      at("enterprise.pem"),
    );
    expect(attached.code).toBe(2);
    expect(attached.err).toMatch(/sign\.has_(attachments|updates)/);
    const broken = readFileSync(once);
    const within = broken.indexOf("\nendstream") - 8;
    broken[within] = (broken[within] ?? 0) ^ 1;
    writeFileSync(at("broken.pdf"), broken);
    const second = signAs("agency", { input: at("broken.pdf"), output: at("no.pdf"), field: "乙方" });
    expect(second.code).toBe(2);
    expect(second.err).toContain("desk.earlier_signature_broken");
    expect(existsSync(at("no.pdf"))).toBe(false);
  });
});
