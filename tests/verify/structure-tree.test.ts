import { afterAll, describe, expect, it } from "vitest";
import type { Bytes } from "../../src/kit/bytes.ts";
import { verifyDocument } from "../../src/verify/index.ts";
import { forgetAuthorities, makeRoot, makeSigner } from "./authorities.ts";
import { append, plainObjects, signField, writePdf } from "./craft.ts";

const root = makeRoot("root");
const party = makeSigner("party", root);
const verify = (pdf: Bytes) =>
  verifyDocument(pdf, { file: "a.pdf", anchors: [root.certificate], at: new Date("2026-11-22T00:00:00Z") });
const plain = plainObjects();
const TREE = "/Type /StructTreeRoot";
const tagged: Record<number, string> = {
  ...plain,
  1: (plain[1] ?? "").replace(/ >>$/, " /MarkInfo << /Marked true >> /StructTreeRoot 10 0 R >>"),
  3: (plain[3] ?? "").replace(/ >>$/, " /StructParents 0 >>"),
  10: `<< ${TREE} /K [11 0 R] /ParentTree 13 0 R /ParentTreeNextKey 1 >>`,
  11: "<< /Type /StructElem /S /Document /P 10 0 R /K [12 0 R] >>",
  12: "<< /Type /StructElem /S /P /P 11 0 R /Pg 3 0 R /K 0 >>",
  13: "<< /Nums [0 [12 0 R]] >>",
};
const once = signField(writePdf(tagged), { field: 7, party, base: tagged });

/** What writers of tagged files put beside a second signature in a field of its own. */
const ENTERED: Record<number, string> = {
  8: plain[8] ?? "",
  3: (tagged[3] ?? "").replace("8 0 R]", "8 0 R 50 0 R]").replace(/ >>$/, " /Tabs /S >>"),
  6: "<< /Fields [7 0 R 8 0 R 50 0 R] /SigFlags 1 /DR << >> >>",
  10: `<< ${TREE} /K [11 0 R] /ParentTree 13 0 R /ParentTreeNextKey 2 >>`,
  11: "<< /Type /StructElem /S /Document /P 10 0 R /K [12 0 R 60 0 R] >>",
  13: "<< /Nums [0 [12 0 R] 1 60 0 R] >>",
  50: "<< /Type /Annot /Subtype /Widget /FT /Sig /T (x) /F 132 /Rect [60 400 180 520] /P 3 0 R /StructParent 1 /V 30 0 R /AP << /N 31 0 R >> >>",
  60: "<< /Type /StructElem /S /Form /P 11 0 R /Pg 3 0 R /K << /Type /OBJR /Obj 50 0 R /Pg 3 0 R >> >>",
};
const second = (changed: Record<number, string> = {}): Bytes =>
  signField(once, { field: 8, party, base: tagged, also: { ...ENTERED, ...changed } });

afterAll(forgetAuthorities);

describe("signatures added to tagged documents", () => {
  it("may be entered in the structure tree", async () => {
    expect(await verify(second())).toMatchObject({ verdict: "valid", integrity: "extended" });
  });

  it("may come with the parent tree written anew, its lists under fresh numbers", async () => {
    const anew = {
      10: (ENTERED[10] ?? "").replace("13 0 R", "63 0 R"),
      63: "<< /Nums [0 64 0 R 1 60 0 R] >>",
      64: "[12 0 R]",
    };
    const { 13: _, ...rest } = ENTERED;
    const pdf = (list: string) =>
      signField(once, { field: 8, party, base: tagged, also: { ...rest, ...anew, 64: list } });
    expect((await verify(pdf("[12 0 R]"))).integrity).toBe("extended");
    expect((await verify(pdf("[60 0 R]"))).integrity).toBe("tampered");
    expect((await verify(pdf("[12 0 R 60 0 R]"))).integrity).toBe("tampered");
  });

  it("may bring the first element of a tree that was empty", async () => {
    const empty = {
      ...plain,
      1: (plain[1] ?? "").replace(/ >>$/, ` /StructTreeRoot << ${TREE} >> >>`),
    };
    const signed = signField(writePdf(empty), { field: 7, party, base: empty });
    const pdf = signField(signed, {
      field: 8,
      party,
      base: empty,
      also: {
        8: plain[8] ?? "",
        1: empty[1].replace(`<< ${TREE} >>`, "62 0 R"),
        3: (plain[3] ?? "")
          .replace("8 0 R]", "8 0 R 50 0 R]")
          .replace(/ >>$/, " /StructParents 1 /Tabs /S >>"),
        6: ENTERED[6] ?? "",
        50: ENTERED[50] ?? "",
        60: (ENTERED[60] ?? "").replace("/P 11 0 R", "/P 61 0 R"),
        61: "<< /Type /StructElem /S /Document /P 62 0 R /K 60 0 R >>",
        62: `<< ${TREE} /K [61 0 R] /ParentTree << /Nums [1 60 0 R] >> /ParentTreeNextKey 2 /RoleMap << >> >>`,
      },
    });
    expect((await verify(pdf)).integrity).toBe("extended");
  });

  it.each<[string, Record<number, string>]>([
    ["words beside the text", { 12: (tagged[12] ?? "").replace(/ >>$/, " /ActualText (9999) >>") }],
    ["another role of an element", { 12: (tagged[12] ?? "").replace("/S /P", "/S /Artifact") }],
    ["an element taken away", { 11: "<< /Type /StructElem /S /Document /P 10 0 R /K [60 0 R] >>" }],
    [
      "elements in another order",
      { 10: `<< ${TREE} /K [60 0 R 11 0 R] /ParentTree 13 0 R /RoleMap << /P /H1 >> >>` },
    ],
    ["an entry of the parent tree changed", { 13: "<< /Nums [0 [60 0 R] 1 60 0 R] >>" }],
    ["an entry of the parent tree dropped", { 13: "<< /Nums [1 60 0 R] >>" }],
    ["a new element with words", { 60: (ENTERED[60] ?? "").replace(/ >>$/, " /ActualText (9999) >>") }],
    [
      "a new element over the page's own text",
      { 60: "<< /Type /StructElem /S /Form /P 11 0 R /Pg 3 0 R /K 0 >>" },
    ],
    ["a new element for another field", { 60: (ENTERED[60] ?? "").replace("/Obj 50", "/Obj 7") }],
    [
      "the page's key in the parent tree changed",
      { 3: (ENTERED[3] ?? "").replace("Parents 0", "Parents 1") },
    ],
    [
      "the page's content as a node of the parent tree",
      { 13: "<< /Nums [0 [12 0 R] 1 60 0 R] /Kids [4 0 R] >>", 4: "<< /Nums [] >>" },
    ],
    [
      "the page tree as a node of the parent tree",
      {
        13: "<< /Nums [0 [12 0 R] 1 60 0 R] /Kids [2 0 R] >>",
        2: "<< /Type /Pages /Kids [3 0 R] /Count 1 /Nums [] >>",
      },
    ],
    ["the tree no longer named", { 1: plain[1] ?? "" }],
  ])("%s is tampering", async (_, changed) => {
    expect((await verify(second(changed))).integrity).toBe("tampered");
  });

  it("a document that was not tagged does not become so", async () => {
    const pdf = append(signField(writePdf(plain), { field: 7, party }), {
      1: (plain[1] ?? "").replace(/ >>$/, ` /StructTreeRoot << ${TREE} >> >>`),
    });
    expect((await verify(pdf)).integrity).toBe("tampered");
  });
});
