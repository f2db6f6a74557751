import { beforeAll, describe, expect, it } from "vitest";
import { sm2Authority } from "../../../src/adapters/ca/sm2-ca.ts";
import { fixedClock } from "../../../src/adapters/clock.ts";
import { cryptoIds } from "../../../src/adapters/ids.ts";
import { readSm2KeyPem } from "../../../src/adapters/keys/sm2-key.ts";
import { type Bytes, equalBytes, latin1, toBase64, utf8 } from "../../../src/kit/bytes.ts";
import { type DerElement, derOid, derOnly, derParts } from "../../../src/kit/der-read.ts";
import { drawSeal } from "../../../src/sign/seal/draw-seal.ts";
import { sm3Of } from "../../../src/sign/sm2/objects.ts";
import { signSm2Revision, type Sm2Form } from "../../../src/sign/sm2/sign-sm2-revision.ts";
import { readPng } from "../../../src/sign/seal/upload/read-png.ts";
import { requireTool } from "../../tools.ts";
import { makeContract, song, TODAY } from "../fixtures.ts";
import { judge, pemOf, put, scratch, signatureIn } from "../judges.ts";

const clock = fixedClock(TODAY);
const authority = sm2Authority({ clock, ids: cryptoIds(clock) });
const subject = {
  commonName: "赵磊",
  organisation: "石家庄恒砺传感科技有限公司",
  uscc: "91130108MAXX00138J",
};
const signer = authority.signer(subject);
const seal = drawSeal({ kind: "公章", name: subject.organisation }, { song });

const partsOf = (element: DerElement | undefined): readonly DerElement[] =>
  (element && derParts(element)) ?? [];
const only = (der: Bytes): readonly DerElement[] => partsOf(derOnly(der));

/** OpenSSL's raw SM2 verification with SM3 and the default id: over these bytes, by the key of this certificate. */
function rawVerdict(signed: Uint8Array, signature: Uint8Array, certificate: Bytes): string {
  const directory = scratch();
  const cert = put(directory, "cert.pem", pemOf(certificate));
  const key = judge("openssl", "x509", "-in", cert, "-noout", "-pubkey").said;
  return verdictOf(put(directory, "key.pem", key), put(directory, "signed", signed), {
    signature: put(directory, "sig", signature),
  });
}

/** The same over files. */
function verdictOf(key: string, signed: string, { signature }: { signature: string }): string {
  const how = ["-verify", "-pubin", "-rawin", "-digest", "sm3", "-pkeyopt", "distid:1234567812345678"];
  return judge("openssl", "pkeyutl", ...how, "-inkey", key, "-in", signed, "-sigfile", signature).said.trim();
}

const bitsOf = (element: DerElement | undefined): Uint8Array<ArrayBuffer> =>
  element?.tag === 0x03 ? element.content.slice(1) : new Uint8Array();

async function signed(
  form: Sm2Form,
): Promise<{ pdf: Bytes; before: Bytes; contents: Bytes; covered: Bytes }> {
  const before = await makeContract();
  const pdf = await signSm2Revision({
    pdf: before,
    field: "甲方",
    form,
    signer,
    maker: authority.maker,
    seal,
    sealName: `${subject.organisation} 公章`,
    esId: "ZQ20261122000001",
    signerName: subject.commonName,
    signedAt: TODAY,
  });
  const { cms, covered } = signatureIn(pdf, 0);
  return { pdf, before, contents: cms, covered };
}

describe("SM3 and SM2 keys", () => {
  it("SM3 is that of OpenSSL", () => {
    requireTool("openssl");
    const path = put(scratch(), "words", "知识产权托管");
    const [digest] = judge("openssl", "dgst", "-sm3", "-r", path).said.split(" ");
    expect(Buffer.from(sm3Of(utf8("知识产权托管"))).toString("hex")).toBe(digest);
  });

  it("a key that OpenSSL made is read, and OpenSSL accepts what it signs", () => {
    requireTool("openssl");
    const directory = scratch();
    const path = `${directory}/key.pem`;
    judge("openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2", "-out", path);
    const key = readSm2KeyPem(judge("cat", path).said);
    const words = utf8("备案回执");
    const pub = `-----BEGIN PUBLIC KEY-----\n${toBase64(key.publicKey)}\n-----END PUBLIC KEY-----\n`;
    const said = verdictOf(put(directory, "pub.pem", pub), put(directory, "words", words), {
      signature: put(directory, "sig", key.sign(words)),
    });
    expect(said).toContain("Signature Verified Successfully");
  });

  it.each([
    ["no key", "hello", "keys.wrong_pem"],
    [
      "an encrypted key",
      "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
      "keys.wrong_pem",
    ],
  ])("%s is refused", (_, text, code) => {
    expect(() => readSm2KeyPem(text)).toThrow(expect.objectContaining({ code }));
  });

  it("a P-256 key is refused", () => {
    const path = `${scratch()}/key.pem`;
    judge("openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", path);
    expect(() => readSm2KeyPem(judge("cat", path).said)).toThrow(
      expect.objectContaining({ code: "keys.unsupported_algorithm" }),
    );
  });
});

describe("certificates of the built-in SM2 CA", () => {
  it("OpenSSL accepts the chain, and they say that no licensed CA made them", () => {
    requireTool("openssl");
    const directory = scratch();
    const root = put(directory, "root.pem", pemOf(authority.root));
    for (const certificate of [signer.certificate, authority.maker.certificate]) {
      const path = put(directory, "cert.pem", pemOf(certificate));
      const verdict = judge("openssl", "verify", "-vfyopt", "distid:1234567812345678", "-CAfile", root, path);
      expect(verdict.said).toContain("OK");
      const text = judge(
        "openssl",
        "x509",
        "-in",
        path,
        "-noout",
        "-text",
        "-nameopt",
        "utf8,sep_comma_plus",
      ).said;
      expect(text).toMatch(/SM2-with-SM3/i);
      expect(text).toContain("SM2");
    }
    expect(latin1(signer.certificate)).toContain("no licensed CA");
  });
});

describe("GB/T 38540: SES_Signature in a PDF", () => {
  let made: Awaited<ReturnType<typeof signed>>;
  beforeAll(async () => {
    made = await signed("seal");
  });

  it("is one appended revision with /GM.sm2seal; qpdf finds nothing wrong", () => {
    requireTool("qpdf");
    expect(equalBytes(made.pdf.subarray(0, made.before.length), made.before)).toBe(true);
    expect(latin1(made.pdf)).toContain("/SubFilter /GM.sm2seal");
    expect(judge("qpdf", "--check", put(scratch(), "s.pdf", made.pdf)).code).toBe(0);
  });

  it("has the standard's structure: version, seal, time, digest, scope; certificate; algorithm; signature", () => {
    const [toSign, certificate, algorithm, signature] = only(made.contents);
    expect(derOid(algorithm)).toBe("1.2.156.10197.1.501");
    expect(equalBytes(certificate?.content ?? new Uint8Array(), signer.certificate)).toBe(true);
    expect(signature?.tag).toBe(0x03);
    const [version, eseal, time, digest, scope] = partsOf(toSign);
    expect(version?.content).toEqual(Uint8Array.of(4));
    expect(time?.tag).toBe(0x18);
    expect(latin1(scope?.content ?? new Uint8Array())).toBe("/ByteRange");
    expect(equalBytes(bitsOf(digest), sm3Of(made.covered))).toBe(true);
    const [info, maker] = partsOf(eseal);
    expect(equalBytes(maker?.content ?? new Uint8Array(), authority.maker.certificate)).toBe(true);
    const [header, esId, property, picture] = partsOf(info);
    expect(partsOf(header).map(({ content }) => latin1(content))).toEqual(["ES", "\u0004", "ZhiqiDemo"]);
    expect(latin1(esId?.content ?? new Uint8Array())).toBe("ZQ20261122000001");
    expect(partsOf(property)).toHaveLength(7);
    const [type, data, width, height] = partsOf(picture);
    expect(latin1(type?.content ?? new Uint8Array())).toBe("png");
    expect(readPng(data?.content ?? new Uint8Array()).columns).toBe(236);
    expect([width?.content, height?.content]).toEqual([Uint8Array.of(40), Uint8Array.of(40)]);
  });

  it("OpenSSL verifies the seal's signature by its maker and the stamp's by its signer", () => {
    requireTool("openssl");
    const [toSign, , , signature] = only(made.contents);
    const [, eseal] = partsOf(toSign);
    const [info, , , makerSignature] = partsOf(eseal);
    const verified = "Signature Verified Successfully";
    expect(rawVerdict(toSign?.whole ?? new Uint8Array(), bitsOf(signature), signer.certificate)).toBe(
      verified,
    );
    expect(
      rawVerdict(info?.whole ?? new Uint8Array(), bitsOf(makerSignature), authority.maker.certificate),
    ).toBe(verified);
    const forged = (toSign?.whole ?? new Uint8Array()).slice();
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1;
    expect(rawVerdict(forged, bitsOf(signature), signer.certificate)).not.toBe(verified);
  });
});

describe("GB/T 35275: SignedData in a PDF", () => {
  it("has the GM content types, and OpenSSL verifies the signature over its attributes", async () => {
    requireTool("openssl");
    const { contents, covered } = await signed("signed-data");
    const [type, wrapped] = only(contents);
    expect(derOid(type)).toBe("1.2.156.10197.6.1.4.2.2");
    const [, digests, encapsulated, , signers] = partsOf(partsOf(wrapped)[0]);
    expect(derOid(partsOf(partsOf(digests)[0])[0])).toBe("1.2.156.10197.1.401");
    expect(derOid(partsOf(encapsulated)[0])).toBe("1.2.156.10197.6.1.4.2.1");
    const [, , , attributes, algorithm, signature] = partsOf(partsOf(signers)[0]);
    expect(derOid(partsOf(algorithm)[0])).toBe("1.2.156.10197.1.301.1");
    const set = (attributes?.whole ?? new Uint8Array()).slice();
    set[0] = 0x31;
    expect(rawVerdict(set, signature?.content ?? new Uint8Array(), signer.certificate)).toBe(
      "Signature Verified Successfully",
    );
    const values = partsOf(attributes).map((attribute) => partsOf(attribute));
    const digest = values.find(([name]) => derOid(name) === "1.2.840.113549.1.9.4")?.[1];
    expect(equalBytes(partsOf(digest)[0]?.content ?? new Uint8Array(), sm3Of(covered))).toBe(true);
  });
});

describe("what the SM2 profile refuses", () => {
  it("a certificate for another key", async () => {
    const other = authority.signer(subject);
    const pdf = await makeContract();
    const request = {
      pdf,
      field: "甲方",
      form: "seal",
      maker: authority.maker,
      seal,
      sealName: "章",
      esId: "1",
    } as const;
    await expect(
      signSm2Revision({
        ...request,
        signer: { ...signer, key: other.key },
        signerName: "赵磊",
        signedAt: TODAY,
      }),
    ).rejects.toMatchObject({ code: "sign.certificate_mismatch" });
  });
});
