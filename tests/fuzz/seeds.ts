import { type Bytes, concat, latin1, toHex } from "../../src/kit/bytes.ts";
import { forgetAuthorities, makeRoot, makeSigner } from "../verify/authorities.ts";
import { append, latin1Bytes, plainObjects, signField, writePdf } from "../verify/craft.ts";

/** The signed bytes of one signature of a seed, by field. */
export type SignedBytes = {
  readonly field: string;
  readonly gapStart: number;
  readonly gapEnd: number;
  readonly end: number;
};

/** A sound signed file that mutations start from. */
export type Seed = {
  readonly name: string;
  readonly pdf: Bytes;
  readonly signatures: readonly SignedBytes[];
};

/** Room for the CMS and hardly more: most of a place with room to spare is padding, and damage to it teaches nothing. */
const DIGITS = 5000;

const FIELDS = ["甲方", "乙方"];

function seed(name: string, pdf: Bytes): Seed {
  const ranges = [...latin1(pdf).matchAll(/\/ByteRange \[0 +(\d+) +(\d+) +(\d+)\]/g)];
  const signatures = ranges.map((match, at) => {
    const [gapStart = 0, gapEnd = 0, length = 0] = match.slice(1).map(Number);
    return { field: FIELDS[at] ?? "", gapStart, gapEnd, end: gapEnd + length };
  });
  return { name, pdf, signatures };
}

/** Closes a file with a cross-reference stream that lists one more object. */
function withStream(pdf: Bytes): Bytes {
  const previous = [...latin1(pdf).matchAll(/startxref\s+(\d+)/g)].at(-1)?.[1];
  const info = "60 0 obj\n<< /Producer (stream) >>\nendobj\n";
  const at = pdf.length + info.length;
  const row = (offset: number): string => `01${offset.toString(16).padStart(8, "0")}00`;
  const table = `${row(pdf.length)}${row(at)}>`;
  const dictionary = `<< /Type /XRef /W [1 4 1] /Index [60 2] /Size 100 /Root 1 0 R /Info 60 0 R /Prev ${previous} /Filter /ASCIIHexDecode /Length ${table.length} >>`;
  const stream = `61 0 obj\n${dictionary}\nstream\n${table}\nendstream\nendobj\nstartxref\n${at}\n%%EOF\n`;
  return concat(pdf, latin1Bytes(info + stream));
}

/** Files of the kinds there are: signed once, twice, certified, with validation data, with a cross-reference stream. */
export function makeSeeds(): { readonly seeds: readonly Seed[]; readonly anchor: Bytes } {
  const root = makeRoot("root");
  const first = makeSigner("first", root);
  const second = makeSigner("second", root, { key: "rsa2048" });
  const plain = plainObjects();
  const once = signField(writePdf(plain), { field: 7, party: first, digits: DIGITS });
  const twice = signField(once, { field: 8, party: second, digits: DIGITS });
  const certified = signField(writePdf(plain), {
    field: 7,
    party: second,
    digits: DIGITS,
    entries:
      "/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 2 /V /1.2 >> >>]",
    also: { 1: (plain[1] ?? "").replace(/ >>$/, " /Perms << /DocMDP 20 0 R >> >>") },
  });
  const hex = toHex(root.certificate);
  const stored = append(twice, {
    1: (plain[1] ?? "").replace(/ >>$/, " /DSS 40 0 R >>"),
    40: "<< /Type /DSS /Certs [41 0 R] >>",
    41: `<< /Filter /ASCIIHexDecode /Length ${hex.length} >>\nstream\n${hex}\nendstream`,
  });
  const seeds = [
    seed("once", once),
    seed("twice", twice),
    seed("certified", certified),
    seed("stored", stored),
    seed("stream", withStream(once)),
  ];
  forgetAuthorities();
  return { seeds, anchor: root.certificate };
}
