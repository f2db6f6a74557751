import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { readCertificatesPem, readPrivateKeyPem } from "../../../src/adapters/keys/pem.ts";
import { toBase64, toHex, utf8 } from "../../../src/kit/bytes.ts";
import { requireTool } from "../../tools.ts";

const openssl = (input: string, ...args: readonly string[]): string =>
  execFileSync(requireTool("openssl"), args, { input, encoding: "utf8", stdio: "pipe" });

const EC256 = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"];
const RSA2048 = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"];

describe("readPrivateKeyPem", () => {
  it.each([
    ["ECDSA-P256-SHA256", EC256, []],
    ["ECDSA-P256-SHA256", EC256, ["ec"]],
    ["ECDSA-P384-SHA384", ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"], ["ec"]],
    ["RSA-PKCS1-SHA256", RSA2048, []],
    ["RSA-PKCS1-SHA256", RSA2048, ["rsa", "-traditional"]],
  ] as const)(
    "reads %s as made by openssl (%s, %s), with openssl's public key",
    async (algorithm, generate, convert) => {
      const pkcs8 = openssl("", "genpkey", ...generate);
      const pem = convert.length === 0 ? pkcs8 : openssl(pkcs8, ...convert);
      const key = await readPrivateKeyPem(pem);
      expect(key).toMatchObject({ algorithm, heldBy: "signer" });
      const publicPem = openssl(pkcs8, "pkey", "-pubout");
      const expected = publicPem.replaceAll(/-----[^-]+-----|\s/g, "");
      expect(toBase64(key.publicKey)).toBe(expected);
      expect((await key.sign(utf8("合同"))).length).toBeGreaterThan(60);
    },
  );

  it("a parameter block before the key is passed over, as openssl writes it", async () => {
    const pem = openssl("", "ecparam", "-name", "prime256v1", "-genkey");
    expect(pem).toContain("EC PARAMETERS");
    expect((await readPrivateKeyPem(pem)).algorithm).toBe("ECDSA-P256-SHA256");
  });

  it.each([
    "",
    "-----BEGIN PRIVATE KEY-----\n!!\n-----END PRIVATE KEY-----",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----",
  ])("says what to do in Chinese first: %j", async (pem) => {
    await expect(readPrivateKeyPem(pem)).rejects.toMatchObject({
      message: expect.stringMatching(/^[^·]*\p{Script=Han}[^·]* · [ -~]+$/u),
    });
  });

  it.each([
    ["PKCS#8", ["pkcs8", "-topk8", "-passout", "pass:secret"]],
    ["traditional", ["ec", "-aes-128-cbc", "-passout", "pass:secret"]],
  ] as const)("a %s key under a passphrase is refused with the command that helps", async (_, convert) => {
    const pem = openssl(openssl("", "genpkey", ...EC256), ...convert);
    await expect(readPrivateKeyPem(pem)).rejects.toMatchObject({
      code: "keys.encrypted_pem",
      message: expect.stringContaining("openssl pkey -in"),
    });
  });

  it.each([
    ["Ed25519", ["-algorithm", "ED25519"]],
    ["secp256k1", ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"]],
    ["SM2", ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2"]],
  ] as const)("a key of another kind (%s) is refused", async (_, generate) => {
    const reading = readPrivateKeyPem(openssl("", "genpkey", ...generate));
    await expect(reading).rejects.toMatchObject({ code: "keys.unsupported_algorithm" });
  });

  it("an RSA key of 1024 bits is refused", async () => {
    const pem = openssl("", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024");
    await expect(readPrivateKeyPem(pem)).rejects.toMatchObject({
      code: "keys.weak_key",
      facts: { bits: 1024 },
    });
  });

  it("text without a key, with two keys, or with a damaged one is refused", async () => {
    const one = openssl("", "genpkey", ...EC256);
    const damaged = `-----BEGIN PRIVATE KEY-----\n${toBase64(utf8("nothing"))}\n-----END PRIVATE KEY-----`;
    const cut = one.replace(/\n.{20}/, "\n");
    for (const pem of [
      "",
      "no key",
      one + one,
      damaged,
      cut,
      "-----BEGIN PRIVATE KEY-----\n*\n-----END PRIVATE KEY-----",
    ]) {
      await expect(readPrivateKeyPem(pem)).rejects.toMatchObject({ code: "keys.wrong_pem" });
    }
  });
});

describe("readCertificatesPem", () => {
  it("gives the certificates in their order and passes other blocks over", () => {
    const block = (label: string, text: string): string =>
      `-----BEGIN ${label}-----\n${toBase64(utf8(text))}\n-----END ${label}-----\n`;
    const pem = `${block("CERTIFICATE", "one")}${block("PRIVATE KEY", "no")}${block("CERTIFICATE", "two")}`;
    expect(readCertificatesPem(pem).map(toHex)).toEqual([utf8("one"), utf8("two")].map(toHex));
  });

  it("refuses a text without certificates, and one that is far too long", () => {
    const code = { code: "keys.wrong_pem" };
    expect(() => readCertificatesPem("nothing")).toThrow(expect.objectContaining(code));
    expect(() => readCertificatesPem("-----BEGIN ".repeat(100_000))).toThrow(expect.objectContaining(code));
  });
});
