import {
  eachReference,
  type PdfDictionary,
  type PdfIndirect,
  type PdfObject,
  type Snapshot,
} from "../../formats/pdf/index.ts";

/** Every object that the trailer leads to, by number. A number that leads nowhere (the null object) is not among them. */
export function reachable(state: Snapshot): ReadonlyMap<number, PdfIndirect> {
  const found = new Map<number, PdfIndirect>();
  const stack: PdfObject[] = [state.revision.trailer];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    eachReference(top, ({ number }) => {
      const object = found.has(number) ? undefined : state.load(number);
      if (object === undefined) return;
      found.set(number, object);
      stack.push(object.object);
    });
  }
  return found;
}

/** Every dictionary in an object: itself, a stream's, and those inside. Depth is bounded by the reader. */
export function eachDictionary(object: PdfObject, visit: (dictionary: PdfDictionary) => void): void {
  if (object.kind === "array") for (const item of object.items) eachDictionary(item, visit);
  else if (object.kind === "stream") eachDictionary(object.dictionary, visit);
  else if (object.kind === "dictionary") {
    visit(object);
    for (const value of object.entries.values()) eachDictionary(value, visit);
  }
}
