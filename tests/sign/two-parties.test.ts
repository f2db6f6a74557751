import { beforeAll, describe, expect, it } from "vitest";
import type { Bytes } from "../../src/kit/bytes.ts";
import { equalBytes, latin1 } from "../../src/kit/bytes.ts";
import { signRevision } from "../../src/sign/revision.ts";
import { hasTools, requireTool } from "../tools.ts";
import { makeAuthority, makeContract, partyOf } from "./fixtures.ts";
import { judge, opensslVerdict, pdfsigReport, put, scratch } from "./judges.ts";

describe("two parties sign one contract in turn", () => {
  let root: Bytes;
  let revisions: readonly [Bytes, Bytes, Bytes];

  beforeAll(async () => {
    const authority = makeAuthority();
    const empty = await makeContract();
    const once = await signRevision({ pdf: empty, ...(await partyOf("甲方", authority)) });
    const twice = await signRevision({ pdf: once, ...(await partyOf("乙方", authority)) });
    [root = new Uint8Array()] = await authority.ca.anchors();
    revisions = [empty, once, twice];
  });

  it("every revision is a byte prefix of the next", () => {
    const [empty, once, twice] = revisions;
    expect(equalBytes(once.subarray(0, empty.length), empty)).toBe(true);
    expect(equalBytes(twice.subarray(0, once.length), once)).toBe(true);
  });

  it("a signature writes its own field, its dictionary and its appearance, and no other object", () => {
    const [empty, once, twice] = revisions;
    const objects = (increment: Uint8Array): string[] =>
      [...latin1(increment).matchAll(/^(\d+) 0 obj$/gm)].map(([, number = ""]) => number);
    const size = Number(/\/Size (\d+)/.exec(latin1(empty))?.[1]);
    const [field, ...fresh] = objects(once.subarray(empty.length));
    expect(Number(field)).toBeLessThan(size);
    expect(fresh.map(Number)).toEqual([size, size + 1]);
    const [other, ...later] = objects(twice.subarray(once.length));
    expect(Number(other)).not.toBe(Number(field));
    expect(later.map(Number)).toEqual([size + 2, size + 3]);
  });

  it("qpdf finds nothing wrong in any revision", () => {
    requireTool("qpdf");
    for (const pdf of revisions) {
      const { said, code } = judge("qpdf", "--check", put(scratch(), "checked.pdf", pdf));
      expect(said).toContain("No syntax or stream encoding errors found");
      expect(code).toBe(0);
    }
  });

  it("openssl accepts both signatures as CAdES under the root", () => {
    requireTool("openssl");
    for (const index of [0, 1]) {
      expect(opensslVerdict(revisions[2], index, root)).toMatchObject({ code: 0 });
    }
  });

  it("pdfsig calls both signatures valid", () => {
    requireTool("pdfsig");
    const { said } = judge("pdfsig", "-nocert", put(scratch(), "signed.pdf", revisions[2]));
    expect(said.match(/Signature is Valid/g)).toHaveLength(2);
    expect(said).toContain("Signature Field Name: 甲方");
    expect(said).toContain("Signature Field Name: 乙方");
    expect(said.match(/ETSI\.CAdES\.detached/g)).toHaveLength(2);
  });

  it("pdfsig trusts both certificates once the root is trusted", () => {
    if (!hasTools("pdfsig", "certutil")) return;
    const said = pdfsigReport(revisions[2], root);
    expect(said.match(/Certificate is Trusted/g)).toHaveLength(2);
    expect(said.match(/Signature is Valid/g)).toHaveLength(2);
  });

  it("mutool calls the first signature valid and the second covering everything", () => {
    requireTool("mutool");
    const { said } = judge("mutool", "sign", "-v", put(scratch(), "signed.pdf", revisions[2]));
    expect(said).toContain("The signature is valid but there have been edits since signing.");
    expect(said).toContain("The document is unchanged since signing.");
  });

  it("one changed byte in what was signed is seen by openssl", () => {
    const forged = revisions[2].slice();
    const at = latin1(forged).indexOf("/Rect");
    forged[at + 7] = (forged[at + 7] ?? 0) ^ 1;
    expect(opensslVerdict(forged, 0, root).code).not.toBe(0);
  });
});
