import { describe, expect, it } from "vitest";
import { fixedClock } from "../../../src/adapters/clock.ts";
import { cryptoIds } from "../../../src/adapters/ids.ts";
import { readCertificatesPem, readPrivateKeyPem } from "../../../src/adapters/keys/pem.ts";
import { type HttpTsa, httpTsa } from "../../../src/adapters/tsa/http-tsa.ts";
import { answerTimestamp } from "../../../src/adapters/tsa/built-in-tsa.ts";
import { type Bytes, equalBytes, latin1 } from "../../../src/kit/bytes.ts";
import { signRevision } from "../../../src/sign/revision.ts";
import { signatureTimestamp } from "../../../src/sign/timestamp/timestamp-signature.ts";
import { verifyDocument } from "../../../src/verify/verify-document.ts";
import { makeAuthority, makeContract, partyOf, TODAY } from "../fixtures.ts";
import { type Answer, loopback, type OpensslPki, opensslPki } from "./loopback.ts";

const outside = opensslPki();
const patience = { timeoutMs: 1500, tries: 3, waitMs: 5 };
const ids = cryptoIds(fixedClock(TODAY));

/** Signs 甲方 of a fresh contract at B-T with the authority at this address. */
async function sign(tsa: HttpTsa, pki: OpensslPki = outside): Promise<{ before: Bytes; after: Bytes }> {
  const before = await makeContract();
  const [certificate] = readCertificatesPem(pki.text("signer.pem"));
  const [root] = readCertificatesPem(pki.text("root.pem"));
  if (certificate === undefined || root === undefined) throw new Error("openssl made them");
  const after = await signRevision({
    pdf: before,
    field: "甲方",
    key: await readPrivateKeyPem(pki.text("signer.key")),
    certificate,
    chain: [root],
    signerName: "赵磊",
    organisation: "石家庄恒砺传感科技有限公司",
    signedAt: new Date(),
    finish: signatureTimestamp({ authority: httpTsa({ ...tsa, patience }), ids }),
  });
  return { before, after };
}

/** Changes one byte of the request before openssl answers it: the answer is a good one to another question. */
const changed = (request: Bytes, at: number): Bytes => {
  const other = request.slice();
  other[at] = (other[at] ?? 0) ^ 1;
  return other;
};
const imprintAt = (request: Bytes): number => latin1(request).indexOf("\x04\x20") + 10;

describe("a timestamp from openssl's authority", () => {
  it("makes the signature B-T, and our verifier takes its time", async () => {
    const server = await loopback((request) => outside.stamp(request));
    const { after } = await sign({ url: server.url });
    const anchors = [...readCertificatesPem(outside.text("root.pem"))];
    const report = await verifyDocument(after, { file: "x.pdf", anchors, at: new Date() });
    expect(report.signatures[0]?.level).toBe("B-T");
    expect(report.signatures[0]?.time.trusted).not.toBeNull();
    expect(server.asked()).toBe(1);
  });

  it.each([8, 16])("of %s KB fits the room that is kept for it", async (kilobytes) => {
    const pki = opensslPki({ padding: kilobytes * 1024 - 2600 });
    let size = 0;
    const server = await loopback((request) => {
      const reply = pki.stamp(request);
      size = reply.length;
      return reply;
    });
    const { before, after } = await sign({ url: server.url }, pki);
    expect(size).toBeGreaterThan(kilobytes * 1024 - 1200);
    expect(size).toBeLessThan(kilobytes * 1024 + 256);
    expect(equalBytes(after.slice(0, before.length), before)).toBe(true);
  });

  it("larger than the room is refused by its size, not cut off", async () => {
    const pki = opensslPki({ padding: 6000 });
    const server = await loopback((request) => pki.stamp(request));
    const signing = sign({ url: server.url, longestToken: 4096 }, pki);
    await expect(signing).rejects.toMatchObject({ code: "timestamp.too_large", facts: { most: 4096 } });
  });

  it("is asked for again when the server fails, stalls or drops the line, and is had at the third try", async () => {
    const troubles: Answer[] = [503, "silence"];
    const server = await loopback((request) => troubles.shift() ?? outside.stamp(request));
    await sign({ url: server.url });
    expect(server.asked()).toBe(3);
  });
});

describe("an authority that fails or lies leaves nothing signed:", () => {
  // openssl itself would not stamp with such a certificate, so our own stamper does, with the key that openssl certified.
  const tsaKey = "ec -pkeyopt ec_paramgen_curve:P-256";
  const wrongUsage = opensslPki({ tsaUsage: "critical,timeStamping,clientAuth", tsaKey });
  const notCritical = opensslPki({ tsaUsage: "timeStamping", tsaKey });
  const stampWith = async (pki: OpensslPki, request: Bytes, now = new Date()): Promise<Bytes> => {
    const [certificate] = readCertificatesPem(pki.text("tsa.pem"));
    if (certificate === undefined) throw new Error("openssl made it");
    const key = await readPrivateKeyPem(pki.text("tsa.key"));
    const chain = readCertificatesPem(pki.text("root.pem"));
    return answerTimestamp(request, {
      signer: { certificate, sign: (bytes) => key.sign(bytes) },
      chain,
      now,
      ids,
    });
  };
  it.each<[string, string, number, (request: Bytes) => Answer | Promise<Answer>]>([
    ["silence", "tsa.unreachable", 3, () => "silence"],
    ["500", "tsa.unreachable", 3, () => 500],
    ["404", "tsa.refused", 1, () => 404],
    ["a redirect", "tsa.refused", 1, () => 302],
    ["a megabyte", "tsa.too_large", 1, () => new Uint8Array(1 << 20)],
    ["a page", "timestamp.unsound", 2, () => new TextEncoder().encode("<html>维护中</html>")],
    ["nothing", "timestamp.unsound", 2, () => new Uint8Array()],
    ["a timestamp of other bytes", "timestamp.unsound", 2, (r) => outside.stamp(changed(r, imprintAt(r)))],
    ["an answer to another nonce", "timestamp.unsound", 2, (r) => outside.stamp(changed(r, r.length - 5))],
    ["a refusal", "timestamp.refused", 1, () => Uint8Array.of(0x30, 5, 0x30, 3, 2, 1, 2)],
    ["a certificate with two purposes", "timestamp.unsound", 2, (r) => stampWith(wrongUsage, r)],
    ["a purpose that is not critical", "timestamp.unsound", 2, (r) => stampWith(notCritical, r)],
    [
      "a changed signature",
      "timestamp.unsound",
      2,
      (r) => changed(outside.stamp(r), outside.stamp(r).length - 1),
    ],
  ])("%s is %s", async (_, code, asked, answer) => {
    const server = await loopback((request) => answer(request));
    await expect(sign({ url: server.url })).rejects.toMatchObject({ code });
    expect(server.asked()).toBe(asked);
  });

  it.each([-3, 3])(
    "a clock %d days off is timestamp.unsound: the signer's certificate was not valid then",
    async (days) => {
      const authority = makeAuthority();
      const pki = opensslPki({ tsaKey });
      const now = new Date(Date.now() + days * 86_400_000);
      const server = await loopback((request) => stampWith(pki, request, now));
      const finish = signatureTimestamp({ authority: httpTsa({ url: server.url, patience }), ids });
      const signing = signRevision({
        ...(await partyOf("甲方", authority)),
        pdf: await makeContract(),
        finish,
      });
      await expect(signing).rejects.toMatchObject({ code: "timestamp.unsound" });
      expect(server.asked()).toBeGreaterThan(0);
    },
  );

  it("an address nobody listens at is tsa.unreachable", async () => {
    await expect(sign({ url: "http://127.0.0.1:9" })).rejects.toMatchObject({ code: "tsa.unreachable" });
  });
});
