import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Bytes } from "../../../src/kit/bytes.ts";
import { signRevision } from "../../../src/sign/revision.ts";
import { verifyDocument } from "../../../src/verify/index.ts";
import { makeAuthority, makeContract, partyOf, TODAY } from "../../sign/fixtures.ts";
import { forgetAuthorities, makeRoot, makeSigner } from "../authorities.ts";
import { plainObjects, signField, writePdf } from "../craft.ts";
import { ATTACKS, attacked } from "./generate.ts";

const root = makeRoot("root");
const party = makeSigner("party", root);
const reference = (permission: number): string =>
  `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ${permission} /V /1.2 >> >>]`;
const certified = (permission: number): Bytes =>
  signField(writePdf(plainObjects()), {
    field: 7,
    party,
    entries: reference(permission),
    also: { 1: (plainObjects()[1] ?? "").replace(/ >>$/, " /Perms << /DocMDP 20 0 R >> >>") },
  });
const signed = new Map<
  string,
  { readonly pdf: Bytes; readonly anchors: readonly Bytes[]; readonly at: Date }
>();
const at = new Date("2026-11-22T00:00:00Z");

beforeAll(async () => {
  const anchors = [root.certificate];
  signed.set("a file by hand", {
    pdf: signField(writePdf(plainObjects()), { field: 7, party }),
    anchors,
    at,
  });
  for (const permission of [1, 2, 3])
    signed.set(`a file certified with P ${permission}`, { pdf: certified(permission), anchors, at });
  const authority = makeAuthority();
  const once = await signRevision({ pdf: await makeContract(), ...(await partyOf("甲方", authority)) });
  signed.set("a contract of the house", { pdf: once, anchors: await authority.ca.anchors(), at: TODAY });
});
afterAll(forgetAuthorities);

const SOURCES = [
  "a file by hand",
  "a file certified with P 1",
  "a file certified with P 2",
  "a file certified with P 3",
  "a contract of the house",
];

describe.each(SOURCES)("published attacks on %s", (name) => {
  const source = () => {
    const found = signed.get(name);
    if (found === undefined) throw new Error(name);
    return found;
  };
  const verify = (pdf: Bytes) => {
    const { anchors, at } = source();
    return verifyDocument(pdf, { file: "a.pdf", anchors, at });
  };

  it("starts from a valid file", async () => {
    expect(await verify(source().pdf)).toMatchObject({ verdict: "valid", integrity: "intact" });
  });

  it.each(ATTACKS.map((attack) => [attack.family, attack.name, attack] as const))(
    "%s: %s is refused",
    async (_, __, attack) => {
      const report = await verify(attacked(attack, source().pdf));
      expect(report.verdict).toBe("invalid");
      expect(["tampered", "malformed"]).toContain(report.integrity);
    },
  );
});
