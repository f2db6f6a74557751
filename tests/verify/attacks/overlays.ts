import type { PdfDictionary } from "../../../src/formats/pdf/index.ts";
import { writeObject } from "../../../src/formats/pdf/append/index.ts";
import type { Attack } from "./attack.ts";
import { PICTURE } from "./forgeries.ts";
import { append, type SignedFile, stream } from "./signed-file.ts";

/** An appearance that paints over everything. */
export const look = (text = PICTURE): string =>
  stream(text, "/Type /XObject /Subtype /Form /BBox [0 0 600 800]");

/** A dictionary as text, its list under a key longer by one reference: in place, by reference, or new. */
function longer(file: SignedFile, owner: number, key: string): Record<number, string> {
  const object = file.state.load(owner)?.object;
  if (object?.kind !== "dictionary") throw new Error(`object ${owner} is no dictionary`);
  const list = object.entries.get(key);
  const items = file.state.resolve(list);
  const old = items?.kind === "array" ? items.items.map(writeObject).join(" ") : "";
  const text = `[${old} ${file.free} 0 R]`;
  if (list?.kind === "reference") return { [list.number]: text };
  return { [owner]: rewritten(object, { [key]: text }) };
}

/** A dictionary with some of its entries written otherwise, or new. */
export function rewritten(dictionary: PdfDictionary, change: Readonly<Record<string, string>>): string {
  const kept = [...dictionary.entries].filter(([key]) => !(key in change));
  const written = [
    ...kept.map(([key, value]) => `/${key} ${writeObject(value)}`),
    ...Object.entries(change).map(([key, value]) => `/${key} ${value}`),
  ];
  return `<< ${written.join(" ")} >>`;
}

/** The page with one more annotation, whose appearance lies beside it. */
const annotated = (file: SignedFile, annotation: string): Record<number, string> => ({
  ...longer(file, file.page, "Annots"),
  [file.free]: annotation,
  [file.free + 1]: look(),
});

/** The same, entered in the form as a field. */
const added = (file: SignedFile, field: string): Record<number, string> => ({
  ...annotated(file, field),
  ...longer(file, file.form, "Fields"),
});

const widget = (more: string): string => `<< /Type /Annot /Subtype /Widget /FT /Sig ${more} >>`;
const OVER = "/Rect [0 0 600 800] /F 4";
const shown = (file: SignedFile): string => `/AP << /N ${file.free + 1} 0 R >>`;

const ANNOTATIONS: readonly (readonly [name: string, entries: string])[] = [
  ["a text annotation", "/Subtype /FreeText /Contents (x) /DA (/F1 9 Tf)"],
  ["a stamp", "/Subtype /Stamp"],
  ["a redaction", "/Subtype /Redact"],
  ["an opaque highlight", "/Subtype /Highlight /QuadPoints [0 800 600 800 0 0 600 0] /C [1 1 1]"],
  ["a filled square", "/Subtype /Square /IC [1 1 1]"],
  ["ink", "/Subtype /Ink /InkList [[0 0 600 800]]"],
  ["a line", "/Subtype /Line /L [0 0 600 800]"],
  ["a strike through", "/Subtype /StrikeOut /QuadPoints [0 800 600 800 0 0 600 0]"],
  ["a watermark", "/Subtype /Watermark"],
  ["a link over the page", "/Subtype /Link /A << /S /URI /URI (http://127.0.0.1/) >>"],
  ["a screen", "/Subtype /Screen"],
  ["a file attached", "/Subtype /FileAttachment /FS << /F (x) >>"],
  ["a kind nobody knows, which lists do not show", "/Subtype /Strange"],
  ["no kind at all, which lists do not show", ""],
  ["a widget of no field", "/Subtype /Widget"],
];

/** EAA of the report on certification. */
const EVIL: readonly Attack[] = ANNOTATIONS.map(([name, entries]) => ({
  family: "evil annotation",
  name,
  make: (file) => append(file, annotated(file, `<< /Type /Annot ${entries} ${OVER} ${shown(file)} >>`)),
}));

const sneaky = (name: string, field: (file: SignedFile) => string): Attack => ({
  family: "sneaky signature",
  name,
  make: (file) => append(file, added(file, field(file))),
});

/** SSA of the report on certification; the ones signed by the attacker are in `signed-overlays.test.ts`. */
const SNEAKY: readonly Attack[] = [
  sneaky("an unsigned field over the page", (file) =>
    widget(`/T (x) ${OVER} /P ${file.page} 0 R ${shown(file)}`),
  ),
  sneaky("a field that claims another page", (file) =>
    widget(`/T (x) ${OVER} /P ${file.free + 9} 0 R ${shown(file)}`),
  ),
  sneaky("a field with a value that is no signature", (file) =>
    widget(`/T (x) ${OVER} /V ${file.page} 0 R /P ${file.page} 0 R ${shown(file)}`),
  ),
  sneaky("the signature of another field shown again", (file) =>
    widget(`/T (x) ${OVER} /V ${file.value} 0 R /P ${file.page} 0 R ${shown(file)}`),
  ),
  sneaky(
    "a text field over the page",
    (file) => `<< /Type /Annot /Subtype /Widget /FT /Tx /T (x) /V (y) ${OVER} ${shown(file)} >>`,
  ),
  sneaky(
    "a push button over the page",
    (file) => `<< /Type /Annot /Subtype /Widget /FT /Btn /Ff 65536 /T (x) ${OVER} ${shown(file)} >>`,
  ),
  sneaky("a button that acts", () => widget("/T (x) /F 2 /Rect [0 0 0 0] /A << /S /JavaScript /JS (x) >>")),
];

export const OVERLAYS: readonly Attack[] = [...EVIL, ...SNEAKY];
