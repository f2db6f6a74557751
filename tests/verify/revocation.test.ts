import { afterAll, describe, expect, it } from "vitest";
import { type Bytes, toHex } from "../../src/kit/bytes.ts";
import { sha256Hex } from "../../src/kit/digest.ts";
import { verifyDocument, type VerificationRequest } from "../../src/verify/index.ts";
import { forgetAuthorities, makeRoot, makeSigner, revocationList } from "./authorities.ts";
import { append, plainObjects, signField, writePdf } from "./craft.ts";

const POINTS = "crlDistributionPoints=URI:http://127.0.0.1/list.crl\n";
const SIGNS =
  "basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature,nonRepudiation\nsubjectKeyIdentifier=hash\n";
const root = makeRoot("root");
const other = makeRoot("other");
const party = makeSigner("party", root, { extensions: SIGNS + POINTS });
const plain = plainObjects();
const signed = signField(writePdf(plain), { field: 7, party });
const at = new Date("2026-11-22T00:00:00Z");
const FRESH = { thisUpdate: "20261121000000Z", nextUpdate: "20261128000000Z" };

/** The file with a revocation list in its document security store. */
function keeping(list: Bytes): Bytes {
  const hex = toHex(list);
  return append(signed, {
    1: (plain[1] ?? "").replace(/ >>$/, " /DSS 40 0 R >>"),
    40: "<< /Type /DSS /CRLs [41 0 R] >>",
    41: `<< /Filter /ASCIIHexDecode /Length ${hex.length} >>\nstream\n${hex}\nendstream`,
  });
}

const verify = (pdf: Bytes, more: Partial<VerificationRequest> = {}) =>
  verifyDocument(pdf, { file: "a.pdf", anchors: [root.certificate], at, ...more });

/** Somebody's record of having held the signed bytes on 20 November. */
const held = async (): Promise<Partial<VerificationRequest>> => ({
  proofOfExistence: [
    {
      length: signed.length,
      sha256Hex: await sha256Hex(signed),
      at: new Date("2026-11-20T00:00:00Z"),
      source: "us",
    },
  ],
});

afterAll(forgetAuthorities);

describe("revocation", () => {
  it("unknown is indeterminate, never valid, and leaves the integrity", async () => {
    const report = await verify(signed);
    expect(report).toMatchObject({ verdict: "indeterminate", integrity: "intact", trust: "trusted" });
    expect(report.reasons).toContain("verify.revocation_unknown");
  });

  it("a list kept in the document that does not name the certificate settles it", async () => {
    const report = await verify(keeping(revocationList(root, FRESH)));
    expect(report).toMatchObject({ verdict: "valid", integrity: "extended" });
    expect(report.reasons.filter((code) => code.includes("revo"))).toEqual([]);
  });

  it("a revoked certificate without a trusted time is indeterminate", async () => {
    const list = revocationList(root, { ...FRESH, revoked: [{ party, at: "20261110000000Z" }] });
    const report = await verify(keeping(list));
    expect(report).toMatchObject({ verdict: "indeterminate", integrity: "extended" });
    expect(report.reasons).toContain("verify.certificate_revoked_no_trusted_time");
  });

  it("revoked before the trusted time it is invalid, after it the signature stands", async () => {
    const before = revocationList(root, { ...FRESH, revoked: [{ party, at: "20261110000000Z" }] });
    const after = revocationList(root, { ...FRESH, revoked: [{ party, at: "20261121000000Z" }] });
    expect(await verify(keeping(before), await held())).toMatchObject({
      verdict: "invalid",
      integrity: "extended",
    });
    const standing = await verify(keeping(after), await held());
    expect(standing.verdict).toBe("valid");
    expect(standing.reasons).toContain("verify.certificate_revoked_later");
  });

  it("a list of another issuer, or one that is too old, settles nothing", async () => {
    const foreign = revocationList(other, FRESH);
    const stale = revocationList(root, { thisUpdate: "20261101000000Z", nextUpdate: "20261108000000Z" });
    expect((await verify(keeping(foreign))).reasons).toContain("verify.revocation_unknown");
    expect((await verify(keeping(stale))).reasons).toContain("verify.revocation_unknown");
  });

  it("the network is asked when the document does not say, and only then", async () => {
    let asked = 0;
    const list = revocationList(root, FRESH);
    const revocation: VerificationRequest["revocation"] = {
      askAbout: () => {
        asked += 1;
        return Promise.resolve({ ocsps: [], crls: [list], failures: [] });
      },
    };
    expect((await verify(signed, { revocation })).verdict).toBe("valid");
    expect(asked).toBe(1);
    expect((await verify(keeping(list), { revocation })).verdict).toBe("valid");
    expect(asked).toBe(1);
  });

  it("a certificate of a few days is not asked about, and that is said", async () => {
    const brief = makeSigner("brief", root, {
      extensions: SIGNS + POINTS,
      from: "20261121000000Z",
      until: "20261123000000Z",
    });
    const report = await verify(signField(writePdf(plain), { field: 7, party: brief }));
    expect(report.verdict).toBe("valid");
    expect(report.reasons).toContain("verify.certificate_short_lived");
  });

  it("a certificate for servers only is not for signing", async () => {
    const server = makeSigner("server", root, { extensions: `${SIGNS}extendedKeyUsage=serverAuth\n` });
    const report = await verify(signField(writePdf(plain), { field: 7, party: server }));
    expect(report).toMatchObject({ verdict: "invalid", integrity: "intact" });
    expect(report.reasons).toContain("verify.certificate_not_for_signing");
  });
});
