import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
} from "pdf-lib";

/** A signature field's widget on its page. */
export type PlacedWidget = { readonly name: string; readonly ref: PDFRef; readonly page: PDFRef };

const name = (text: string): PDFName => PDFName.of(text);

/**
 * Puts every widget into the structure tree as a Form element (ISO 32000-1 §14.8.4.5, §14.7.4.3): inside the element whose
 * /ID is `sign:<name>`, else at the end of the document. A PDF without tags stays as it is.
 */
export function tagWidgets(document: PDFDocument, widgets: readonly PlacedWidget[]): void {
  const { context, catalog } = document;
  const root = catalog.lookupMaybe(name("StructTreeRoot"), PDFDict);
  const parents = root?.lookupMaybe(name("ParentTree"), PDFDict)?.lookupMaybe(name("Nums"), PDFArray);
  const top = root && topOf(root);
  if (root === undefined || parents === undefined || !(top instanceof PDFRef)) return;
  const elements = elementsById(root);
  let key = root.lookupMaybe(name("ParentTreeNextKey"), PDFNumber)?.asNumber() ?? parents.size() / 2;
  for (const { name: field, ref, page } of widgets) {
    const parent = elements.get(`sign:${field}`) ?? top;
    // The one child stands by itself, not in a list: judges look for the widget at Form.K.Obj (pyHanko does), and take a
    // signed field that the structure names anywhere else for a forbidden change of the signatures before it.
    const content = { Type: "OBJR", Obj: ref, Pg: page };
    const form = context.register(
      context.obj({ Type: "StructElem", S: "Form", P: parent, Pg: page, K: content }),
    );
    append(context.lookup(parent, PDFDict), form);
    context.lookup(ref, PDFDict).set(name("StructParent"), PDFNumber.of(key));
    parents.push(PDFNumber.of(key));
    parents.push(form);
    key += 1;
  }
  root.set(name("ParentTreeNextKey"), PDFNumber.of(key));
}

/** The document's own element: the first of the root's children, which may be one alone or a list (table 354). */
function topOf(root: PDFDict): PDFObject | undefined {
  const [kids, only] = [root.lookup(name("K")), root.get(name("K"))];
  return kids instanceof PDFArray ? kids.get(0) : only;
}

/** /K is a list, or one child by itself: an element, or the number of marked content (table 355). */
function append(parent: PDFDict, kid: PDFRef): void {
  const [kids, only] = [parent.lookup(name("K")), parent.get(name("K"))];
  if (kids instanceof PDFArray) kids.push(kid);
  else parent.set(name("K"), parent.context.obj(only === undefined ? [kid] : [only, kid]));
}

function elementsById(root: PDFDict): ReadonlyMap<string, PDFRef> {
  const names = root.lookupMaybe(name("IDTree"), PDFDict)?.lookupMaybe(name("Names"), PDFArray);
  const elements = new Map<string, PDFRef>();
  if (names === undefined) return elements;
  for (let at = 0; at + 1 < names.size(); at += 2) {
    const [id, ref] = [names.lookup(at), names.get(at + 1)];
    if (id instanceof PDFHexString && ref instanceof PDFRef) elements.set(id.decodeText(), ref);
  }
  return elements;
}
