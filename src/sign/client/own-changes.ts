import {
  type FormField,
  formFields,
  nameOf,
  type PdfDictionary,
  type PdfObject,
  sameObject,
  type Snapshot,
  signatureFields,
  wholeOf,
} from "../../formats/pdf/index.ts";
import { ConfirmError } from "./errors.ts";
import type { NewRevision } from "./new-revision.ts";

const keysThatDiffer = (before: PdfDictionary, after: PdfDictionary): string[] =>
  [...new Set([...before.entries.keys(), ...after.entries.keys()])].filter(
    (key) => !sameObject(before.entries.get(key), after.entries.get(key)),
  );

/** What a signing revision may hold, taken off one by one: what remains is somebody else's. */
export class OwnChanges {
  readonly #revision: NewRevision;
  readonly #left: Map<number, "known" | "fresh">;

  constructor(revision: NewRevision) {
    this.#revision = revision;
    this.#left = new Map(
      [...revision.written.keys()].map((number) => [
        number,
        revision.before.entry(number) === undefined ? "fresh" : "known",
      ]),
    );
    for (const number of revision.after.revision.xrefStreams) this.#left.delete(number);
  }

  /** The field of this name gains /V and may gain its appearance. Returns the signature dictionary. */
  takeSigned(name: string): PdfDictionary {
    const { dictionary } = this.#takeField(name, new Set(["V", "AP"]));
    const value = this.#takeFresh(dictionary.entries.get("V"));
    if (value?.kind !== "dictionary")
      throw new ConfirmError("confirm.field_changed", `the field ${name} gains no signature`, {
        field: name,
      });
    return value;
  }

  /** The boxes of this seat's 骑缝章 may each gain their strip: the state that shows it, and the choice of it. */
  takeStraddle(seat: string): void {
    const { before, after } = this.#revision;
    for (const old of ownBoxes(before, seat)) {
      if (!this.#left.has(old.number)) continue;
      const fresh = formFields(after).find((field) => field.number === old.number);
      if (fresh === undefined) throw new ConfirmError("confirm.field_changed", `${old.name} is gone`);
      assertOnly(old, fresh, new Set(["AP", "AS"]));
      this.#left.delete(old.number);
      this.#takeStrip(old.dictionary, fresh.dictionary);
    }
  }

  /** A form without the flags of a signed document gains them (§12.7.3). */
  takeFlags(): void {
    const { before, after } = this.#revision;
    const named = before.catalog.entries.get("AcroForm");
    if (named?.kind !== "reference" || !this.#left.has(named.number)) return;
    const [old, fresh] = [before.dictionary(named), after.dictionary(named)];
    const only = old && fresh && keysThatDiffer(old, fresh).every((key) => key === "SigFlags");
    if (only === true && wholeOf(fresh?.entries.get("SigFlags")) === 3) this.#left.delete(named.number);
  }

  /** Throws `confirm.other_object` when anything is left. */
  assertNothingElse(): void {
    const [number] = this.#left.keys();
    if (number === undefined) return;
    throw new ConfirmError("confirm.other_object", `object ${number} changes, which signing does not need`, {
      numbers: [...this.#left.keys()],
    });
  }

  #takeField(name: string, allowed: ReadonlySet<string>): FormField {
    const { before, after } = this.#revision;
    const old = signatureFields(before).find((field) => field.name === name);
    const fresh = signatureFields(after).find((field) => field.number === old?.number);
    if (old === undefined || fresh === undefined || before.resolve(old.value) !== undefined)
      throw new ConfirmError("confirm.field_missing", `there is no open field ${name}`, { field: name });
    const differing = assertOnly(old, fresh, allowed);
    this.#left.delete(old.number);
    if (differing.includes("AP")) this.#takeAppearance(fresh.dictionary);
    return fresh;
  }

  #takeAppearance(field: PdfDictionary): void {
    this.#takeForm(field, normalAppearance(field));
  }

  /** The empty state stays what it was; beside it stands the strip, and it is the one chosen. */
  #takeStrip(before: PdfDictionary, after: PdfDictionary): void {
    const [old, states] = [normalAppearance(before), normalAppearance(after)];
    if (old?.kind !== "dictionary" || states?.kind !== "dictionary")
      throw wrongAppearance("is no choice of two");
    const gained = [...states.entries.keys()].filter((key) => !old.entries.has(key));
    const kept = [...old.entries].every(([key, value]) => sameObject(value, states.entries.get(key)));
    const [state] = gained;
    if (!kept || gained.length !== 1 || nameOf(after.entries.get("AS")) !== state)
      throw wrongAppearance("shows another state");
    this.#takeForm(after, states.entries.get(state ?? ""));
  }

  #takeForm(field: PdfDictionary, named: PdfObject | undefined): void {
    const form = this.#takeFresh(named);
    if (form?.kind !== "stream") throw wrongAppearance("is not one drawing");
    assertKeys(form.dictionary, "Type Subtype BBox Resources Filter Length");
    if (nameOf(form.dictionary.entries.get("Subtype")) !== "Form") throw wrongAppearance("is no form");
    assertSameSize(field, form.dictionary);
    for (const image of imagesOf(form.dictionary)) this.#takeImage(image);
  }

  #takeImage(named: PdfObject): void {
    const image = this.#takeFresh(named);
    if (image?.kind !== "stream") throw wrongAppearance("draws with things from elsewhere");
    assertKeys(image.dictionary, "Type Subtype Width Height ColorSpace BitsPerComponent SMask Filter Length");
    const { entries } = image.dictionary;
    if (nameOf(entries.get("Subtype")) !== "Image" || nameOf(entries.get("ColorSpace")) === undefined)
      throw wrongAppearance("draws with something that is no plain image");
    const mask = entries.get("SMask");
    if (mask !== undefined) this.#takeImage(mask);
  }

  /** The new object that a reference names, once; undefined for anything else. */
  #takeFresh(reference: PdfObject | undefined): PdfObject | undefined {
    if (reference?.kind !== "reference" || this.#left.get(reference.number) !== "fresh") return undefined;
    this.#left.delete(reference.number);
    return this.#revision.written.get(reference.number)?.object;
  }
}

/** The boxes that belong to a seat's own 骑缝章: buttons named after it, which nobody can push. */
export const ownBoxes = (state: Snapshot, seat: string): FormField[] =>
  formFields(state).filter((field) => field.type === "Btn" && field.name.startsWith(`${seat}-骑缝-`));

/** The keys that differ, all of them allowed. Throws `confirm.field_changed`. */
function assertOnly(old: FormField, fresh: FormField, allowed: ReadonlySet<string>): string[] {
  const differing = keysThatDiffer(old.dictionary, fresh.dictionary);
  if (differing.every((key) => allowed.has(key)) && fresh.dictionary.repeated.length === 0) return differing;
  throw new ConfirmError("confirm.field_changed", `the field ${old.name} changes in more than that`, {
    field: old.name,
    keys: differing,
  });
}

/** /N of an appearance dictionary that has nothing else: no look for the pointing or the pushing. */
function normalAppearance(field: PdfDictionary): PdfObject | undefined {
  const appearance = field.entries.get("AP");
  return appearance?.kind === "dictionary" && appearance.entries.size === 1
    ? appearance.entries.get("N")
    : undefined;
}

const wrongAppearance = (what: string): ConfirmError =>
  new ConfirmError("confirm.wrong_appearance", `the appearance ${what}`);

function assertKeys(dictionary: PdfDictionary, known: string): void {
  const keys = new Set(known.split(" "));
  const stranger = [...dictionary.entries.keys()].find((key) => !keys.has(key));
  if (stranger !== undefined) throw wrongAppearance(`says /${stranger}`);
}

/** Its box is the field's: it may not be stretched over the text around. */
function assertSameSize(field: PdfDictionary, form: PdfDictionary): void {
  const [rect, box] = [sidesOf(field.entries.get("Rect")), sidesOf(form.entries.get("BBox"))];
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = rect;
  const same =
    box[0] === 0 && box[1] === 0 && closeTo(box[2], Math.abs(x2 - x1)) && closeTo(box[3], Math.abs(y2 - y1));
  if (!same) throw wrongAppearance("has another size than its field");
}

const closeTo = (value: number | undefined, wanted: number): boolean =>
  value !== undefined && Math.abs(value - wanted) < 0.01;

const sidesOf = (object: PdfObject | undefined): number[] =>
  object?.kind === "array"
    ? object.items.map((item) => (item.kind === "number" ? item.value : Number.NaN))
    : [];

/** The images among a form's resources; anything but images there is refused. */
function imagesOf(form: PdfDictionary): PdfObject[] {
  const resources = form.entries.get("Resources");
  if (resources?.kind !== "dictionary") throw wrongAppearance("has no resources of its own");
  assertKeys(resources, "XObject");
  const images = resources.entries.get("XObject");
  if (images === undefined) return [];
  if (images.kind !== "dictionary") throw wrongAppearance("draws with things from elsewhere");
  return [...images.entries.values()];
}
