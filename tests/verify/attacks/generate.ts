import { type Bytes, concat, latin1, toHex } from "../../../src/kit/bytes.ts";
import { latin1Bytes } from "../craft.ts";
import { append, openSigned, type SignedFile, stream, withMore } from "./signed-file.ts";

/** One published attack, made anew from a file somebody signed a moment ago. */
export type Attack = { readonly family: string; readonly name: string; make(file: SignedFile): Bytes };

const PICTURE = "0 0 500 700 re f";
const look = (text = PICTURE): string => stream(text, "/Type /XObject /Subtype /Form /BBox [0 0 600 800]");
const rewrite = (file: SignedFile, number: number, from: RegExp, to: string): Record<number, string> => {
  const old = file.textOf(number);
  const fresh = old.replace(from, to);
  if (fresh === old) throw new Error(`${from} is not in object ${number}`);
  return { [number]: fresh };
};
/** The page with one more annotation. */
const annotated = (file: SignedFile, annotation: string): Record<number, string> => ({
  [file.page]: file.textOf(file.page).replace(/\/Annots\s*\[([^\]]*)\]/, `/Annots [$1 ${file.free} 0 R]`),
  [file.free]: annotation,
  [file.free + 1]: look(),
});
const inPlace = (file: SignedFile, from: RegExp, write: (found: string) => string): Bytes => {
  const text = latin1(file.pdf);
  const found = from.exec(text);
  if (found === null) throw new Error(`${from} is not in the file`);
  const put = write(found[0]);
  if (put.length !== found[0].length) throw new Error("lengths differ");
  return latin1Bytes(text.slice(0, found.index) + put + text.slice(found.index + found[0].length));
};
const RANGE = /\/ByteRange\s*\[[^\]]*\]\s*/;
const range = (numbers: string) => (file: SignedFile) =>
  inPlace(file, RANGE, (found) => `/ByteRange [${numbers}]`.padEnd(found.length));
const CONTENTS = /\/Contents\s*<[0-9a-fA-F]{100,}>/;
const contents = (write: (digits: string) => string) => (file: SignedFile) =>
  inPlace(file, CONTENTS, (found) => {
    const digits = /<([0-9a-fA-F]+)>/.exec(found)?.[1] ?? "";
    return found.replace(digits, write(digits).padEnd(digits.length, "0"));
  });
const widget = (more: string): string => `<< /Type /Annot /Subtype /Widget /FT /Sig ${more} >>`;
const added = (file: SignedFile, field: string): Record<number, string> => ({
  ...annotated(file, field),
  [file.form]: file.textOf(file.form).replace(/\/Fields\s*\[([^\]]*)\]/, `/Fields [$1 ${file.free} 0 R]`),
});

const INCREMENTAL: readonly Attack[] = [
  {
    family: "incremental saving",
    name: "content overridden",
    make: (file) => append(file, { [file.contents]: stream(PICTURE) }),
  },
  {
    family: "incremental saving",
    name: "the page's contents pointed elsewhere",
    make: (file) =>
      append(file, {
        ...rewrite(file, file.page, /\/Contents\s*(?:\[[^\]]*\]|\d+ 0 R)/, `/Contents ${file.free} 0 R`),
        [file.free]: stream(PICTURE),
      }),
  },
  {
    family: "incremental saving",
    name: "a new page tree",
    make: (file) =>
      append(file, {
        ...rewrite(file, file.catalog, /\/Pages \d+ 0 R/, `/Pages ${file.free} 0 R`),
        [file.free]: `<< /Type /Pages /Kids [${file.page} 0 R] /Count 1 >>`,
      }),
  },
  {
    family: "incremental saving",
    name: "a sloppy tail of objects without a cross-reference",
    make: (file) => concat(file.pdf, latin1Bytes(`${file.contents} 0 obj\n${stream(PICTURE)}\nendobj\n`)),
  },
  {
    family: "incremental saving",
    name: "a tail with a trailer and no cross-reference",
    make: (file) =>
      concat(
        file.pdf,
        latin1Bytes(
          `${file.contents} 0 obj\n${stream(PICTURE)}\nendobj\ntrailer\n<< /Root ${file.catalog} 0 R >>\n`,
        ),
      ),
  },
  {
    family: "incremental saving",
    name: "an update without %%EOF",
    make: (file) => {
      const pdf = append(file, { [file.contents]: stream(PICTURE) });
      return pdf.slice(0, pdf.length - 6);
    },
  },
  {
    family: "incremental saving",
    name: "a font swapped",
    make: (file) => append(file, { [file.font]: "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>" }),
  },
];

const DICTIONARIES: readonly Attack[] = [
  ["catalog", "an open action", "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"],
  ["catalog", "an additional action", "/AA << /WC << /S /JavaScript /JS (x) >> >>"],
  ["catalog", "layers", "/OCProperties << /OCGs [] /D << >> >>"],
  ["catalog", "permissions", "/Perms << >>"],
  ["form", "NeedAppearances", "/NeedAppearances true"],
  ["form", "an XFA form", "/XFA (x)"],
  ["page", "the page turned", "/Rotate 90"],
  ["page", "an action on the page", "/AA << /O << /S /JavaScript /JS (x) >> >>"],
].map(([where, name, more]) => ({
  family: "dictionary",
  name: name ?? "",
  make: (file: SignedFile) => {
    const number = where === "catalog" ? file.catalog : where === "form" ? file.form : file.page;
    return append(file, { [number]: withMore(file.textOf(number), more ?? "") });
  },
}));

const SIGNED_FIELD: readonly Attack[] = [
  {
    family: "signed field",
    name: "its appearance swapped",
    make: (file) => append(file, { [file.appearance]: look() }),
  },
  {
    family: "signed field",
    name: "its widget moved",
    make: (file) => append(file, rewrite(file, file.field, /\/Rect\s*\[[^\]]*\]/, "/Rect [0 0 500 700]")),
  },
  {
    family: "signed field",
    name: "its dictionary changed",
    make: (file) =>
      append(file, {
        [file.value]:
          "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /Name (another) >>",
      }),
  },
  {
    family: "signed field",
    name: "its value removed",
    make: (file) => append(file, rewrite(file, file.field, /\/V \d+ 0 R/, "")),
  },
  {
    family: "signed field",
    name: "it is dropped from the form",
    make: (file) => append(file, rewrite(file, file.form, /\/Fields\s*\[[^\]]*\]/, "/Fields []")),
  },
];

const FORGERY: readonly Attack[] = [
  ["an empty ByteRange", ""],
  ["a ByteRange of zeros", "0 0 0 0"],
  ["a negative ByteRange", "0 -1 -1 10"],
  ["an overlapping ByteRange", "0 900 100 900"],
  ["a ByteRange beyond the file", "0 10 20 99999999"],
  ["a ByteRange of two numbers", "0 99"],
  ["a ByteRange that starts later", "9 90 99 999"],
]
  .map(
    ([name, numbers]): Attack => ({
      family: "universal forgery",
      name: name ?? "",
      make: range(numbers ?? ""),
    }),
  )
  .concat([
    {
      family: "universal forgery",
      name: "no ByteRange",
      make: (file) => inPlace(file, /\/ByteRange/, () => "/ByteRagne"),
    },
    {
      family: "universal forgery",
      name: "a null ByteRange",
      make: (file) => inPlace(file, RANGE, (found) => "/ByteRange null ".padEnd(found.length)),
    },
    {
      family: "universal forgery",
      name: "no Contents",
      make: (file) => inPlace(file, /\/Contents\s*</, (found) => found.replace("Contents", "Contenst")),
    },
    { family: "universal forgery", name: "Contents of zeros", make: contents(() => "00") },
    { family: "universal forgery", name: "Contents of one byte", make: contents(() => "30") },
    { family: "universal forgery", name: "Contents of a bare sequence", make: contents(() => "3000") },
    {
      family: "universal forgery",
      name: "a payload in the padding",
      make: contents((digits) => `${digits.slice(0, -40)}${toHex(latin1Bytes("hidden payload"))}`),
    },
  ]);

const WRAPPING: readonly Attack[] = [
  {
    family: "signature wrapping",
    name: "the signed tail moved behind new objects",
    make: (file) => {
      const text = latin1(file.pdf);
      const numbers = [...(RANGE.exec(text)?.[0] ?? "").matchAll(/\d+/g)].map(Number);
      const [, , second = 0, length = 0] = numbers;
      const between = `\n${file.contents} 0 obj\n${stream(PICTURE)}\nendobj\n`;
      const moved = inPlace(file, RANGE, (found) =>
        `/ByteRange [0 ${numbers[1]} ${second + between.length} ${length}]`.padEnd(found.length),
      );
      return concat(moved.subarray(0, second), latin1Bytes(between), moved.subarray(second));
    },
  },
  {
    family: "signature wrapping",
    name: "the gap widened by a space",
    make: (file) => {
      const at = latin1(file.pdf).search(CONTENTS) + 10;
      return concat(file.pdf.subarray(0, at), latin1Bytes(" "), file.pdf.subarray(at));
    },
  },
];

const OVERLAYS: readonly Attack[] = [
  ["a text annotation", "/Subtype /FreeText /Contents (x) /DA (/F1 9 Tf)"],
  ["a stamp", "/Subtype /Stamp"],
  ["a link over the page", "/Subtype /Link /A << /S /URI /URI (http://127.0.0.1/) >>"],
  ["a redaction", "/Subtype /Redact"],
]
  .map(
    ([name, more]): Attack => ({
      family: "evil annotation",
      name: name ?? "",
      make: (file) =>
        append(
          file,
          annotated(
            file,
            `<< /Type /Annot ${more} /Rect [0 0 600 800] /F 4 /AP << /N ${file.free + 1} 0 R >> >>`,
          ),
        ),
    }),
  )
  .concat([
    {
      family: "sneaky signature",
      name: "an unsigned field over the page",
      make: (file) =>
        append(
          file,
          added(
            file,
            widget(`/T (x) /F 4 /Rect [0 0 600 800] /P ${file.page} 0 R /AP << /N ${file.free + 1} 0 R >>`),
          ),
        ),
    },
    {
      family: "sneaky signature",
      name: "a field that claims another page",
      make: (file) =>
        append(
          file,
          added(
            file,
            widget(
              `/T (x) /F 4 /Rect [0 0 600 800] /P ${file.free + 9} 0 R /AP << /N ${file.free + 1} 0 R >>`,
            ),
          ),
        ),
    },
    {
      family: "sneaky signature",
      name: "a text field over the page",
      make: (file) =>
        append(
          file,
          added(
            file,
            `<< /Type /Annot /Subtype /Widget /FT /Tx /T (x) /V (y) /F 4 /Rect [0 0 600 800] /AP << /N ${file.free + 1} 0 R >> >>`,
          ),
        ),
    },
    {
      family: "sneaky signature",
      name: "a button that acts",
      make: (file) =>
        append(file, added(file, widget("/T (x) /F 2 /Rect [0 0 0 0] /A << /S /JavaScript /JS (x) >>"))),
    },
  ]);

/** All that change a file after it was signed. */
export const ATTACKS: readonly Attack[] = [
  ...INCREMENTAL,
  ...DICTIONARIES,
  ...SIGNED_FIELD,
  ...FORGERY,
  ...WRAPPING,
  ...OVERLAYS,
];

/** Makes one attack from freshly signed bytes. */
export const attacked = (attack: Attack, signed: Bytes): Bytes => attack.make(openSigned(signed));
