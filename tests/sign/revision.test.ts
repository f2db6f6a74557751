import { describe, expect, it } from "vitest";
import { execFileSync } from "node:child_process";
import { readPrivateKeyPem } from "../../src/adapters/keys/pem.ts";
import { type Bytes, concat, latin1, utf8 } from "../../src/kit/bytes.ts";
import { completeRevision, prepareForKey, signRevision } from "../../src/sign/revision.ts";
import { requireTool } from "../tools.ts";
import { makeAuthority, makeContract, makeDraft, partyOf, TODAY } from "./fixtures.ts";
import { judge, opensslVerdict, put, scratch } from "./judges.ts";

const HOUR = 3_600_000;

const onlyRoot = async (authority: ReturnType<typeof makeAuthority>): Promise<Bytes> =>
  (await authority.ca.anchors())[0] ?? new Uint8Array();

describe("signRevision", () => {
  it.each([
    ["ECDSA-P384-SHA384", ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"]],
    ["RSA-PKCS1-SHA256", ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]],
  ])("a key of kind %s makes a signature that openssl and pdfsig accept", async (algorithm, options) => {
    const pem = execFileSync(requireTool("openssl"), ["genpkey", ...options], {
      encoding: "utf8",
      stdio: "pipe",
    });
    const authority = makeAuthority();
    const key = await readPrivateKeyPem(pem);
    expect(key.algorithm).toBe(algorithm);
    const subject = {
      commonName: "赵磊",
      organisation: "石家庄恒砺传感科技有限公司",
      uscc: "91130100MA0EXAMPL1",
    };
    const issued = await authority.ca.issue({ subject, key, notBefore: TODAY, hours: 1 });
    const party = await partyOf("甲方", authority);
    const signed = await signRevision({ ...party, ...issued, key, pdf: await makeContract() });
    expect(opensslVerdict(signed, 0, await onlyRoot(authority))).toMatchObject({
      code: 0,
      said: expect.stringContaining("successful"),
    });
    const { said } = judge(requireTool("pdfsig"), "-nocert", put(scratch(), "signed.pdf", signed));
    expect(said).toContain("Signature is Valid");
  });

  it("a field without seal and caption keeps showing nothing and is signed all the same", async () => {
    const authority = makeAuthority();
    const party = { ...(await partyOf("甲方", authority)), seal: undefined, caption: undefined };
    const empty = await makeContract();
    const signed = await signRevision({ ...party, pdf: empty });
    expect(latin1(signed.subarray(empty.length)).match(/^\d+ 0 obj$/gm)).toHaveLength(2);
    expect(opensslVerdict(signed, 0, await onlyRoot(authority))).toMatchObject({
      code: 0,
      said: expect.stringContaining("successful"),
    });
  });

  it("names are written as text that readers show, person and organisation", async () => {
    const authority = makeAuthority();
    const signed = await signRevision({ ...(await partyOf("乙方", authority)), pdf: await makeContract() });
    const hex = /\/Name <FEFF([0-9A-F]+)>/.exec(latin1(signed))?.[1] ?? "";
    const name = (hex.match(/.{4}/g) ?? [])
      .map((unit) => String.fromCharCode(Number.parseInt(unit, 16)))
      .join("");
    expect(name).toBe("孙静（河北云衡知识产权代理有限公司）");
  });

  it("a field that is not there is refused, and those that are there are named", async () => {
    const party = await partyOf("甲方", makeAuthority());
    const signing = signRevision({ ...party, field: "丙方", pdf: await makeContract() });
    await expect(signing).rejects.toMatchObject({
      code: "sign.field_missing",
      facts: { fields: ["甲方", "乙方"] },
    });
  });

  it("a PDF without any field is refused", async () => {
    const party = await partyOf("甲方", makeAuthority());
    const signing = signRevision({ ...party, pdf: await makeDraft() });
    await expect(signing).rejects.toMatchObject({ code: "sign.field_missing" });
  });

  it("a signed field is never signed again", async () => {
    const party = await partyOf("甲方", makeAuthority());
    const signed = await signRevision({ ...party, pdf: await makeContract() });
    await expect(signRevision({ ...party, pdf: signed })).rejects.toMatchObject({
      code: "sign.field_signed",
    });
  });

  it("a certificate for another key is refused", async () => {
    const authority = makeAuthority();
    const party = await partyOf("甲方", authority);
    const signing = signRevision({
      ...party,
      key: await authority.vault.ephemeralKey(),
      pdf: await makeContract(),
    });
    await expect(signing).rejects.toMatchObject({ code: "sign.certificate_mismatch" });
  });

  it("a certificate is refused before it begins and after it ends", async () => {
    const party = await partyOf("甲方", makeAuthority());
    const pdf = await makeContract();
    for (const hours of [-1, 25]) {
      const signedAt = new Date(TODAY.getTime() + hours * HOUR);
      await expect(signRevision({ ...party, pdf, signedAt })).rejects.toMatchObject({
        code: "sign.certificate_not_usable",
      });
    }
  });

  it("a CA's own certificate does not sign contracts", async () => {
    const authority = makeAuthority();
    const party = await partyOf("甲方", authority);
    const [root = new Uint8Array()] = await authority.ca.anchors();
    const signing = signRevision({ ...party, certificate: root, pdf: await makeContract() });
    await expect(signing).rejects.toMatchObject({ code: "sign.certificate_mismatch" });
  });

  it("bytes that are no certificate are refused", async () => {
    const party = await partyOf("甲方", makeAuthority());
    const pdf = await makeContract();
    for (const certificate of [
      new Uint8Array(),
      utf8("no certificate"),
      concat(party.certificate, Uint8Array.of(0)),
    ]) {
      await expect(signRevision({ ...party, certificate, pdf })).rejects.toMatchObject({
        code: "sign.certificate_unreadable",
      });
    }
  });

  it("too little room is refused before the key is asked", async () => {
    const party = await partyOf("甲方", makeAuthority());
    let asked = 0;
    const key = { ...party.key, sign: (bytes: Bytes) => ((asked += 1), party.key.sign(bytes)) };
    const signing = signRevision({ ...party, key, reserved: 1024, pdf: await makeContract() });
    await expect(signing).rejects.toMatchObject({
      code: "sign.placeholder_too_small",
      facts: { reserved: 1024 },
    });
    expect(asked).toBe(0);
  });

  it("a key that answers with nonsense, or not at all, leaves no broken signature behind", async () => {
    const party = await partyOf("甲方", makeAuthority());
    const pdf = await makeContract();
    const answers = [
      () => Promise.resolve(new Uint8Array(71)),
      () => party.key.sign(utf8("something else")),
      () => Promise.reject(new Error("token removed")),
    ];
    for (const sign of answers) {
      const signing = signRevision({ ...party, key: { ...party.key, sign }, pdf });
      await expect(signing).rejects.toMatchObject({ code: "sign.key_refused" });
    }
  });

  it("bytes that are no PDF of ours give a coded refusal", async () => {
    const party = await partyOf("甲方", makeAuthority());
    const contract = await makeContract();
    const nested = utf8(`%PDF-1.7\n1 0 obj\n${"[".repeat(200_000)}\nendobj\nstartxref\n9\n%%EOF`);
    for (const pdf of [new Uint8Array(), utf8("%PDF-1.7"), contract.subarray(0, 900).slice(), nested]) {
      await expect(signRevision({ ...party, pdf })).rejects.toMatchObject({ code: "sign.unreadable_pdf" });
    }
  });

  it("a placeholder smuggled into the file stops the signing", async () => {
    const party = await partyOf("甲方", makeAuthority());
    const pdf = await makeContract(500);
    const inside = latin1(pdf).indexOf("/Length 500") + 60;
    pdf.set(utf8("/ByteRange [ 0 /********** /********** /********** ]"), inside);
    await expect(signRevision({ ...party, pdf })).rejects.toMatchObject({ code: "sign.embedding_failed" });
  });
});

describe("a key that is elsewhere", () => {
  it("prepares, signs the attributes and completes to a signature openssl accepts", async () => {
    const authority = makeAuthority();
    const { key, ...party } = await partyOf("甲方", authority);
    const { algorithm, publicKey, heldBy } = key;
    const request = { ...party, key: { algorithm, publicKey, heldBy }, pdf: await makeContract() };
    const { pdf: prepared, toBeSigned } = await prepareForKey(request);
    const signature = await key.sign(toBeSigned);
    const signed = await completeRevision({ ...request, prepared, signature });
    expect(signed.length).toBe(prepared.length);
    expect(opensslVerdict(signed, 0, await onlyRoot(authority))).toMatchObject({
      code: 0,
      said: expect.stringContaining("successful"),
    });
  });

  it("a changed byte, another certificate, or a second completion is refused", async () => {
    const authority = makeAuthority();
    const party = await partyOf("甲方", authority);
    const request = { ...party, pdf: await makeContract() };
    const { pdf: prepared, toBeSigned } = await prepareForKey(request);
    const signature = await party.key.sign(toBeSigned);

    const changed = prepared.slice();
    const at = latin1(changed).indexOf("/Rect [60", request.pdf.length);
    changed[at + 7] = 0x37;
    await expect(completeRevision({ ...request, prepared: changed, signature })).rejects.toMatchObject({
      code: "sign.key_refused",
    });

    const other = await partyOf("甲方", authority);
    const exchanged = { ...request, certificate: other.certificate, key: other.key, prepared, signature };
    await expect(completeRevision(exchanged)).rejects.toMatchObject({ code: "sign.key_refused" });

    const signed = await completeRevision({ ...request, prepared, signature });
    const again = completeRevision({ ...request, prepared: signed, signature });
    await expect(again).rejects.toMatchObject({ code: "sign.embedding_failed" });
  });

  it("a prepared revision of another file is refused", async () => {
    const party = await partyOf("甲方", makeAuthority());
    const request = { ...party, pdf: await makeContract() };
    const { pdf: prepared, toBeSigned } = await prepareForKey(request);
    const signature = await party.key.sign(toBeSigned);
    const other = await makeContract(100);
    const completing = completeRevision({ ...request, pdf: other, prepared, signature });
    await expect(completing).rejects.toMatchObject({ code: "sign.embedding_failed" });
  });
});
