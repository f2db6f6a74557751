import { PDFArray, PDFHexString, PDFName, type PDFPage } from "pdf-lib";
import {
  type FormField,
  formFields,
  nameOf,
  type PdfDictionary,
  type Snapshot,
} from "../formats/pdf/index.ts";
import { appearanceStream } from "./appearance-stream.ts";
import { SignError } from "./errors.ts";
import { type StraddleBoxPlan, straddleName } from "./seal/straddle.ts";
import type { PlacedWidget } from "./tag-widgets.ts";

/** ISO 32000-2 table 167: Print, and Locked so that no viewer offers to move or delete the box. */
const WIDGET_FLAGS = 4 | 128;
/** ReadOnly (table 227) and Pushbutton (table 229). */
const FIELD_FLAGS = 1 | (1 << 16);
const EMPTY = "Off";
const SEALED = "Seal";

/**
 * A strip's box in revision 1: a push button without action that cannot be pushed, empty until its seat signs. The kind of
 * field was decided by trial (README): judges call a filled button form filling, a changed unsigned signature field tampering.
 */
export function placeStraddleBox(plan: StraddleBoxPlan, page: PDFPage): PlacedWidget {
  const { context } = page.doc;
  const [x1, y1, x2, y2] = plan.rect;
  const empty = context.register(appearanceStream(context, { width: x2 - x1, height: y2 - y1 }));
  const widget = context.register(
    context.obj({
      Type: "Annot",
      Subtype: "Widget",
      FT: "Btn",
      Ff: FIELD_FLAGS,
      T: PDFHexString.fromText(plan.name),
      TU: PDFHexString.fromText(plan.label),
      Rect: [...plan.rect],
      F: WIDGET_FLAGS,
      P: page.ref,
      AS: EMPTY,
      AP: { N: { [EMPTY]: empty } },
    }),
  );
  const annotations = page.node.lookupMaybe(PDFName.of("Annots"), PDFArray);
  page.node.set(PDFName.of("Annots"), context.obj([...(annotations?.asArray() ?? []), widget]));
  return { name: plan.name, ref: widget, page: page.ref };
}

/** A seat's boxes in the order of their strips. */
export function findStraddleBoxes(state: Snapshot, seat: string): FormField[] {
  const buttons = new Map(
    formFields(state)
      .filter(({ type }) => type === "Btn")
      .map((field) => [field.name, field]),
  );
  const boxes: FormField[] = [];
  for (;;) {
    const box = buttons.get(straddleName(seat, boxes.length + 1));
    if (box === undefined) return boxes;
    boxes.push(box);
  }
}

/**
 * What filling a box changes in its dictionary: the second state beside the empty one, and the choice of it. Throws
 * `sign.field_signed` for a box that is filled, or is not one of ours.
 */
export function filledStraddleBox(
  state: Snapshot,
  box: FormField,
  appearance: number,
): { AP: string; AS: string } {
  const states = state.dictionary(normalAppearance(state, box.dictionary));
  const empty = states?.entries.get(EMPTY);
  const shown = nameOf(state.resolve(box.dictionary.entries.get("AS")));
  if (empty?.kind !== "reference" || shown !== EMPTY || states?.entries.size !== 1) {
    throw new SignError("sign.field_signed", `the 骑缝章 box ${box.name} is filled already`, {
      field: box.name,
    });
  }
  const off = `/${EMPTY} ${empty.number} ${empty.generation} R`;
  return { AP: `<< /N << ${off} /${SEALED} ${appearance} 0 R >> >>`, AS: `/${SEALED}` };
}

const normalAppearance = (state: Snapshot, dictionary: PdfDictionary) =>
  state.dictionary(dictionary.entries.get("AP"))?.entries.get("N");
