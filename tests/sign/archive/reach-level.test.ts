import { describe, expect, it } from "vitest";
import { fixedClock } from "../../../src/adapters/clock.ts";
import { cryptoIds } from "../../../src/adapters/ids.ts";
import { readCertificatesPem, readPrivateKeyPem } from "../../../src/adapters/keys/pem.ts";
import { httpRevocation } from "../../../src/adapters/revocation/http-revocation.ts";
import { httpTsa } from "../../../src/adapters/tsa/http-tsa.ts";
import { type Bytes, equalBytes, latin1 } from "../../../src/kit/bytes.ts";
import { reachLevel } from "../../../src/sign/archive/reach-level.ts";
import { signRevision } from "../../../src/sign/revision.ts";
import { signatureTimestamp } from "../../../src/sign/timestamp/timestamp-signature.ts";
import { verifyDocument } from "../../../src/verify/verify-document.ts";
import { makeContract, makeDraft, TODAY } from "../fixtures.ts";
import { type Answer, loopback, type OpensslPki, opensslPki } from "./loopback.ts";

const patience = { timeoutMs: 1500, tries: 2, waitMs: 5 };
const ids = cryptoIds(fixedClock(TODAY));
const stranger = opensslPki();

/** Where an OpenSSL PKI answers; each answer can be exchanged for trouble. */
type Doors = Partial<Record<"/tsa" | "/ocsp" | "/crl", (pki: OpensslPki, body: Bytes) => Answer>>;
const GOOD: Required<Doors> = {
  "/tsa": (pki, body) => pki.stamp(body),
  "/ocsp": (pki, body) => pki.ocsp(body),
  "/crl": (pki) => pki.crl(),
};

/** A PKI of openssl on loopback, and a file signed by its signer at B-T (or B-B). */
async function signedOutside(doors: Doors = {}, level: "B-B" | "B-T" = "B-T") {
  let pki: OpensslPki | undefined;
  const server = await loopback((body, path) => {
    if (pki === undefined || (path !== "/tsa" && path !== "/ocsp" && path !== "/crl")) return 404;
    return (doors[path] ?? GOOD[path])(pki, body);
  });
  pki = opensslPki({ url: server.url });
  const timestamping = { authority: httpTsa({ url: `${server.url}/tsa`, patience }), ids };
  const [certificate] = readCertificatesPem(pki.text("signer.pem"));
  const anchors = [...readCertificatesPem(pki.text("root.pem"))];
  if (certificate === undefined) throw new Error("openssl made it");
  const pdf = await signRevision({
    pdf: await makeContract(),
    field: "甲方",
    key: await readPrivateKeyPem(pki.text("signer.key")),
    certificate,
    chain: anchors,
    signerName: "赵磊",
    organisation: "石家庄恒砺传感科技有限公司",
    signedAt: new Date(),
    ...(level === "B-T" ? { finish: signatureTimestamp(timestamping) } : {}),
  });
  const parts = () => ({ timestamping, source: httpRevocation(patience), now: new Date() });
  return { pdf, pki, anchors, parts, server };
}

const count = (pdf: Bytes, word: RegExp): number => latin1(pdf).match(word)?.length ?? 0;

describe("levels with authorities that openssl made", () => {
  it("reach B-LT from its responder and B-LTA with its timestamp; the bytes before are a prefix", async () => {
    const { pdf, anchors, parts } = await signedOutside();
    const lasting = await reachLevel(pdf, "B-LT", parts());
    const archived = await reachLevel(pdf, "B-LTA", parts());
    for (const each of [lasting, archived]) {
      expect(equalBytes(each.pdf.slice(0, pdf.length), pdf)).toBe(true);
      const report = await verifyDocument(each.pdf, { file: "x.pdf", anchors, at: new Date() });
      expect(report).toMatchObject({ verdict: "valid", trust: "trusted" });
    }
    expect(archived.renewBefore?.getTime()).toBeGreaterThan(Date.now());
    expect(count(archived.pdf, /\/DocTimeStamp/g)).toBe(1);
  });

  it("one byte flipped in what a B-LTA file signed is headlined as changed, by its signature and by its document timestamp", async () => {
    const { pdf, anchors, parts } = await signedOutside();
    const archived = (await reachLevel(pdf, "B-LTA", parts())).pdf;
    const text = latin1(archived);
    const inSigned = text.indexOf("\nstream") + 60;
    const inValidationData = text.indexOf("stream", pdf.length) + 60;
    for (const at of [inSigned, inValidationData]) {
      const bent = archived.map((byte, index) => (index === at ? byte ^ 1 : byte));
      const report = await verifyDocument(bent, { file: "x.pdf", anchors, at: new Date() });
      expect(report).toMatchObject({ verdict: "invalid", integrity: "tampered" });
      expect(report.reasons).toContain("verify.digest_mismatch");
      const stamp = report.signatures.find(({ kind }) => kind === "timestamp");
      expect(stamp?.integrity).toBe("tampered");
    }
  });

  it("renew: a second timestamp, nothing written twice, the file before a prefix", async () => {
    const { pdf, parts } = await signedOutside();
    const once = (await reachLevel(pdf, "B-LTA", parts())).pdf;
    const twice = (await reachLevel(once, "B-LTA", parts())).pdf;
    expect(equalBytes(twice.slice(0, once.length), once)).toBe(true);
    expect(count(twice, /\/DocTimeStamp/g)).toBe(2);
    expect(latin1(twice)).toContain("ArchiveTimestamp2");
  });

  it.each<[string, Doors]>([
    ["silent", { "/ocsp": () => "silence" }],
    ["failing", { "/ocsp": () => 500 }],
    ["refusing to answer (tryLater)", { "/ocsp": () => Uint8Array.of(0x30, 3, 0x0a, 1, 3) }],
  ])("fall back to the CRL when the responder is %s", async (_, doors) => {
    const { pdf, parts } = await signedOutside(doors);
    const lasting = await reachLevel(pdf, "B-LT", parts());
    expect(latin1(lasting.pdf)).toContain("/CRLs");
    expect(latin1(lasting.pdf)).not.toContain("/OCSPs");
  });

  it.each<[string, Doors, RegExp]>([
    ["nobody answers", { "/ocsp": () => "silence", "/crl": () => 503 }, /revocation\.unreachable/],
    ["both say no", { "/ocsp": () => 403, "/crl": () => 404 }, /revocation\.refused/],
    ["the responder is a stranger", { "/ocsp": (_, body) => stranger.ocsp(body), "/crl": () => 404 }, /./],
    ["the CRL is a stranger's", { "/ocsp": () => 404, "/crl": () => stranger.crl() }, /./],
    ["both answer nonsense", { "/ocsp": () => 404, "/crl": () => new Uint8Array(9000) }, /not a CRL/],
    ["the CRL has no end", { "/ocsp": () => 404, "/crl": () => new Uint8Array(5 << 20) }, /too_large/],
  ])(
    "are not reached when %s: what is missing is told, and which level the file has",
    async (_, doors, why) => {
      const { pdf, parts } = await signedOutside(doors);
      const reaching = reachLevel(pdf, "B-LTA", parts());
      await expect(reaching).rejects.toMatchObject({
        code: "archive.validation_incomplete",
        facts: { asked: "B-LTA", reached: "B-T" },
      });
      const missing = await reaching.catch(
        (error: { facts: { missing: readonly { why: string }[] } }) => error.facts.missing,
      );
      expect(JSON.stringify(missing)).toMatch(why);
    },
  );

  it("say so when an issuer calls a certificate revoked and no earlier time is proved", async () => {
    const late = await signedOutside({}, "B-B");
    late.pki.revoke("signer");
    const reaching = reachLevel(late.pdf, "B-LTA", late.parts());
    await expect(reaching).rejects.toMatchObject({ code: "archive.certificate_revoked" });
  });

  it("do not pretend: B-LT of a signature without a timestamp is refused, B-LTA stamps the document", async () => {
    const { pdf, parts } = await signedOutside({}, "B-B");
    await expect(reachLevel(pdf, "B-LT", parts())).rejects.toMatchObject({
      code: "archive.validation_incomplete",
      facts: { asked: "B-LT", reached: "B-B" },
    });
    expect((await reachLevel(pdf, "B-LTA", parts())).level).toBe("B-LTA");
  });

  it("need a signature", async () => {
    const { parts } = await signedOutside();
    await expect(reachLevel(await makeDraft(), "B-LTA", parts())).rejects.toMatchObject({
      code: "archive.nothing_signed",
    });
  });
});
