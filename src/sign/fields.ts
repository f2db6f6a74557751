import { PDFArray, PDFHexString, PDFName, type PDFPage } from "pdf-lib";
import type { Bytes } from "../kit/bytes.ts";
import type { Mark } from "../ports/renderer.ts";
import { SignError } from "./errors.ts";
import { appearanceStream } from "./appearance-stream.ts";
import { assertFreshPdf, loadPdf } from "./pdf-file.ts";
import { emptyPlace } from "./seal/appearance.ts";
import type { SealFont } from "./seal/spec.ts";
import { straddleBoxes, type StraddleWish } from "./seal/straddle.ts";
import { placeStraddleBox } from "./straddle-boxes.ts";
import { type PlacedWidget, tagWidgets } from "./tag-widgets.ts";

/** Where one signature will stand. All of a document's fields are made at once, before the first signature. */
export type FieldPlan = {
  /** Name of the seat, e.g. `甲方`, `bureau`. Unique in the document; no full stop (it would mean a child field). */
  readonly name: string;
  /** 0-based page. */
  readonly page: number;
  /** x1, y1, x2, y2 in points, origin bottom left. */
  readonly rect: readonly [number, number, number, number];
  /** What assistive software and viewers call the field (/TU), and what an empty field says where a font is given. */
  readonly label: string;
};

/** ISO 32000-2 table 167: Print, and Locked so that no viewer offers to move or delete the field. */
const WIDGET_FLAGS = 4 | 128;
/** SignaturesExist and AppendOnly (table 225). */
const SIGNATURE_FLAGS = 3;

const seatLabel = (seat: string): string => (seat === "bureau" ? "备案机关签章处" : `${seat}签章处`);

/** The plans of the marks tagged `sign:<seat>`, in the order of the marks; other marks are left alone. */
export function fieldPlansFromMarks(marks: readonly Mark[], labelOf = seatLabel): FieldPlan[] {
  return marks.flatMap((mark) => {
    if (!mark.tag.startsWith("sign:")) return [];
    const name = mark.tag.slice("sign:".length);
    const rect = [mark.x, mark.y, mark.x + mark.width, mark.y + mark.height] as const;
    return [{ name, page: mark.page, rect, label: labelOf(name) }];
  });
}

/**
 * Rewrites a freshly rendered PDF into revision 1 with every signature field in it, empty: afterwards bytes are only
 * appended. An empty field shows nothing, or, given a font, its label faintly; signing replaces that by the seal. A `StraddleWish` becomes the
 * boxes of a 骑缝章. Classic cross-reference table, no object streams; the same input gives the same bytes. What the
 * renderer put in (XMP, output intent, attachments, /ID) stays. Throws `sign.not_a_fresh_pdf` for a PDF that already has
 * revisions, form fields or signatures, `sign.wrong_field_plan`, `sign.unreadable_pdf`, `sign.pdf_too_large`.
 */
export async function placeSignatureFields(
  pdf: Bytes,
  fields: readonly (FieldPlan | StraddleWish)[],
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
  const seats = fields.filter((plan) => "name" in plan);
  const frames = pages.map((page) => page.getMediaBox());
  const strips = fields.flatMap((plan) => ("straddle" in plan ? straddleBoxes(plan, frames) : []));
  assertPlans([...seats, ...strips], pages);
  const widgets = [
    ...seats.map((plan) => placeField(plan, pageOf(plan, pages), font)),
    ...strips.map((plan) => placeStraddleBox(plan, pageOf(plan, pages))),
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

/** One field merged with its one widget (ISO 32000-2 §12.7.4.1), on its page's /Annots. */
function placeField(plan: FieldPlan, page: PDFPage, font: SealFont | undefined): PlacedWidget {
  const { context } = page.doc;
  const [x1, y1, x2, y2] = plan.rect;
  // PDF/A wants an appearance for every widget, also where it shows nothing.
  const picture =
    font === undefined ? undefined : emptyPlace({ width: x2 - x1, height: y2 - y1 }, plan.label, font);
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
