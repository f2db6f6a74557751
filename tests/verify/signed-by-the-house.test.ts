import { beforeAll, describe, expect, it } from "vitest";
import { type Bytes, concat } from "../../src/kit/bytes.ts";
import { signRevision } from "../../src/sign/revision.ts";
import { verifyDocument } from "../../src/verify/index.ts";
import { makeAuthority, makeContract, partyOf, TODAY } from "../sign/fixtures.ts";

const HOUR = 3_600_000;

describe("a contract signed by this house", () => {
  let anchors: readonly Bytes[];
  let states: readonly [Bytes, Bytes, Bytes];

  beforeAll(async () => {
    const authority = makeAuthority();
    const empty = await makeContract(150_000);
    const once = await signRevision({ pdf: empty, ...(await partyOf("甲方", authority)) });
    const twice = await signRevision({ pdf: once, ...(await partyOf("乙方", authority)) });
    anchors = await authority.ca.anchors();
    states = [empty, once, twice];
  });

  const verify = (pdf: Bytes, hoursLater = 1) =>
    verifyDocument(pdf, { file: "合同.pdf", anchors, at: new Date(TODAY.getTime() + hoursLater * HOUR) });

  it("is unsigned, then intact, then extended, and valid at each signing", async () => {
    const reports = await Promise.all(states.map((pdf) => verify(pdf)));
    expect(reports.map(({ verdict, integrity }) => [verdict, integrity])).toEqual([
      ["unsigned", "intact"],
      ["valid", "intact"],
      ["valid", "extended"],
    ]);
  });

  it("names both signers and what happened after each", async () => {
    const { signatures } = await verify(states[2]);
    expect(
      signatures.map(({ field, signer, coverage, changes }) => [field, signer, coverage, changes]),
    ).toEqual([
      ["甲方", "赵磊（石家庄恒砺传感科技有限公司）", "whole revision", "allowed"],
      ["乙方", "孙静（河北云衡知识产权代理有限公司）", "whole file", "none"],
    ]);
    expect(signatures[0]?.time.claimed).toBe(TODAY.toISOString());
  });

  it("is indeterminate two days later, for want of a trusted time, and still untampered", async () => {
    const report = await verify(states[2], 48);
    expect(report).toMatchObject({ verdict: "indeterminate", integrity: "extended", trust: "trusted" });
    expect(report.reasons).toContain("verify.certificate_expired_no_trusted_time");
  });

  it("is refused with one byte of its first page changed", async () => {
    const pdf = states[2].slice();
    pdf[2000] = (pdf[2000] ?? 0) ^ 1;
    expect((await verify(pdf)).verdict).toBe("invalid");
    expect((await verify(concat(states[2], states[0]))).verdict).toBe("invalid");
  });
});
