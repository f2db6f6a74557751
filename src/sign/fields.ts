import { PDFArray, PDFHexString, PDFName, type PDFPage } from "pdf-lib";
import type { Bytes } from "../kit/bytes.ts";
import { SignError } from "./errors.ts";
import type { FieldPlan, MarginPlan, UnseenPlan } from "./field-plans.ts";
import { appearanceStream } from "./appearance-stream.ts";
import { assertFreshPdf, loadPdf } from "./pdf-file.ts";
import { emptyPlace } from "./seal/appearance.ts";
import type { SealFont } from "./seal/spec.ts";
import { straddleBoxes, type StraddleWish } from "./seal/straddle.ts";
import { placeStraddleBox } from "./straddle-boxes.ts";
import { type PlacedWidget, tagWidgets } from "./tag-widgets.ts";

/** ISO 32000-2 table 167: Print, and Locked so that no viewer offers to move or delete the field. */
const WIDGET_FLAGS = 4 | 128;
/** SignaturesExist and AppendOnly (table 225). */
const SIGNATURE_FLAGS = 3;

/**
 * Rewrites a freshly rendered PDF into revision 1 with every signature field in it, empty: afterwards bytes are only
 * appended. An empty field shows nothing, or, given a font, its label faintly; signing replaces that by the seal. A `StraddleWish` becomes the
 * boxes of a 骑缝章. Classic cross-reference table, no object streams; the same input gives the same bytes. What the
 * renderer put in (XMP, output intent, attachments, /ID) stays. Throws `sign.not_a_fresh_pdf` for a PDF that already has
 * revisions, form fields or signatures, `sign.wrong_field_plan`, `sign.unreadable_pdf`, `sign.pdf_too_large`.
 */
export async function placeSignatureFields(
  pdf: Bytes,
  fields: readonly (FieldPlan | MarginPlan | UnseenPlan | StraddleWish)[],
  font?: SealFont,
): Promise<Bytes> {
  assertFreshPdf(pdf);
  const document = await loadPdf(pdf);
  if (document.catalog.has(PDFName.of("AcroForm"))) {
    throw new SignError(
      "sign.not_a_fresh_pdf",
      "the PDF already has form fields; fields are placed once, by us",
    );
  }
  const pages = document.getPages();
  const frames = pages.map((page) => page.getMediaBox());
  const seats = fields.flatMap((plan) => {
    if ("rect" in plan) return [plan];
    return "topRight" in plan ? [inMargin(plan, frames[plan.page])] : [];
  });
  const unseen = fields.filter((plan) => "unseen" in plan);
  const strips = fields.flatMap((plan) => ("straddle" in plan ? straddleBoxes(plan, frames) : []));
  assertPlans([...seats, ...strips], pages);
  const widgets = [
    ...seats.map((plan) => placeField(plan, pageOf(plan, pages), font)),
    ...strips.map((plan) => placeStraddleBox(plan, pageOf(plan, pages))),
    ...unseen.map((plan) => placeUnseen(plan, pageOf({ ...plan, page: 0 }, pages))),
  ];
  tagWidgets(document, widgets);
  const form = document.context.register(
    document.context.obj({ Fields: widgets.map(({ ref }) => ref), SigFlags: SIGNATURE_FLAGS }),
  );
  document.catalog.set(PDFName.of("AcroForm"), form);
  const saved = await document.save({
    useObjectStreams: false,
    addDefaultPage: false,
    updateFieldAppearances: false,
    objectsPerTick: Number.POSITIVE_INFINITY,
  });
  return new Uint8Array(saved);
}

/** A margin's field on its page. A page that is not there leaves it without a place, which is refused later. */
function inMargin(
  { topRight, ...plan }: MarginPlan,
  frame: ReturnType<PDFPage["getMediaBox"]> | undefined,
): FieldPlan {
  const { x = 0, y = 0, width = 0, height = 0 } = frame ?? {};
  const [right, top] = [x + width - topRight.right, y + height - topRight.top];
  return { ...plan, rect: [right - topRight.width, top - topRight.height, right, top] };
}

/** A field whose widget has no size (§12.7.5.5): it needs no appearance, and no reader shows it. */
function placeUnseen(plan: UnseenPlan, page: PDFPage): PlacedWidget {
  const { context } = page.doc;
  const widget = context.register(
    context.obj({
      Type: "Annot",
      Subtype: "Widget",
      FT: "Sig",
      T: PDFHexString.fromText(plan.name),
      TU: PDFHexString.fromText(plan.label),
      Rect: [0, 0, 0, 0],
      F: WIDGET_FLAGS,
      P: page.ref,
    }),
  );
  const annotations = page.node.lookupMaybe(PDFName.of("Annots"), PDFArray);
  page.node.set(PDFName.of("Annots"), context.obj([...(annotations?.asArray() ?? []), widget]));
  return { name: plan.name, ref: widget, page: page.ref };
}

/** One field merged with its one widget (ISO 32000-2 §12.7.4.1), on its page's /Annots. */
function placeField(plan: FieldPlan, page: PDFPage, font: SealFont | undefined): PlacedWidget {
  const { context } = page.doc;
  const [x1, y1, x2, y2] = plan.rect;
  // PDF/A wants an appearance for every widget, also where it shows nothing.
  const picture =
    font === undefined || plan.quiet === true
      ? undefined
      : emptyPlace({ width: x2 - x1, height: y2 - y1 }, plan.label, font);
  const appearance = context.register(
    appearanceStream(context, { width: x2 - x1, height: y2 - y1 }, picture),
  );
  const widget = context.register(
    context.obj({
      Type: "Annot",
      Subtype: "Widget",
      FT: "Sig",
      T: PDFHexString.fromText(plan.name),
      TU: PDFHexString.fromText(plan.label),
      Rect: [x1, y1, x2, y2],
      F: WIDGET_FLAGS,
      P: page.ref,
      AP: { N: appearance },
    }),
  );
  const annotations = page.node.lookupMaybe(PDFName.of("Annots"), PDFArray);
  page.node.set(PDFName.of("Annots"), context.obj([...(annotations?.asArray() ?? []), widget]));
  return { name: plan.name, ref: widget, page: page.ref };
}

function assertPlans(fields: readonly FieldPlan[], pages: readonly PDFPage[]): void {
  const names = new Set<string>();
  for (const { name, page, rect } of fields) {
    const refuse = (why: string): never => {
      throw new SignError("sign.wrong_field_plan", `signature field ${name || "(no name)"}: ${why}`, {
        name,
        page,
        rect,
      });
    };
    if (name === "" || name.length > 64 || name.includes("."))
      refuse("a name has 1 to 64 characters and no full stop");
    if (names.has(name)) refuse("the name is used twice");
    names.add(name);
    const box = pageOf({ name, page }, pages).getMediaBox();
    const [x1, y1, x2, y2] = rect;
    if (!rect.every(Number.isFinite) || x2 - x1 < 1 || y2 - y1 < 1)
      refuse("the rectangle is empty or turned over");
    if (x1 < box.x || y1 < box.y || x2 > box.x + box.width || y2 > box.y + box.height)
      refuse("the rectangle leaves the page");
  }
}

function pageOf({ name, page }: Pick<FieldPlan, "name" | "page">, pages: readonly PDFPage[]): PDFPage {
  const sheet = pages[page];
  if (sheet !== undefined) return sheet;
  throw new SignError(
    "sign.wrong_field_plan",
    `signature field ${name}: there is no page ${page} (0-based)`,
    { name, page },
  );
}
