import { describe, expect, it } from "vitest";
import { type Bytes, latin1, toHex } from "../../../src/kit/bytes.ts";
import { sha256 } from "../../../src/kit/digest.ts";
import { readCertificate } from "../../../src/sign/cms/certificate.ts";
import { signedAttributes } from "../../../src/sign/cms/signed-attributes.ts";
import { requireTool } from "../../tools.ts";
import { makeAuthority, partyOf } from "../fixtures.ts";
import { judge, put, scratch } from "../judges.ts";

/** The elements of a DER SET OF whose lengths fit one or two bytes. */
function elementsOf(set: Bytes): Bytes[] {
  const headOf = (at: number): number =>
    (set[at + 1] ?? 0) === 0x82 ? 4 : (set[at + 1] ?? 0) === 0x81 ? 3 : 2;
  const lengthOf = (at: number): number => {
    const head = headOf(at);
    if (head === 2) return set[at + 1] ?? 0;
    return head === 3 ? (set[at + 2] ?? 0) : ((set[at + 2] ?? 0) << 8) | (set[at + 3] ?? 0);
  };
  const elements: Bytes[] = [];
  for (let at = headOf(0); at < set.length; ) {
    const end = at + headOf(at) + lengthOf(at);
    elements.push(set.slice(at, end));
    at = end;
  }
  return elements;
}

describe("signed attributes", () => {
  it("are contentType, messageDigest and signing-certificate-v2, and no signing-time", async () => {
    const party = await partyOf("甲方", makeAuthority());
    const digest = await sha256(new Uint8Array([1, 2, 3]));
    const toBeSigned = await signedAttributes(digest, readCertificate(party.certificate));
    const path = put(scratch(), "attributes.der", toBeSigned);
    const { said } = judge(requireTool("openssl"), "asn1parse", "-inform", "DER", "-in", path);
    expect(said).toContain(":contentType");
    expect(said).toContain(":messageDigest");
    expect(said).toContain(toHex(digest).toUpperCase());
    expect(said).toContain(":id-smime-aa-signingCertificateV2");
    expect(said).toContain(toHex(await sha256(party.certificate)).toUpperCase());
    expect(said).not.toContain("signingTime");
  });

  it("stand in DER order, whatever the digest", async () => {
    const certificate = readCertificate((await partyOf("甲方", makeAuthority())).certificate);
    for (let seed = 0; seed < 20; seed += 1) {
      const toBeSigned = await signedAttributes(await sha256(Uint8Array.of(seed)), certificate);
      const elements = elementsOf(toBeSigned);
      expect(elements).toHaveLength(3);
      expect(elements.map(toHex)).toEqual(elements.map(toHex).toSorted());
    }
  });

  it("are the same bytes for the same digest and certificate", async () => {
    const certificate = readCertificate((await partyOf("乙方", makeAuthority())).certificate);
    const [one, two] = await Promise.all([1, 2].map(() => signedAttributes(new Uint8Array(32), certificate)));
    expect(latin1(one ?? new Uint8Array())).toBe(latin1(two ?? new Uint8Array(1)));
  });
});
