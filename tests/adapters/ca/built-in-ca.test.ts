import { describe, expect, it } from "vitest";
import { builtInCa } from "../../../src/adapters/ca/built-in-ca.ts";
import { keyVault } from "../../../src/adapters/keys/key-vault.ts";
import { type Bytes, toHex } from "../../../src/kit/bytes.ts";
import type { IssuedCertificate } from "../../../src/ports/certificate-issuer.ts";
import { judge, pemOf, put, scratch } from "../../sign/judges.ts";
import { requireTool } from "../../tools.ts";
import { makeParts, masterKeyOf } from "../keys/parts.ts";

const SUBJECT = {
  commonName: "赵磊",
  organisation: "石家庄恒砺传感科技有限公司",
  uscc: "91130100MA0EXAMPL1",
};

const issueOne = async (
  parts = makeParts(),
  changes: Partial<typeof SUBJECT> = {},
): Promise<IssuedCertificate> =>
  await builtInCa(parts).issue({
    subject: { ...SUBJECT, ...changes },
    key: await keyVault(parts).ephemeralKey(),
    notBefore: parts.clock.now(),
    hours: 24,
  });

/** `openssl x509 -text` of one certificate, names in UTF-8. */
const textOf = (certificate: Bytes): string => {
  const path = put(scratch(), "one.pem", pemOf(certificate));
  return judge(
    requireTool("openssl"),
    "x509",
    "-in",
    path,
    "-noout",
    "-text",
    "-nameopt",
    "utf8,sep_comma_plus",
  ).said;
};

describe("builtInCa", () => {
  it("issues a certificate that openssl verifies strictly under the root", async () => {
    const { certificate, chain } = await issueOne();
    const directory = scratch();
    const [issuing = new Uint8Array(), root = new Uint8Array()] = chain;
    const verdict = judge(
      requireTool("openssl"),
      "verify",
      "-x509_strict",
      "-CAfile",
      put(directory, "root.pem", pemOf(root)),
      "-untrusted",
      put(directory, "issuing.pem", pemOf(issuing)),
      put(directory, "signer.pem", pemOf(certificate)),
    );
    expect(verdict).toMatchObject({ code: 0, said: expect.stringContaining(": OK") });
  });

  it("names the signer, the organisation and its code, and the demo policy", async () => {
    const text = textOf((await issueOne()).certificate);
    expect(text).toContain(
      "Subject: C=CN,O=石家庄恒砺传感科技有限公司,organizationIdentifier=NTRCN-91130100MA0EXAMPL1,CN=赵磊",
    );
    expect(text).toContain(
      "Issuer: C=CN,O=知契 Zhiqi（演示 Demo）,CN=知契演示签发证书 / Zhiqi Demo Issuing CA",
    );
    expect(text).toMatch(/X509v3 Key Usage: critical\s+Digital Signature, Non Repudiation\n/);
    expect(text).toMatch(/X509v3 Basic Constraints: critical\s+CA:FALSE/);
    expect(text).toContain("Policy: 1.3.6.1.4.1.32473.1.1");
    expect(text).toContain("不构成可靠电子签名");
  });

  it("links every certificate to its issuer by key identifier, and the CAs may only certify", async () => {
    const { certificate, chain } = await issueOne();
    const [signer = "", issuing = "", root = ""] = [certificate, ...chain].map(textOf);
    const own = (text: string): string | undefined =>
      /Subject Key Identifier: \s+([0-9A-F:]{59})/.exec(text)?.[1];
    const above = (text: string): string | undefined =>
      /Authority Key Identifier: \s+([0-9A-F:]{59})/.exec(text)?.[1];
    expect(above(signer)).toBe(own(issuing));
    expect(above(issuing)).toBe(own(root));
    expect(own(root)).toBeDefined();
    expect(issuing).toMatch(/CA:TRUE, pathlen:0/);
    expect(root).toMatch(/CA:TRUE, pathlen:1/);
    for (const text of [issuing, root])
      expect(text).toMatch(/Key Usage: critical\s+Certificate Sign, CRL Sign\n/);
  });

  it("lives as long as was asked: a day for the signer, ten and twenty years above", async () => {
    const parts = makeParts();
    const { certificate, chain } = await issueOne(parts);
    const lifetime = (text: string): number => {
      const [, from = "", until = ""] = /Not Before: (.+)\n\s+Not After : (.+)\n/.exec(text) ?? [];
      return (Date.parse(until) - Date.parse(from)) / 3_600_000;
    };
    const hours = [certificate, ...chain].map(textOf).map(lifetime);
    expect(hours[0]).toBe(24);
    expect((hours[1] ?? 0) / 24 / 365.25).toBeCloseTo(10, 1);
    expect((hours[2] ?? 0) / 24 / 365.25).toBeCloseTo(20, 1);
  });

  it("gives every certificate a serial number of its own", async () => {
    const parts = makeParts();
    const issued = await Promise.all(Array.from({ length: 5 }, () => issueOne(parts)));
    const serials = issued.map(
      ({ certificate }) => /Serial Number:\s+([0-9a-f:]+)/.exec(textOf(certificate))?.[1],
    );
    expect(new Set(serials).size).toBe(5);
    for (const serial of serials) expect(serial).toMatch(/^5a(:[0-9a-f]{2}){16}$/);
  });

  it("keeps one root, after a restart and when several processes start at once", async () => {
    const parts = makeParts();
    const anchors = await Promise.all(Array.from({ length: 4 }, () => builtInCa(parts).anchors()));
    const later = await builtInCa(parts).anchors();
    expect(new Set([...anchors, later].map(([root = new Uint8Array()]) => toHex(root))).size).toBe(1);
  });

  it("keeps its keys encrypted, and does not open under another master key", async () => {
    const parts = makeParts();
    await builtInCa(parts).anchors();
    const opening = builtInCa({ ...parts, masterKey: masterKeyOf(9) }).anchors();
    await expect(opening).rejects.toMatchObject({ code: "keys.wrong_master_key" });
  });

  it("refuses names that no certificate may carry", async () => {
    for (const changes of [{ commonName: "" }, { organisation: "长".repeat(65) }, { uscc: "12345" }]) {
      await expect(issueOne(makeParts(), changes)).rejects.toMatchObject({ code: "ca.wrong_subject" });
    }
  });

  it("refuses lifetimes that are no signing event, or lie outside the CA's own", async () => {
    const parts = makeParts();
    const key = await keyVault(parts).ephemeralKey();
    const now = parts.clock.now();
    const issue = (notBefore: Date, hours: number) =>
      builtInCa(parts).issue({ subject: SUBJECT, key, notBefore, hours });
    for (const hours of [0, -1, 49, Number.NaN]) {
      await expect(issue(now, hours)).rejects.toMatchObject({ code: "ca.wrong_validity" });
    }
    for (const years of [-1, 11]) {
      const other = new Date(now.getTime() + years * 365.25 * 24 * 3_600_000);
      await expect(issue(other, 24)).rejects.toMatchObject({ code: "ca.outside_validity" });
    }
  });
});
