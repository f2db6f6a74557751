import { afterAll, describe, expect, it } from "vitest";
import { type Bytes, concat } from "../../src/kit/bytes.ts";
import { verifyDocument } from "../../src/verify/index.ts";
import { children, encodingOf, readDer, TAG } from "../../src/verify/cms/der.ts";
import { forgetAuthorities, makeRoot, makeSigner, signBare } from "./authorities.ts";
import { append, type Objects, plainObjects, signField, writePdf } from "./craft.ts";

const root = makeRoot("root");
const party = makeSigner("party", root);
const rsa = makeSigner("rsa", root, { key: "rsa2048" });
const at = new Date("2026-11-22T00:00:00Z");
const verify = (pdf: Bytes) => verifyDocument(pdf, { file: "a.pdf", anchors: [root.certificate], at });
const plain = plainObjects();
const once = signField(writePdf(plain), { field: 7, party });
const PKCS7 = "adbe.pkcs7.detached";
const look = "<< /Type /XObject /Subtype /Form /BBox [0 0 90 40] /Length 0 >>\nstream\n\nendstream";
const page = (more: string): Objects => ({ 3: (plain[3] ?? "").replace("8 0 R]", `8 0 R ${more}]`) });
const transform = (method: string, parameters: string): string =>
  `/Reference [<< /Type /SigRef /TransformMethod /${method} /TransformParams << /Type /TransformParams /V /1.2 ${parameters} >> >>]`;
const certified = (permission: number, base = plain): Bytes =>
  signField(writePdf(base), {
    field: 7,
    party,
    base,
    entries: transform("DocMDP", `/P ${permission}`),
    also: { 1: (base[1] ?? "").replace(/ >>$/, " /Perms << /DocMDP 20 0 R >> >>") },
  });

afterAll(forgetAuthorities);

describe("odd but lawful signatures", () => {
  it.each<[name: string, arguments_: readonly string[]]>([
    ["a key identifier for the signer", ["-keyid", "-md", "sha256"]],
    ["SHA-512", ["-md", "sha512"]],
    ["RSA-PSS", ["-md", "sha256", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:32"]],
  ])("%s is valid", async (_, cms) => {
    const pdf = signField(writePdf(plain), { field: 7, party: rsa, subFilter: PKCS7, cms });
    expect(await verify(pdf)).toMatchObject({ verdict: "valid", integrity: "intact" });
  });

  it("indefinite lengths (BER) are read", async () => {
    const open = (cms: Bytes): Bytes =>
      concat(Uint8Array.of(0x30, 0x80), cms.subarray(4), Uint8Array.of(0, 0));
    const pdf = signField(writePdf(plain), { field: 7, party, rewrite: open });
    expect(await verify(pdf)).toMatchObject({ verdict: "valid", integrity: "intact" });
  });

  it("without signed attributes it is intact and nothing to rely on", async () => {
    const pdf = signField(writePdf(plain), {
      field: 7,
      party,
      subFilter: PKCS7,
      cms: ["-noattr", "-md", "sha256"],
    });
    const report = await verify(pdf);
    expect(report).toMatchObject({ verdict: "indeterminate", integrity: "intact" });
    expect(report.reasons).toContain("verify.no_signed_attributes");
  });

  it("SHA-1 is intact and too weak", async () => {
    const pdf = signField(writePdf(plain), { field: 7, party, subFilter: PKCS7, cms: ["-md", "sha1"] });
    expect(await verify(pdf)).toMatchObject({ verdict: "indeterminate", integrity: "intact" });
  });
});

/** The CMS with its signed attributes the other way round; `signs` says which order its signature is over. */
function turned(cms: Bytes, signs: "as written" | "sorted" | "nothing of it"): Bytes {
  const out = cms.slice();
  const [, wrapper] = children(readDer(cms));
  const data = wrapper && children(wrapper)[0];
  const signers = data && children(data).at(-1);
  const signer = signers && children(signers)[0];
  const parts = signer ? children(signer) : [];
  const attributes = parts.find(({ tag }) => tag === 0xa0);
  const signature = parts.findLast(({ tag }) => tag === TAG.octets);
  if (attributes === undefined || signature === undefined) throw new Error("no signed attributes");
  out.set(concat(...children(attributes).map(encodingOf).reverse()), attributes.body);
  if (signs === "nothing of it") return out;
  const order = signs === "sorted" ? cms : out;
  const set = order.slice(attributes.start, attributes.end);
  set[0] = TAG.set;
  out.set(signBare(set, rsa), signature.body);
  return out;
}

describe("signed attributes that are not in the order of DER", () => {
  const signed = (signs: Parameters<typeof turned>[1], subFilter = PKCS7): Bytes =>
    signField(writePdf(plain), {
      field: 7,
      party: rsa,
      subFilter,
      cms: subFilter === PKCS7 ? ["-md", "sha256"] : ["-cades", "-md", "sha256"],
      rewrite: (cms) => turned(cms, signs),
    });

  it.each(["sorted", "as written"] as const)(
    "are accepted when the signature is over them %s",
    async (signs) => {
      expect(await verify(signed(signs))).toMatchObject({ verdict: "valid", integrity: "intact" });
    },
  );

  it("are accepted in CAdES only when the signature is over them sorted", async () => {
    expect((await verify(signed("sorted", "ETSI.CAdES.detached"))).verdict).toBe("valid");
    expect(await verify(signed("as written", "ETSI.CAdES.detached"))).toMatchObject({
      verdict: "invalid",
      reasons: expect.arrayContaining(["verify.signature_mismatch"]),
    });
  });

  it("are refused with a signature over anything else, or over other content", async () => {
    const flipped = signField(writePdf(plain), {
      field: 7,
      party: rsa,
      subFilter: PKCS7,
      cms: ["-md", "sha256"],
      rewrite: (cms) =>
        turned(cms, "as written").map((byte, at) => (at === cms.length - 1 ? byte ^ 1 : byte)),
    });
    expect((await verify(flipped)).verdict).toBe("invalid");
    const other = signed("as written");
    other[200] = (other[200] ?? 0) ^ 1;
    expect((await verify(other)).verdict).toBe("invalid");
  });
});

describe("odd but lawful syntax", () => {
  it("a first revision without a final line end is read", async () => {
    const bare = writePdf(plain);
    const pdf = signField(bare.slice(0, bare.length - 1), { field: 7, party });
    expect(await verify(pdf)).toMatchObject({ verdict: "valid", integrity: "intact" });
  });

  it("comments and all kinds of white space stand where they may", async () => {
    const base = { ...plain, 3: (plain[3] ?? "").replace("/Type", "% a comment >> endobj\r\n\t/Type\f\0") };
    const pdf = signField(writePdf(base), { field: 7, party, base });
    expect(await verify(pdf)).toMatchObject({ verdict: "valid", integrity: "intact" });
  });
});

describe("what may follow a signature", () => {
  it("scraps that nothing uses are told", async () => {
    const report = await verify(append(once, { 60: "<< /Scrap true >>", 61: "[60 0 R]" }));
    expect(report).toMatchObject({ verdict: "valid", integrity: "extended" });
    expect(report.reasons).toContain("verify.later_unused_object");
    expect(report.signatures[0]?.later.map(({ object, allowed }) => [object, allowed])).toEqual([
      [60, true],
      [61, true],
    ]);
  });

  it("a new field where nothing stands is allowed, unless somebody certified the file", async () => {
    const field = `<< /Type /Annot /Subtype /Widget /FT /Sig /T (丙) /F 4 /Rect [450 400 540 440] /P 3 0 R /AP << /N 61 0 R >> >>`;
    const objects = {
      ...page("60 0 R"),
      6: (plain[6] ?? "").replace("8 0 R]", "8 0 R 60 0 R]"),
      60: field,
      61: look,
    };
    expect(await verify(append(once, objects))).toMatchObject({ verdict: "valid", integrity: "extended" });
    expect((await verify(append(certified(2), objects))).reasons).toContain("verify.change_locked");
    const over = { ...objects, 60: field.replace("450 400 540 440", "60 690 200 720") };
    expect((await verify(append(once, over))).reasons).toContain("verify.covers_content");
  });

  it("an annotation at certification 3 is told and never plain valid; over the text it is refused", async () => {
    const note =
      "<< /Type /Annot /Subtype /FreeText /Contents (x) /DA (/F1 9 Tf) /F 4 /Rect [450 400 540 440] >>";
    const report = await verify(append(certified(3), { ...page("60 0 R"), 60: note }));
    expect(report).toMatchObject({ verdict: "indeterminate", integrity: "extended" });
    expect(report.reasons).toContain("verify.later_annotation");
    const over = { ...page("60 0 R"), 60: note.replace("450 400 540 440", "60 690 200 720") };
    expect((await verify(append(certified(3), over))).reasons).toContain("verify.covers_content");
    expect((await verify(append(certified(2), { ...page("60 0 R"), 60: note }))).integrity).toBe("tampered");
  });
});

describe("a lock that closes the whole document", () => {
  const locked = (permission: number): Bytes => {
    const base = {
      ...plain,
      7: (plain[7] ?? "").replace(
        / >>$/,
        ` /Lock << /Type /SigFieldLock /Action /Include /Fields [(nothing)] /P ${permission} >> >>`,
      ),
    };
    return signField(writePdf(base), { field: 7, party, base });
  };

  it("lets nobody sign after /P 1, and others after /P 2", async () => {
    expect(await verify(locked(1))).toMatchObject({ verdict: "valid", integrity: "intact" });
    expect((await verify(signField(locked(1), { field: 8, party }))).reasons).toContain(
      "verify.change_locked",
    );
    expect(await verify(signField(locked(2), { field: 8, party }))).toMatchObject({
      verdict: "valid",
      integrity: "extended",
    });
  });
});

describe("form values", () => {
  const text = "<< /Type /Annot /Subtype /Widget /FT /Tx /T (fee) /F 4 /Rect [72 600 192 620] /P 3 0 R >>";
  const base = {
    ...plain,
    3: (plain[3] ?? "").replace("8 0 R]", "8 0 R 10 0 R]"),
    6: (plain[6] ?? "").replace("8 0 R]", "8 0 R 10 0 R]"),
    10: text,
  };
  const filled = { 10: text.replace(/ >>$/, " /V (8000) /AP << /N 60 0 R >> >>"), 60: look };
  const signed = (entries: string): Bytes => signField(writePdf(base), { field: 7, party, base, entries });

  it("may change where the certification leaves fields open", async () => {
    const report = await verify(append(certified(2, base), filled));
    expect(report).toMatchObject({ verdict: "valid", integrity: "extended" });
    expect(report.signatures[0]?.later[0]).toMatchObject({
      field: "fee",
      page: 1,
      object: 10,
      allowed: true,
    });
  });

  it("may not where it does not, where nobody says so, or where a signature locks the field", async () => {
    expect((await verify(append(certified(1, base), filled))).integrity).toBe("tampered");
    expect((await verify(append(signed(""), filled))).reasons).toContain("verify.change_field_value");
    const locked = signed(transform("FieldMDP", "/Action /Include /Fields [(fee)]"));
    expect((await verify(append(locked, filled))).reasons).toContain("verify.change_locked");
    const open = signed(transform("FieldMDP", "/Action /Include /Fields [(other)]"));
    expect(await verify(append(open, filled))).toMatchObject({ verdict: "valid", integrity: "extended" });
  });

  it("may not bring the field elsewhere, nor an action", async () => {
    const moved = { ...filled, 10: (filled[10] ?? "").replace("[72 600", "[72 100") };
    const acting = {
      ...filled,
      10: (filled[10] ?? "").replace("/V", "/AA << /K << /S /JavaScript /JS (x) >> >> /V"),
    };
    expect((await verify(append(certified(2, base), moved))).integrity).toBe("tampered");
    expect((await verify(append(certified(2, base), acting))).integrity).toBe("tampered");
  });
});
