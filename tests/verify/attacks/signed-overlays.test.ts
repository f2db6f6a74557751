import { afterAll, describe, expect, it } from "vitest";
import type { Bytes } from "../../../src/kit/bytes.ts";
import { verifyDocument } from "../../../src/verify/index.ts";
import { forgetAuthorities, makeRoot, makeSigner } from "../authorities.ts";
import { type Objects, plainObjects, signField, writePdf } from "../craft.ts";

const root = makeRoot("root");
const party = makeSigner("party", root);
const attacker = makeSigner("attacker", root);
const verify = (pdf: Bytes) =>
  verifyDocument(pdf, { file: "a.pdf", anchors: [root.certificate], at: new Date("2026-11-22T00:00:00Z") });
const plain = plainObjects();
const transform = (permission: number): string =>
  `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ${permission} /V /1.2 >> >>]`;
const STATES: readonly (readonly [name: string, pdf: Bytes])[] = [
  ["signed", signField(writePdf(plain), { field: 7, party })],
  ...[1, 2, 3].map((permission): readonly [string, Bytes] => [
    `certified with P ${permission}`,
    signField(writePdf(plain), {
      field: 7,
      party,
      entries: transform(permission),
      also: { 1: (plain[1] ?? "").replace(/ >>$/, " /Perms << /DocMDP 20 0 R >> >>") },
    }),
  ]),
];
/** A field of the attacker's own, entered in the page and the form, signed by the attacker in the same revision. */
const withField = (field: string): { base: Record<number, string>; also: Objects } => ({
  base: { ...plain, 40: field },
  also: {
    3: (plain[3] ?? "").replace("8 0 R]", "8 0 R 40 0 R]"),
    6: (plain[6] ?? "").replace("8 0 R]", "8 0 R 40 0 R]"),
  },
});
const FIELDS: readonly (readonly [name: string, field: string])[] = [
  ["over the whole page", "/F 4 /Rect [0 0 595 842] /P 3 0 R"],
  ["over the text alone", "/F 4 /Rect [72 690 300 715] /P 3 0 R"],
  ["over the seal that was there", "/F 4 /Rect [72 100 192 220] /P 3 0 R"],
  ["with its corners the other way round", "/F 4 /Rect [595 842 0 0] /P 3 0 R"],
  ["that does not say its page", "/F 4 /Rect [0 0 595 842]"],
  ["kept at its own size where it seems to touch nothing", "/F 28 /Rect [590 838 594 841] /P 3 0 R"],
  ["of a name that was there", "/F 4 /Rect [450 400 540 440] /P 3 0 R /T <FEFF753265B9>"],
];

afterAll(forgetAuthorities);

describe.each(STATES)("sneaky signatures, signed by the attacker, on a file %s", (_, pdf) => {
  it.each(FIELDS)("a signature %s is refused", async (_name, entries) => {
    const name = entries.includes("/T ") ? "" : "/T (x)";
    const field = `<< /Type /Annot /Subtype /Widget /FT /Sig ${name} ${entries} >>`;
    const report = await verify(signField(pdf, { field: 40, party: attacker, ...withField(field) }));
    expect(report.verdict).toBe("invalid");
    expect(report.signatures.find((one) => one.field === "甲方")?.integrity).toBe("tampered");
  });

  it("a second certification by the attacker is refused", async () => {
    const report = await verify(signField(pdf, { field: 8, party: attacker, entries: transform(3) }));
    expect(report.verdict).not.toBe("valid");
    expect(
      report.reasons.some(
        (code) => code === "verify.certification_unsound" || code === "verify.change_locked",
      ),
    ).toBe(true);
  });

  it("the attacker's signature does not lift what was locked", async () => {
    const evil = signField(pdf, {
      field: 8,
      party: attacker,
      also: { 5: "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>" },
    });
    expect((await verify(evil)).verdict).toBe("invalid");
  });
});
