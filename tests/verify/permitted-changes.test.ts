import { afterAll, describe, expect, it } from "vitest";
import { type Bytes, toHex } from "../../src/kit/bytes.ts";
import { children, contentsOf, readDer } from "../../src/verify/cms/der.ts";
import { verifyDocument } from "../../src/verify/index.ts";
import { forgetAuthorities, makeRoot, makeSigner, stampToken } from "./authorities.ts";
import { append, plainObjects, signField, writePdf } from "./craft.ts";

const root = makeRoot("root");
const party = makeSigner("party", root, { from: "20261119000000Z", until: "20261123000000Z" });
const STAMP = "keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n";
const tsa = makeSigner("tsa", root, {
  extensions: STAMP,
  subject: "/CN=Time Authority",
  from: "20260101000000Z",
  until: "20360101000000Z",
});
const now = new Date();
const verify = (pdf: Bytes, extra: object = {}) =>
  verifyDocument(pdf, {
    file: "a.pdf",
    anchors: [root.certificate],
    at: new Date("2026-11-22T00:00:00Z"),
    ...extra,
  });
const plain = plainObjects();
const once = signField(writePdf(plain), { field: 7, party });
const bytesStream = (hex: string): string =>
  `<< /Filter /ASCIIHexDecode /Length ${hex.length} >>\nstream\n${hex}\nendstream`;
const withDss = append(once, {
  1: (plain[1] ?? "").replace(/ >>$/, " /DSS 40 0 R >>"),
  40: "<< /Type /DSS /Certs [41 0 R] >>",
  41: bytesStream(toHex(root.certificate)),
});

afterAll(forgetAuthorities);

describe("permitted later changes", () => {
  it("validation data may be added", async () => {
    const report = await verify(withDss);
    expect(report).toMatchObject({ verdict: "valid", integrity: "extended" });
    expect(report.reasons).toContain("verify.later_archive");
  });

  it("validation data may grow", async () => {
    const pdf = append(withDss, {
      40: "<< /Type /DSS /Certs [41 0 R 42 0 R] /CRLs [] >>",
      42: bytesStream("00"),
    });
    expect(await verify(pdf)).toMatchObject({ verdict: "valid", integrity: "extended" });
  });

  it("the lists of one signature's validation data may be written anew in place", async () => {
    const listed = append(once, {
      1: (plain[1] ?? "").replace(/ >>$/, " /DSS 40 0 R >>"),
      40: "<< /Type /DSS /VRI << /Type /VRI /AA 43 0 R >> >>",
      41: bytesStream(toHex(root.certificate)),
      43: "<< /Cert 44 0 R >>",
      44: "[41 0 R]",
    });
    const grown = append(listed, { 44: "[41 0 R 45 0 R]", 45: bytesStream("00") });
    expect(await verify(grown)).toMatchObject({ verdict: "valid", integrity: "extended" });
    expect((await verify(append(listed, { 44: "[4 0 R]", 4: bytesStream("00") }))).integrity).toBe(
      "tampered",
    );
  });

  it("validation data may not shrink, nor lend a page its bytes", async () => {
    expect((await verify(append(withDss, { 40: "<< /Type /DSS /Certs [] >>" }))).integrity).toBe("tampered");
    expect((await verify(append(withDss, { 41: bytesStream("00") }))).integrity).toBe("tampered");
    const lent = append(once, {
      1: (plain[1] ?? "").replace(/ >>$/, " /DSS << /Certs [4 0 R] >> >>"),
      4: bytesStream("00"),
    });
    expect((await verify(lent)).integrity).toBe("tampered");
  });

  it("document information and well-formed metadata may change", async () => {
    const xmp = "<x:xmpmeta xmlns:x='adobe:ns:meta/'></x:xmpmeta>";
    const metadata = (text: string) =>
      `<< /Type /Metadata /Subtype /XML /Length ${text.length} >>\nstream\n${text}\nendstream`;
    const change = (text: string) =>
      append(once, {
        1: (plain[1] ?? "").replace(/ >>$/, " /Metadata 40 0 R >>"),
        40: metadata(text),
        9: "<< /Producer (later) >>",
      });
    expect(await verify(change(xmp))).toMatchObject({ verdict: "valid", integrity: "extended" });
    expect((await verify(change("<x:open>"))).integrity).toBe("tampered");
  });

  it("a catalog written anew may spell its attachment's name otherwise, and name no other file by it", async () => {
    const catalog = (name: string) =>
      `<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R /Names << /EmbeddedFiles << /Names [${name} 30 0 R] >> >> >>`;
    const signed = signField(writePdf({ ...plain, 1: catalog("<FEFF0061002E006A0073006F006E>") }), {
      field: 7,
      party,
    });
    expect((await verify(append(signed, { 1: catalog("(a.json)") }))).integrity).toBe("extended");
    expect((await verify(append(signed, { 1: catalog("(b.json)") }))).integrity).toBe("tampered");
    const other = catalog("(a.json)").replace("30 0 R", "31 0 R");
    expect((await verify(append(signed, { 1: other }))).integrity).toBe("tampered");
  });

  it("a cross-reference stream that lists itself, as the standard asks, is no stray byte", async () => {
    const offset = once.length;
    const row = [24, 16, 8, 0].map((shift) => ((offset >> shift) & 255).toString(16).padStart(2, "0"));
    const table = `01${row.join("")}00>`;
    const previous = [...new TextDecoder("latin1").decode(once).matchAll(/startxref\s+(\d+)/g)].at(-1)?.[1];
    const entries = `/Type /XRef /W [1 4 1] /Index [60 1] /Size 100 /Root 1 0 R /Info 9 0 R /Prev ${previous}`;
    const stream = `<< ${entries} /Filter /ASCIIHexDecode /Length ${table.length} >>\nstream\n${table}\nendstream`;
    const text = `60 0 obj\n${stream}\nendobj\nstartxref\n${offset}\n%%EOF\n`;
    const report = await verify(new Uint8Array([...once, ...new TextEncoder().encode(text)]));
    expect(report.reasons).not.toContain("verify.change_stray_bytes");
  });

  it("an object rewritten unchanged is no change", async () => {
    expect(await verify(append(once, { 5: plain[5] ?? "", 3: plain[3] ?? "" }))).toMatchObject({
      verdict: "valid",
      integrity: "extended",
    });
  });
});

describe("timestamps", () => {
  const unsignedAttribute = (cms: Bytes, token: Bytes): Bytes => withUnsigned(cms, token);
  const signatureValue = (cms: Bytes): Uint8Array => {
    const signer = signerOf(cms);
    const value = children(signer).at(-1);
    if (value === undefined) throw new Error("no signature value");
    return contentsOf(value);
  };
  const stamped = (authority = tsa, over?: Uint8Array): Bytes =>
    signField(writePdf(plain), {
      field: 7,
      party,
      rewrite: (cms) => unsignedAttribute(cms, stampToken(over ?? signatureValue(cms), authority)),
    });

  it("a timestamp over the signature makes it B-T, at the authority's time", async () => {
    const report = await verify(stamped());
    expect(report.signatures[0]).toMatchObject({
      integrity: "intact",
      level: "B-T",
      time: { source: "Time Authority" },
    });
    const trusted = report.signatures[0]?.time.trusted ?? "";
    expect(Math.abs(new Date(trusted).getTime() - now.getTime())).toBeLessThan(300_000);
  });

  it("a timestamp copied from another signature is not used", async () => {
    const report = await verify(stamped(tsa, new Uint8Array([1, 2, 3])));
    expect(report.signatures[0]).toMatchObject({
      integrity: "intact",
      level: "B-B",
      time: { trusted: null },
    });
    expect(report.reasons).toContain("verify.timestamp_unsound");
  });

  it("a timestamp of an authority nobody trusts is not used", async () => {
    const other = makeSigner("othertsa", makeRoot("otherroot"), { extensions: STAMP });
    const report = await verify(stamped(other));
    expect(report.signatures[0]).toMatchObject({ level: "B-B", time: { trusted: null } });
    expect(report.reasons).toContain("verify.timestamp_untrusted");
  });

  it("a timestamp whose issuer is trusted but cannot be asked about is there, and its time is not used", async () => {
    const asked = makeSigner("askedtsa", root, {
      extensions: `${STAMP}crlDistributionPoints=URI:http://127.0.0.1/list.crl\n`,
      subject: "/CN=Time Authority",
      from: "20260101000000Z",
      until: "20360101000000Z",
    });
    const report = await verify(stamped(asked));
    expect(report.signatures[0]).toMatchObject({ level: "B-T", time: { trusted: null } });
    expect(report.reasons).toContain("verify.timestamp_revocation_unknown");
    expect(report.reasons).not.toContain("verify.timestamp_untrusted");
  });

  it("an invisible document timestamp extends a signature and stamps it", async () => {
    const pdf = documentTimestamp();
    const report = await verify(pdf);
    expect(report.integrity).toBe("extended");
    expect(report.signatures.map(({ field, integrity, level }) => [field, integrity, level])).toEqual([
      ["甲方", "extended", "B-T"],
      ["stamp", "intact", "none"],
    ]);
    expect(report.signatures[0]?.time.source).toBe("Time Authority");
  });

  function documentTimestamp(): Bytes {
    const base = {
      ...plain,
      8: "<< /Type /Annot /Subtype /Widget /FT /Sig /T (stamp) /F 132 /Rect [0 0 0 0] /P 3 0 R >>",
    };
    return signField(once, {
      field: 8,
      party: tsa,
      base,
      type: "DocTimeStamp",
      subFilter: "ETSI.RFC3161",
      also: {
        8: plain[8] ?? "",
        50: "<< /Type /Annot /Subtype /Widget /FT /Sig /T (stamp) /F 132 /Rect [0 0 0 0] /P 3 0 R /V 30 0 R /AP << /N 31 0 R >> >>",
        6: "<< /Fields [7 0 R 8 0 R 50 0 R] /SigFlags 3 /DR << >> >>",
        3: (plain[3] ?? "").replace("8 0 R]", "8 0 R 50 0 R]"),
      },
      rewrite: (_, signed) => stampToken(signed, tsa),
    });
  }
});

function signerOf(cms: Bytes) {
  const wrapper = children(readDer(cms))[1];
  const signed = wrapper && children(wrapper)[0];
  const signers = signed && children(signed).at(-1);
  const signer = signers && children(signers)[0];
  if (signer === undefined) throw new Error("no signer");
  return signer;
}

/** Appends a timestamp attribute to the last element of every level: the signer info is last in its SET, that last in SignedData. */
function withUnsigned(cms: Bytes, token: Bytes): Bytes {
  const hex = (bytes: Uint8Array) => toHex(bytes);
  const wrap = (tag: string, body: string): string => {
    const length = body.length / 2;
    const header =
      length < 128
        ? length.toString(16).padStart(2, "0")
        : length < 256
          ? `81${length.toString(16)}`
          : `82${length.toString(16).padStart(4, "0")}`;
    return tag + header + body;
  };
  const oid = "060b2a864886f70d010910020e";
  const attribute = wrap("a1", wrap("30", oid + wrap("31", hex(token))));
  const rebuild = (bytes: Uint8Array, depth: number): string => {
    const element = readDer(bytes);
    const tag = hex(bytes.subarray(0, 1));
    if (depth === 0) return wrap(tag, hex(contentsOf(element)) + attribute);
    const parts = children(element).map((child) => bytes.subarray(child.start, child.end));
    const last = parts.pop() ?? new Uint8Array();
    return wrap(tag, parts.map(hex).join("") + rebuild(last, depth - 1));
  };
  return Uint8Array.from(rebuild(cms, 4).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
