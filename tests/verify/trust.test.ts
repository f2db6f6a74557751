import { afterAll, describe, expect, it } from "vitest";
import { type Bytes, concat } from "../../src/kit/bytes.ts";
import { sha256Hex } from "../../src/kit/digest.ts";
import { verifyDocument } from "../../src/verify/index.ts";
import { forgetAuthorities, makeRoot, makeSigner, type CertificateOptions } from "./authorities.ts";
import { plainObjects, signField, writePdf } from "./craft.ts";

const root = makeRoot("root");
const at = new Date("2026-11-22T00:00:00Z");
const verify = (pdf: Bytes, extra: object = {}) =>
  verifyDocument(pdf, { file: "a.pdf", anchors: [root.certificate], at, ...extra });
const signedBy = (options: CertificateOptions, cms?: readonly string[]): Bytes =>
  signField(writePdf(plainObjects()), {
    field: 7,
    party: makeSigner("party", root, options),
    ...(cms ? { cms } : {}),
  });

afterAll(forgetAuthorities);

describe("algorithms", () => {
  const PSS = ["-cades", "-md", "sha256", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:32"];
  it.each<[string, CertificateOptions, readonly string[] | undefined]>([
    ["RSA PKCS#1", { key: "rsa2048" }, undefined],
    ["RSA PSS", { key: "rsa2048" }, PSS],
    ["ECDSA P-384 with SHA-384", { key: "P-384" }, ["-cades", "-md", "sha384"]],
    ["ECDSA P-521 with SHA-512", { key: "P-521" }, ["-cades", "-md", "sha512"]],
    ["a key identifier as signer id", {}, ["-cades", "-md", "sha256", "-keyid"]],
  ])("%s is valid", async (_, options, cms) => {
    expect(await verify(signedBy(options, cms))).toMatchObject({ verdict: "valid", integrity: "intact" });
  });

  it.each<[string, CertificateOptions, readonly string[] | undefined]>([
    ["SHA-1", { key: "rsa2048" }, ["-cades", "-md", "sha1"]],
    ["RSA of 1024 bits", { key: "rsa1024" }, undefined],
    ["a certificate signed with SHA-1", { digest: "sha1" }, undefined],
  ])("%s changes the verdict, never the integrity", async (_, options, cms) => {
    const report = await verify(signedBy(options, cms));
    expect(report).toMatchObject({ verdict: "indeterminate", integrity: "intact" });
    expect(report.reasons).toContain("verify.weak_algorithm");
  });

  it("another curve is not accepted", async () => {
    expect((await verify(signedBy({ key: "secp256k1" }))).reasons).toContain("verify.unsupported_algorithm");
  });

  it("a CAdES signature without the signing-certificate attribute is refused", async () => {
    expect((await verify(signedBy({}, ["-md", "sha256"]))).reasons).toContain(
      "verify.signing_certificate_mismatch",
    );
  });

  it("plain PKCS#7 needs no signing-certificate attribute", async () => {
    const party = makeSigner("party", root);
    const pdf = signField(writePdf(plainObjects()), {
      field: 7,
      party,
      subFilter: "adbe.pkcs7.detached",
      cms: ["-md", "sha256"],
    });
    expect((await verify(pdf)).verdict).toBe("valid");
  });

  it("a CMS that carries its content is refused", async () => {
    expect((await verify(signedBy({}, ["-cades", "-md", "sha256", "-nodetach"]))).verdict).toBe("invalid");
  });

  it.each(["adbe.pkcs7.sha1", "adbe.x509.rsa_sha1", "Vendor.own", "ETSI.RFC3161"])(
    "subfilter %s is never valid",
    async (subFilter) => {
      const party = makeSigner("party", root);
      expect(
        (await verify(signField(writePdf(plainObjects()), { field: 7, party, subFilter }))).verdict,
      ).toBe("invalid");
    },
  );
});

describe("certificates", () => {
  it("an unknown issuer leaves the integrity and makes the verdict indeterminate", async () => {
    const pdf = signedBy({});
    expect(await verify(pdf, { anchors: [] })).toMatchObject({
      verdict: "indeterminate",
      integrity: "intact",
      trust: "unknown",
      reasons: expect.arrayContaining(["verify.issuer_unknown"]),
    });
  });

  it("a look-alike root with the same name is not the root", async () => {
    const impostor = makeRoot("impostor", { subject: "/CN=root" });
    const pdf = signField(writePdf(plainObjects()), { field: 7, party: makeSigner("party", impostor) });
    expect(await verify(pdf)).toMatchObject({
      verdict: "indeterminate",
      integrity: "intact",
      trust: "untrusted",
      reasons: expect.arrayContaining(["verify.issuer_key_differs"]),
    });
  });

  it.each([
    "keyUsage=critical,keyEncipherment",
    "keyUsage=critical,keyCertSign",
    "basicConstraints=CA:FALSE",
  ])("a certificate with %s may not sign", async (extensions) => {
    expect(await verify(signedBy({ extensions }))).toMatchObject({
      verdict: "invalid",
      integrity: "intact",
      trust: "untrusted",
      reasons: expect.arrayContaining(["verify.certificate_not_for_signing"]),
    });
  });

  it("a critical extension we do not understand fails the path", async () => {
    const extensions = "keyUsage=critical,digitalSignature\n1.2.3.4=critical,DER:0500";
    expect((await verify(signedBy({ extensions }))).reasons).toContain("verify.path_not_allowed");
  });

  it("a signer's certificate cannot issue another", async () => {
    const middle = makeSigner("middle", root);
    const party = makeSigner("party", middle);
    const pdf = signField(writePdf(plainObjects()), {
      field: 7,
      party,
      cms: ["-cades", "-md", "sha256", "-certfile", "middle.pem"],
    });
    expect(await verify(pdf)).toMatchObject({
      verdict: "invalid",
      trust: "untrusted",
      reasons: expect.arrayContaining(["verify.path_not_allowed"]),
    });
  });

  it("a CA without key usage is not limited by it (RFC 5280 §6.1.4), one with another use is", async () => {
    const verdictUnder = async (name: string, extensions: string) => {
      const ca = makeRoot(name, { extensions });
      const pdf = signField(writePdf(plainObjects()), { field: 7, party: makeSigner("party", ca) });
      return (await verify(pdf, { anchors: [ca.certificate] })).verdict;
    };
    expect(await verdictUnder("silent", "basicConstraints=critical,CA:TRUE")).toBe("valid");
    const other = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,cRLSign";
    expect(await verdictUnder("other", other)).toBe("invalid");
    expect(await verdictUnder("leaf", "basicConstraints=critical,CA:FALSE")).toBe("invalid");
  });

  it("an intermediate CA carried in the CMS leads to the root, within its path length", async () => {
    const ca = (limit: number) =>
      `basicConstraints=critical,CA:TRUE,pathlen:${limit}\nkeyUsage=critical,keyCertSign`;
    const middle = makeSigner("middle", root, { extensions: ca(0) });
    const party = makeSigner("party", middle);
    const chained = ["-cades", "-md", "sha256", "-certfile", "middle.pem"];
    expect(
      (await verify(signField(writePdf(plainObjects()), { field: 7, party, cms: chained }))).verdict,
    ).toBe("valid");
    const narrow = makeRoot("narrow", { extensions: ca(0) });
    makeSigner("middle", narrow, { extensions: ca(0) });
    const deep = makeSigner("deep", { ...middle }, {});
    const pdf = signField(writePdf(plainObjects()), { field: 7, party: deep, cms: chained });
    expect((await verify(pdf, { anchors: [narrow.certificate] })).reasons).toContain(
      "verify.path_not_allowed",
    );
  });
});

describe("time", () => {
  const brief: CertificateOptions = { from: "20261119000000Z", until: "20261120000000Z" };

  it("an expired certificate without a trusted time is indeterminate, the integrity stays", async () => {
    const report = await verify(signedBy(brief));
    expect(report).toMatchObject({ verdict: "indeterminate", integrity: "intact", trust: "trusted" });
    expect(report.reasons).toContain("verify.certificate_expired_no_trusted_time");
  });

  it("a certificate not yet valid is indeterminate", async () => {
    const report = await verify(signedBy({ from: "20261201000000Z", until: "20261202000000Z" }));
    expect(report).toMatchObject({
      verdict: "indeterminate",
      reasons: expect.arrayContaining(["verify.certificate_not_yet_valid"]),
    });
  });

  it("a proof of existence within its validity makes an expired certificate valid", async () => {
    const pdf = signedBy(brief);
    const proof = {
      length: pdf.length,
      sha256Hex: await sha256Hex(pdf),
      at: new Date("2026-11-19T12:00:00Z"),
      source: "filing receipt",
    };
    const report = await verify(pdf, { proofOfExistence: [proof] });
    expect(report.verdict).toBe("valid");
    expect(report.signatures[0]?.time).toMatchObject({
      trusted: "2026-11-19T12:00:00.000Z",
      source: "filing receipt",
    });
  });

  it("a proof of other bytes, of a part, or outside validity proves nothing good", async () => {
    const pdf = signedBy(brief);
    const proof = {
      length: pdf.length,
      sha256Hex: await sha256Hex(pdf),
      at: new Date("2026-11-19T12:00:00Z"),
      source: "receipt",
    };
    const part = pdf.length - 1;
    const useless = [
      { ...proof, sha256Hex: "00".repeat(32) },
      { ...proof, length: part, sha256Hex: await sha256Hex(pdf.slice(0, part)) },
      { ...proof, length: 9e9 },
    ];
    expect((await verify(pdf, { proofOfExistence: useless.slice(0, 1) })).verdict).toBe("indeterminate");
    expect((await verify(pdf, { proofOfExistence: useless.slice(2) })).verdict).toBe("indeterminate");
    const late = { ...proof, at: new Date("2026-11-21T00:00:00Z") };
    expect(await verify(pdf, { proofOfExistence: [late] })).toMatchObject({
      verdict: "invalid",
      reasons: expect.arrayContaining(["verify.certificate_not_valid_at_trusted_time"]),
    });
  });
});

describe("bad input", () => {
  const bad: [string, Bytes][] = [
    ["no bytes", new Uint8Array()],
    ["zeros", new Uint8Array(100_000)],
    ["a header alone", new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d])],
    ["two files in one", concat(writePdf(plainObjects()).slice(0, 300), writePdf(plainObjects()))],
  ];
  it.each(bad)("%s is a report, never a throw", async (_, bytes) => {
    expect(await verify(bytes)).toMatchObject({
      verdict: "invalid",
      integrity: "malformed",
      trust: "unknown",
    });
  });

  it("an anchor that is not a certificate is no anchor", async () => {
    expect(await verify(signedBy({}), { anchors: [new Uint8Array([1, 2, 3])] })).toMatchObject({
      trust: "unknown",
    });
  });
});
