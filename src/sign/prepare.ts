import {
  type AppendedObjects,
  appendRevision,
  nextNumber,
  type ObjectBody,
  writeDate,
  writeDictionary,
  writeObject,
  writeText,
} from "../formats/pdf/append/index.ts";
import { type PdfDictionary, type Snapshot, wholeOf } from "../formats/pdf/index.ts";
import type { Bytes } from "../kit/bytes.ts";
import { SignError } from "./errors.ts";
import { readBox } from "./field-box.ts";
import { findSignatureField, type SignatureField } from "./find-field.ts";
import { mayAddField, unseenField } from "./unseen-field.ts";
import { openForAppending } from "./pdf-file.ts";
import type { Box } from "./seal/appearance.ts";
import type { SealPicture } from "./seal/picture.ts";
import { straddleStrips } from "./seal/straddle.ts";
import { filledStraddleBox, findStraddleBoxes } from "./straddle-boxes.ts";
import { writeAppearance } from "./write-appearance.ts";

/** Draws what a field shows, given its size in points. */
export type Draw = (box: Box) => SealPicture;

/** How a signature dictionary names what is in it (ISO 32000-2 table 255). */
export type SignatureFormat = { readonly filter: string; readonly subFilter: string };

const CADES: SignatureFormat = { filter: "Adobe.PPKLite", subFilter: "ETSI.CAdES.detached" };

/** What is written into the revision before anybody signs it. */
export type RevisionPlan = {
  /** The file so far; its bytes stay as they are, in front. */
  readonly pdf: Bytes;
  /** Full name of an existing, unsigned signature field. */
  readonly field: string;
  /** Bytes reserved for the CMS. */
  readonly reserved: number;
  /** /Name: who signs, as people read it. */
  readonly name: string;
  readonly reason?: string | undefined;
  readonly location?: string | undefined;
  /** /M, a claim and no proof. Whole seconds. */
  readonly signedAt: Date;
  /** Without it the field keeps showing nothing. */
  readonly appearance?: Draw | undefined;
  /** CAdES unless said; other profiles name their own. */
  readonly format?: SignatureFormat | undefined;
  /** `own-field`: FieldMDP that includes this field and its 骑缝章 boxes only (ISO 32000-2 §12.8.2.4). */
  readonly lock?: "own-field" | undefined;
  /** DocMDP permission (§12.8.2.2): 2 allows filling and signing later, 1 nothing. Only the first signature may certify. */
  readonly certify?: 1 | 2 | undefined;
  /** `make`: a PDF without this field, and without another that waits, gets it: a field that shows nothing (unseen-field.ts). */
  readonly missingField?: "make" | undefined;
  /** The seal whose strips fill this field's 骑缝章 boxes; needs boxes in revision 1 (`StraddleWish`). */
  readonly straddle?: SealPicture | undefined;
};

/** What @signpdf/signpdf looks for; the real numbers are shorter, so the file keeps its length. */
const PLACEHOLDER = "/**********";
const RANGE_PLACEHOLDER = `[0 ${PLACEHOLDER} ${PLACEHOLDER} ${PLACEHOLDER}]`;
/** SignaturesExist and AppendOnly (table 225). */
const SIGNATURE_FLAGS = 3;

/** The revision under work: objects by number, and the next number that is free. */
class Draft {
  readonly state: Snapshot;
  readonly objects = new Map<number, ObjectBody>();
  #next: number;

  constructor(state: Snapshot, next: number) {
    this.state = state;
    this.#next = next;
  }

  readonly register = (body: ObjectBody): number => {
    const number = this.#next;
    this.#next += 1;
    this.objects.set(number, body);
    return number;
  };

  /** Writes a dictionary anew with some entries set, all others as they were. */
  rewrite(number: number, dictionary: PdfDictionary, set: Readonly<Record<string, string>>): void {
    const kept = [...dictionary.entries].filter(([key]) => !(key in set));
    const entries = [
      ...kept.map(([key, value]) => [key, writeObject(value)] as const),
      ...Object.entries(set),
    ];
    this.objects.set(number, writeDictionary(entries));
  }
}

/**
 * Appends one revision that fills the field but is not signed yet: /V with room for the signature, and the field's own
 * appearance. It writes the field's object and new objects; of other objects only what the plan asks for (`straddle`, the
 * catalog's /Perms of a certification) and /SigFlags where a foreign form lacks them. Never a page, /Annots or /Info. Only the
 * objects on the way to the field are read. Throws `sign.field_missing`, `sign.field_signed`, `sign.unreadable_pdf`,
 * `sign.pdf_too_large`, `sign.certification_late`.
 */
export function prepareRevision(plan: RevisionPlan): Bytes {
  return openForAppending(plan.pdf, (file) => {
    const state = file.at();
    const draft = new Draft(state, nextNumber(file));
    if (plan.missingField === "make" && mayAddField(state, plan.field)) {
      bringField(draft, plan);
      return appendRevision(file, draft.objects satisfies AppendedObjects);
    }
    const field = findSignatureField(state, plan.field);
    const own = [plan.field, ...findStraddleBoxes(state, plan.field).map(({ name }) => name)];
    const value = draft.register(signatureDictionary(plan, own));
    const shown = plan.appearance === undefined ? {} : appearance(draft, field, plan.appearance);
    draft.rewrite(field.number, field.dictionary, { V: `${value} 0 R`, ...shown });
    if (plan.straddle !== undefined) fillStraddleBoxes(draft, plan.field, plan.straddle);
    raiseFlags(draft);
    if (plan.certify !== undefined) certify(draft, value);
    return appendRevision(file, draft.objects satisfies AppendedObjects);
  });
}

/** A field of its own that shows nothing, signed in the revision that brings it. */
function bringField(draft: Draft, plan: RevisionPlan): void {
  const value = draft.register(signatureDictionary(plan, [plan.field]));
  const wish = { name: plan.field, number: value + 1, value };
  for (const [number, body] of unseenField(draft.state, wish)) draft.objects.set(number, body);
}

function appearance(draft: Draft, { box }: SignatureField, draw: Draw): { AP?: string } {
  if (box.width <= 0 || box.height <= 0) return {};
  return { AP: `<< /N ${writeAppearance(draft.register, box, draw(box))} 0 R >>` };
}

/** Every strip into its box. Throws `sign.field_missing` where revision 1 has no boxes for this seat. */
function fillStraddleBoxes(draft: Draft, seat: string, seal: SealPicture): void {
  const boxes = findStraddleBoxes(draft.state, seat);
  if (boxes.length === 0) {
    throw new SignError("sign.field_missing", `this PDF has no 骑缝章 boxes for ${seat}`, { field: seat });
  }
  const strips = straddleStrips(seal, boxes.length);
  for (const [index, box] of boxes.entries()) {
    const strip = strips[index];
    if (strip === undefined) continue;
    const number = writeAppearance(draft.register, readBox(draft.state, box.dictionary), strip);
    draft.rewrite(box.number, box.dictionary, filledStraddleBox(draft.state, box, number));
  }
}

/** ISO 32000-2 table 255. /Contents must come right after /ByteRange: the embedder looks for it there. */
function signatureDictionary(plan: RevisionPlan, own: readonly string[]): string {
  const references = [
    ...(plan.certify === undefined ? [] : [reference("DocMDP", [["P", String(plan.certify)]])]),
    ...(plan.lock === undefined ? [] : [reference("FieldMDP", ownFields(own))]),
  ];
  return writeDictionary([
    ["Type", "/Sig"],
    ["Filter", `/${(plan.format ?? CADES).filter}`],
    ["SubFilter", `/${(plan.format ?? CADES).subFilter}`],
    ["ByteRange", RANGE_PLACEHOLDER],
    ["Contents", `<${"0".repeat(plan.reserved * 2)}>`],
    ["M", writeDate(plan.signedAt)],
    ["Name", writeText(plan.name)],
    ...(plan.reason === undefined ? [] : [["Reason", writeText(plan.reason)] as const]),
    ...(plan.location === undefined ? [] : [["Location", writeText(plan.location)] as const]),
    ...(references.length === 0 ? [] : [["Reference", `[${references.join(" ")}]`] as const]),
  ]);
}

const ownFields = (names: readonly string[]): [string, string][] => [
  ["Action", "/Include"],
  ["Fields", `[${names.map(writeText).join(" ")}]`],
];

/** A signature reference dictionary with its parameters (tables 256 to 259). */
const reference = (
  method: "DocMDP" | "FieldMDP",
  parameters: readonly (readonly [string, string])[],
): string =>
  writeDictionary([
    ["Type", "/SigRef"],
    ["TransformMethod", `/${method}`],
    ["TransformParams", writeDictionary([["Type", "/TransformParams"], ["V", "/1.2"], ...parameters])],
  ]);

/** Our own forms have the flags from revision 1; a foreign one may lack them, and a reader would then rewrite the file. */
function raiseFlags(draft: Draft): void {
  const { state } = draft;
  const named = state.catalog.entries.get("AcroForm");
  const form = state.dictionary(named);
  const flags = wholeOf(state.resolve(form?.entries.get("SigFlags"))) ?? 0;
  if (form === undefined || (flags & SIGNATURE_FLAGS) === SIGNATURE_FLAGS) return;
  const raised = { SigFlags: String(flags | SIGNATURE_FLAGS) };
  if (named?.kind === "reference") draft.rewrite(named.number, form, raised);
  else {
    const entries = [...form.entries].filter(([key]) => key !== "SigFlags");
    const written = writeDictionary([
      ...entries.map(([key, value]) => [key, writeObject(value)] as const),
      ...Object.entries(raised),
    ]);
    draft.rewrite(state.root.number, state.catalog, { AcroForm: written });
  }
}

/** §12.8.6: the catalog's /Perms names the certification, which has to be the document's first signature. */
function certify(draft: Draft, value: number): void {
  const { state } = draft;
  if (state.revision.index > 0 || state.catalog.entries.has("Perms")) {
    throw new SignError(
      "sign.certification_late",
      "only the first signature can certify a document: certify it before anybody signs",
    );
  }
  if (draft.objects.has(state.root.number)) {
    throw new SignError(
      "sign.certification_late",
      "the form of this PDF is not ours to certify: let us render it",
    );
  }
  draft.rewrite(state.root.number, state.catalog, { Perms: `<< /DocMDP ${value} 0 R >>` });
}
