import { type Bytes, concat, latin1 } from "../../../src/kit/bytes.ts";
import { latin1Bytes } from "../craft.ts";
import type { Attack } from "./attack.ts";
import { FORGERIES, PICTURE, WRAPPINGS } from "./forgeries.ts";
import { look, OVERLAYS, rewritten } from "./overlays.ts";
import { append, openSigned, type SignedFile, stream } from "./signed-file.ts";

/** One entry of an object written otherwise. */
const rewrite = (
  file: SignedFile,
  number: number,
  change: Readonly<Record<string, string>>,
): Record<number, string> => {
  const object = file.state.load(number)?.object;
  if (object?.kind !== "dictionary") throw new Error(`object ${number} is no dictionary`);
  return { [number]: rewritten(object, change) };
};
const incremental = (name: string, make: Attack["make"]): Attack => ({
  family: "incremental saving",
  name,
  make,
});
const overridden = (file: SignedFile): Record<number, string> => ({ [file.contents]: stream(PICTURE) });

/** The signature dictionary as it stands, gap and all. */
const signatureText = (file: SignedFile): string => {
  const object = file.state.load(file.value)?.object;
  if (object === undefined) throw new Error("nothing is signed");
  return latin1(file.pdf, object.start, object.end);
};

/** ISA of the first report, variants 1 to 4, and what readers that reconstruct a file make of a tail. */
const INCREMENTAL: readonly Attack[] = [
  incremental("content overridden", (file) => append(file, overridden(file))),
  incremental("the page's contents pointed elsewhere", (file) =>
    append(file, {
      ...rewrite(file, file.page, { Contents: `${file.free} 0 R` }),
      [file.free]: stream(PICTURE),
    }),
  ),
  incremental("a new page tree", (file) =>
    append(file, {
      ...rewrite(file, file.catalog, { Pages: `${file.free} 0 R` }),
      [file.free]: `<< /Type /Pages /Kids [${file.page} 0 R] /Count 1 >>`,
    }),
  ),
  incremental("a page appended", (file) => {
    const pages = file.state.catalog.entries.get("Pages");
    if (pages?.kind !== "reference") throw new Error("no page tree");
    return append(file, {
      ...rewrite(file, pages.number, { Kids: `[${file.page} 0 R ${file.free} 0 R]` }),
      [file.free]: `<< /Type /Page /Parent ${pages.number} 0 R /MediaBox [0 0 500 700] >>`,
    });
  }),
  incremental("a tail of objects without a cross-reference (variant 2)", (file) =>
    concat(file.pdf, latin1Bytes(`${file.contents} 0 obj\n${stream(PICTURE)}\nendobj\n`)),
  ),
  incremental("a tail with a trailer and no cross-reference (variant 3)", (file) =>
    concat(
      file.pdf,
      latin1Bytes(
        `${file.contents} 0 obj\n${stream(PICTURE)}\nendobj\ntrailer\n<< /Root ${file.catalog} 0 R >>\n`,
      ),
    ),
  ),
  incremental("the same, closed by the old startxref and %%EOF", (file) => {
    const end = /startxref\s+\d+\s+%%EOF/g;
    const last = [...latin1(file.pdf).matchAll(end)].at(-1)?.[0] ?? "";
    return concat(
      file.pdf,
      latin1Bytes(
        `${file.contents} 0 obj\n${stream(PICTURE)}\nendobj\ntrailer\n<< /Root ${file.catalog} 0 R >>\n${last}\n`,
      ),
    );
  }),
  incremental("the signature dictionary copied beside it, under its own number (variant 4)", (file) =>
    append(file, { ...overridden(file), [file.value]: signatureText(file) }),
  ),
  incremental("the signature dictionary copied beside it, under another number (variant 4)", (file) =>
    append(file, {
      ...overridden(file),
      [file.free]: signatureText(file),
      ...rewrite(file, file.field, { V: `${file.free} 0 R` }),
    }),
  ),
  incremental("an update without %%EOF", (file) => {
    const pdf = append(file, overridden(file));
    return pdf.slice(0, pdf.length - 6);
  }),
  incremental("an update whose cross-reference forgets what came before", (file) =>
    latin1Bytes(
      latin1(append(file, overridden(file))).replace(/ \/Prev \d+ >>\n(startxref\n\d+\n%%EOF\n)$/, " >>\n$1"),
    ),
  ),
  incremental("a font swapped", (file) =>
    append(file, { [file.font]: "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>" }),
  ),
];

const DICTIONARIES: readonly Attack[] = [
  ["catalog", "an open action", "OpenAction", "<< /S /JavaScript /JS (app.alert(1)) >>"],
  ["catalog", "an additional action", "AA", "<< /WC << /S /JavaScript /JS (x) >> >>"],
  ["catalog", "layers", "OCProperties", "<< /OCGs [] /D << >> >>"],
  ["catalog", "permissions", "Perms", "<< >>"],
  ["catalog", "names", "Names", "<< /JavaScript << /Names [] >> >>"],
  ["catalog", "other page labels", "PageLabels", "<< /Nums [0 << /S /r >>] >>"],
  ["catalog", "another order of reading", "ViewerPreferences", "<< /Direction /R2L >>"],
  ["form", "NeedAppearances", "NeedAppearances", "true"],
  ["form", "an XFA form", "XFA", "(x)"],
  ["form", "an order of calculation", "CO", "[]"],
  ["page", "the page turned", "Rotate", "90"],
  ["page", "the page cropped", "CropBox", "[0 0 10 10]"],
  ["page", "the page made larger by a unit", "UserUnit", "2"],
  ["page", "other resources", "Resources", "<< /Font << >> >>"],
  ["page", "an action on the page", "AA", "<< /O << /S /JavaScript /JS (x) >> >>"],
].map(([where, name, key, value]) => ({
  family: "dictionary",
  name: name ?? "",
  make: (file: SignedFile) => {
    const number = where === "catalog" ? file.catalog : where === "form" ? file.form : file.page;
    return append(file, rewrite(file, number, { [key ?? ""]: value ?? "" }));
  },
}));

const signedField = (name: string, make: Attack["make"]): Attack => ({ family: "signed field", name, make });

const SIGNED_FIELD: readonly Attack[] = [
  signedField("its appearance swapped", (file) => append(file, { [file.appearance]: look() })),
  signedField("another appearance given to it", (file) =>
    append(file, {
      ...rewrite(file, file.field, { AP: `<< /N ${file.free} 0 R >>` }),
      [file.free]: look(),
    }),
  ),
  signedField("its widget moved", (file) =>
    append(file, rewrite(file, file.field, { Rect: "[0 0 500 700]" })),
  ),
  signedField("its name changed", (file) => append(file, rewrite(file, file.field, { T: "(another)" }))),
  signedField("its dictionary changed", (file) =>
    append(file, {
      [file.value]: "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /Name (another) >>",
    }),
  ),
  signedField("its value removed", (file) => append(file, rewrite(file, file.field, { V: "null" }))),
  signedField("it is dropped from the form", (file) =>
    append(file, rewrite(file, file.form, { Fields: "[]" })),
  ),
];

/** All that change a file after it was signed. */
export const ATTACKS: readonly Attack[] = [
  ...INCREMENTAL,
  ...DICTIONARIES,
  ...SIGNED_FIELD,
  ...FORGERIES,
  ...WRAPPINGS,
  ...OVERLAYS,
];

/** Makes one attack from freshly signed bytes. */
export const attacked = (attack: Attack, signed: Bytes): Bytes => attack.make(openSigned(signed));
