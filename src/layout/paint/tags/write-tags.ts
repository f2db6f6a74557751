import {
  type PDFContext,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  type PDFRef,
} from "pdf-lib";
import { textString } from "../pdf-objects.ts";
import { type Content, isContent, type Tag } from "./tag.ts";

type Written = {
  readonly context: PDFContext;
  readonly pages: readonly PDFRef[];
  readonly refs: Map<Tag, PDFRef>;
  readonly ids: Map<string, PDFRef>;
};

/** Elements that mean something without content: a row without its cells would not be a row of its table. */
const KEPT_EMPTY: ReadonlySet<Tag["type"]> = new Set(["Document", "Table", "TR", "TH", "TD"]);

/**
 * Writes the structure tree (ISO 32000-1 §14.7): elements, ParentTree by page, IDTree by marked content control, RoleMap;
 * says that the document is tagged. Elements without content are left out, but for cells. `owners`: by page, by MCID.
 */
export function writeTags(pdf: PDFDocument, root: Tag, owners: readonly (readonly Tag[])[]): void {
  const { context, catalog } = pdf;
  const written: Written = {
    context,
    pages: pdf.getPages().map((page) => page.ref),
    refs: new Map(),
    ids: new Map(),
  };
  const tree = context.nextRef();
  const top = writeTag(root, tree, written);
  const parents = context.obj({
    Nums: owners.flatMap((tags, page) => [
      PDFNumber.of(page),
      context.register(context.obj(tags.map((tag) => written.refs.get(tag) ?? top))),
    ]),
  });
  const ids = [...written.ids].map(([id, ref]) => [textString(id), ref] as const);
  // A name tree is sorted by its keys.
  ids.sort(([a], [b]) => (a.asString() < b.asString() ? -1 : 1));
  context.assign(
    tree,
    context.obj({
      Type: "StructTreeRoot",
      K: [top],
      ParentTree: context.register(parents),
      ParentTreeNextKey: owners.length,
      RoleMap: { Title: "P" },
      ...(ids.length === 0 ? {} : { IDTree: { Names: ids.flat() } }),
    }),
  );
  catalog.set(PDFName.of("StructTreeRoot"), tree);
  catalog.set(PDFName.of("MarkInfo"), context.obj({ Marked: true }));
  for (const [index, page] of pdf.getPages().entries()) {
    page.node.set(PDFName.of("StructParents"), PDFNumber.of(index));
    page.node.set(PDFName.of("Tabs"), PDFName.of("S"));
  }
}

function writeTag(tag: Tag, parent: PDFRef, written: Written): PDFRef {
  const { context } = written;
  const ref = context.nextRef();
  written.refs.set(tag, ref);
  const dict = PDFDict.withContext(context);
  const put = (key: string, value: PDFObject): void => dict.set(PDFName.of(key), value);
  put("Type", PDFName.of("StructElem"));
  put("S", PDFName.of(tag.type));
  put("P", parent);
  const contents = tag.kids.filter(isContent);
  const own = contents[0]?.page;
  const page = own === undefined ? undefined : written.pages[own];
  if (page !== undefined) put("Pg", page);
  const kids = tag.kids
    .filter((kid) => isContent(kid) || holdsContent(kid))
    .map((kid) => (isContent(kid) ? writeContent(kid, own, written) : writeTag(kid, ref, written)));
  if (kids.length > 0) put("K", context.obj(kids));
  const attributes = attributesOf(tag);
  if (attributes !== undefined) put("A", context.obj(attributes));
  if (tag.figure !== undefined) put("Alt", textString(tag.figure.alt));
  if (tag.actual !== undefined) put("ActualText", textString(tag.actual));
  const id = tag.places.find((place) => !written.ids.has(place));
  if (id !== undefined) {
    written.ids.set(id, ref);
    put("ID", textString(id));
  }
  context.assign(ref, dict);
  return ref;
}

const holdsContent = (tag: Tag): boolean =>
  KEPT_EMPTY.has(tag.type) || tag.kids.some((kid) => isContent(kid) || holdsContent(kid));

/** Content on the element's own page is named by number, on a later one with its page. */
function writeContent(
  { page, mcid }: Content,
  own: number | undefined,
  { context, pages }: Written,
): PDFObject {
  if (page === own) return PDFNumber.of(mcid);
  const ref = pages[page];
  return context.obj({ Type: "MCR", MCID: mcid, ...(ref === undefined ? {} : { Pg: ref }) });
}

function attributesOf({
  type,
  span,
  numbering,
  figure,
}: Tag): Record<string, string | number | number[]> | undefined {
  if (type === "TH" || type === "TD") {
    const spans = {
      ...((span?.columns ?? 1) > 1 ? { ColSpan: span?.columns ?? 1 } : {}),
      ...((span?.rows ?? 1) > 1 ? { RowSpan: span?.rows ?? 1 } : {}),
      ...(type === "TH" ? { Scope: "Column" } : {}),
    };
    return Object.keys(spans).length === 0 ? undefined : { O: "Table", ...spans };
  }
  if (numbering !== undefined) return { O: "List", ListNumbering: numbering };
  if (figure === undefined) return undefined;
  const { box, pageHeight } = figure;
  const corners = [box.x, pageHeight - box.y - box.height, box.x + box.width, pageHeight - box.y];
  return { O: "Layout", Placement: "Inline", BBox: corners.map((each) => Math.round(each * 100) / 100) };
}
