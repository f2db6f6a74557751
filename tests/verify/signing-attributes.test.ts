import { afterAll, describe, expect, it } from "vitest";
import { type Bytes, latin1 } from "../../src/kit/bytes.ts";
import { readDer } from "../../src/verify/cms/der.ts";
import { digestOf } from "../../src/verify/cms/digest.ts";
import { type Cms, readCms } from "../../src/verify/cms/read-cms.ts";
import { verifyDocument } from "../../src/verify/index.ts";
import { checkCms } from "../../src/verify/rules/v07-cms.ts";
import { forgetAuthorities, makeRoot, makeSigner, signCms } from "./authorities.ts";
import { append, latin1Bytes, plainObjects, signField, writePdf } from "./craft.ts";

const root = makeRoot("root");
const party = makeSigner("party", root);
const request = { file: "a.pdf", anchors: [root.certificate], at: new Date("2026-11-22T00:00:00Z") };
const content = latin1Bytes("a contract");
const cms = readCms(readDer(signCms(content, party)));
const SIGNING_CERTIFICATE = "\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x2f";
const PROTECTION = "1.2.840.113549.1.9.52";
const SHA256 = [0x30, 0x0b, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1];

/** RFC 6211: SHA-256 and the signature algorithm whose contents these are, under [1]. */
const protectedBy = (algorithm: Uint8Array): Cms => {
  const body = [...SHA256, 0xa1, algorithm.length, ...algorithm];
  const value = readDer(Uint8Array.from([0x30, body.length, ...body]));
  return { ...cms, signed: new Map([...cms.signed, [PROTECTION, [value]]]) };
};

const check = (one: Cms) =>
  checkCms(one, {
    contentTypes: [one.contentType],
    digest: (hash) => digestOf(hash, content),
    signingCertificate: "required",
  });

afterAll(forgetAuthorities);

describe("what the signed attributes say about the signer", () => {
  it("algorithm protection that names the algorithms in use is taken", async () => {
    const used = cms.algorithm;
    if (used === undefined) throw new Error("the signer info names no algorithm");
    expect((await check(protectedBy(used.bytes.subarray(used.body, used.end)))).weak).toBe(false);
  });

  it("algorithm protection that names another signature algorithm is refused", async () => {
    const sha512WithRsa = Uint8Array.of(6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 13, 5, 0);
    await expect(check(protectedBy(sha512WithRsa))).rejects.toMatchObject({
      code: "verify.algorithms_disagree",
    });
  });

  it("a signing-certificate attribute that names another issuer is refused, though the hash is right", async () => {
    const rename = (signature: Bytes): Bytes => {
      const text = latin1(signature);
      const at = text.indexOf("root", text.indexOf(SIGNING_CERTIFICATE));
      expect(at).toBeGreaterThan(0);
      return latin1Bytes(`${text.slice(0, at)}rood${text.slice(at + 4)}`);
    };
    const pdf = signField(writePdf(plainObjects()), { field: 7, party, rewrite: rename });
    const report = await verifyDocument(pdf, request);
    expect(report.reasons).toContain("verify.signing_certificate_mismatch");
    expect(report.verdict).toBe("invalid");
  });
});

describe("locks that say nothing one could go by", () => {
  const FILLED = "<< /Type /Annot /Subtype /Widget /FT /Tx /T (fee) /F 4 /Rect [72 400 192 420] /P 3 0 R";
  const plain = plainObjects();
  const base = {
    ...plain,
    3: (plain[3] ?? "").replace("8 0 R]", "8 0 R 10 0 R]"),
    6: (plain[6] ?? "").replace("8 0 R]", "8 0 R 10 0 R]"),
    10: `${FILLED} >>`,
  };
  const locked = (method: string, parameters: string): Bytes =>
    signField(writePdf(base), {
      field: 7,
      party,
      base,
      entries: `/Reference [<< /TransformMethod /${method} /TransformParams << /V /1.2 ${parameters} >> >>]`,
    });
  it.each([
    ["a permission of 9", "DocMDP", "/P 9"],
    ["a permission of 0", "DocMDP", "/P 0"],
    ["fields to be locked that are not listed", "FieldMDP", "/Action /Include"],
    ["fields to be left open that are not listed", "FieldMDP", "/Action /Exclude"],
  ])("%s lock everything", async (_, method, parameters) => {
    const pdf = append(locked(method, parameters), { 10: `${FILLED} /V (1) >>` });
    expect((await verifyDocument(pdf, request)).reasons).toContain("verify.change_locked");
  });

  it("a list that leaves the field open does not", async () => {
    const open = locked("FieldMDP", "/Action /Include /Fields [(other)]");
    const report = await verifyDocument(append(open, { 10: `${FILLED} /V (1) >>` }), request);
    expect(report.reasons).not.toContain("verify.change_locked");
  });
});
