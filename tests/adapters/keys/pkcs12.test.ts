import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { readCertificatesPem } from "../../../src/adapters/keys/pem.ts";
import { readPkcs12 } from "../../../src/adapters/keys/pkcs12.ts";
import { type Bytes, toHex, utf8 } from "../../../src/kit/bytes.ts";
import { signatureHolds } from "../../../src/sign/cms/check-signature.ts";
import { cpuMillisecondsSince } from "../../cpu-time.ts";
import { scratch } from "../../sign/judges.ts";
import { requireTool } from "../../tools.ts";

const folder = scratch();
const openssl = (...args: readonly string[]): void => {
  execFileSync(requireTool("openssl"), [...args], { cwd: folder, stdio: "pipe" });
};
const file = (name: string): Bytes => new Uint8Array(readFileSync(join(folder, name)));
const PASSWORD = "口令 and 1234";

const KEYS: Readonly<Record<string, readonly string[]>> = {
  p256: ["EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
  p384: ["EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
  rsa: ["RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
};

function makeBundle(name: string, ...options: readonly string[]): void {
  const pair = ["-inkey", `${name}.key`, "-in", `${name}.pem`, "-certfile", "ca.pem"];
  openssl("pkcs12", "-export", ...pair, "-passout", `pass:${PASSWORD}`, "-out", `${name}.p12`, ...options);
}

beforeAll(() => {
  for (const [name, options] of Object.entries({ ...KEYS, ca: KEYS["p256"] ?? [] })) {
    openssl("genpkey", "-algorithm", ...options, "-out", `${name}.key`);
    openssl(
      "req",
      "-x509",
      "-utf8",
      "-key",
      `${name}.key`,
      "-days",
      "30",
      "-subj",
      `/CN=${name}`,
      "-out",
      `${name}.pem`,
    );
  }
  for (const name of Object.keys(KEYS)) makeBundle(name);
});

describe("readPkcs12", () => {
  it.each([
    ["p256", "ECDSA-P256-SHA256"],
    ["p384", "ECDSA-P384-SHA384"],
    ["rsa", "RSA-PKCS1-SHA256"],
  ])("reads what OpenSSL exports of a key %s, its own certificate first", async (name, algorithm) => {
    const { key, certificates } = await readPkcs12(file(`${name}.p12`), PASSWORD);
    expect(key).toMatchObject({ algorithm, heldBy: "signer" });
    const pems = [`${name}.pem`, "ca.pem"].flatMap((one) =>
      readCertificatesPem(readFileSync(join(folder, one), "utf8")),
    );
    expect(certificates).toEqual(pems);
    const signed = utf8("attributes");
    expect(await signatureHolds(key, signed, await key.sign(signed))).toBe(true);
  });

  it.each([
    ["SHA-512 and AES-128", ["-certpbe", "AES-128-CBC", "-keypbe", "AES-128-CBC", "-macalg", "sha512"]],
    ["no encryption but a MAC", ["-certpbe", "NONE", "-keypbe", "NONE"]],
    ["no MAC", ["-nomac"]],
    ["many rounds", ["-iter", "60000"]],
  ])("reads a file with %s", async (_, options) => {
    makeBundle("p256", ...options);
    const { certificates } = await readPkcs12(file("p256.p12"), PASSWORD);
    expect(certificates).toHaveLength(2);
    makeBundle("p256");
  });

  it("a wrong password is keys.wrong_password, with and without a MAC", async () => {
    await expect(readPkcs12(file("p256.p12"), "other")).rejects.toMatchObject({
      code: "keys.wrong_password",
    });
    makeBundle("p256", "-nomac");
    await expect(readPkcs12(file("p256.p12"), "other")).rejects.toMatchObject({
      code: "keys.wrong_password",
    });
    makeBundle("p256");
  });

  it("3DES of older files is keys.unsupported_pkcs12, and says how to export anew", async () => {
    makeBundle("p256", "-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-3DES");
    await expect(readPkcs12(file("p256.p12"), PASSWORD)).rejects.toMatchObject({
      code: "keys.unsupported_pkcs12",
      message: expect.stringContaining("openssl pkcs12 -export"),
    });
    makeBundle("p256");
  });

  it("a file without a key is keys.wrong_pkcs12; one without the key's certificate has none", async () => {
    const args = ["-passout", `pass:${PASSWORD}`, "-out", "odd.p12"];
    openssl("pkcs12", "-export", "-nokeys", "-in", "p256.pem", ...args);
    await expect(readPkcs12(file("odd.p12"), PASSWORD)).rejects.toMatchObject({ code: "keys.wrong_pkcs12" });
    openssl("pkcs12", "-export", "-nocerts", "-inkey", "p256.key", ...args);
    expect((await readPkcs12(file("odd.p12"), PASSWORD)).certificates).toEqual([]);
  });

  it("any changed byte is refused with a code, or changes nothing", async () => {
    const bundle = file("p256.p12");
    const { key } = await readPkcs12(bundle, PASSWORD);
    await fc.assert(
      fc.asyncProperty(fc.nat(bundle.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = bundle.slice();
        changed[at] = (changed[at] ?? 0) ^ change;
        const outcome = await readPkcs12(changed, PASSWORD).then(
          (read) => toHex(read.key.publicKey),
          (error: { code?: string }) => error.code?.split(".")[0],
        );
        expect(["keys", toHex(key.publicKey)]).toContain(outcome);
      }),
      { numRuns: 60 },
    );
  });

  it("a file that asks for endless rounds costs nothing", async () => {
    makeBundle("p256", "-iter", "2000001", "-nomac");
    const hostile = file("p256.p12");
    const before = process.cpuUsage();
    await expect(readPkcs12(hostile, PASSWORD)).rejects.toMatchObject({ code: "keys.unsupported_pkcs12" });
    expect(cpuMillisecondsSince(before)).toBeLessThan(200);
    makeBundle("p256");
  }, 120_000);
});
