import type { ShownText } from "../../../../schemas/api/signing-link.ts";
import type { Contract } from "./flow.ts";
import { fetchDocument } from "./fetch-document.ts";
import type { PdfView } from "./pdf-view.ts";

/** What was on the screen long enough to be called seen. */
export type Seen = { readonly pages: Set<number>; toEnd: boolean };

/**
 * How far the reading of a contract has come. It outlives a drawing of its screen: neither another language nor a way back begins
 * the reading anew. Another file does.
 */
export type Reader = {
  readonly sha256: string;
  readonly seen: Seen;
  /** When its words stood on the screen first, by `performance.now()`. */
  began: number | undefined;
  view: "text" | "original";
  /** The reader took the page in hand: from here on nothing is exchanged under the eyes. */
  touched: boolean;
  zoom: number;
  text?: ShownText | undefined;
  /** What came of comparing the words shown with those in the bytes that will be signed. */
  check: "open" | "same" | "replaced" | "no words";
  original?: PdfView | undefined;
  originalFailed: boolean;
};

const readers = new WeakMap<Contract, Reader>();

/** The reader of a contract's present file. */
export function readerOf(contract: Contract): Reader {
  const { sha256 } = contract.task.document;
  const known = readers.get(contract);
  if (known?.sha256 === sha256) return known;
  void known?.original?.loadingTask.destroy();
  const fresh: Reader = {
    sha256,
    seen: { pages: new Set(), toEnd: false },
    began: undefined,
    view: "text",
    touched: false,
    zoom: 1,
    check: "open",
    originalFailed: false,
  };
  readers.set(contract, fresh);
  return fresh;
}

const texts = new WeakMap<Reader, Promise<ShownText | undefined>>();

/** The words as the server took them from the file; undefined where it cannot. Asked for once. */
export function serverText(contract: Contract): Promise<ShownText | undefined> {
  const reader = readerOf(contract);
  const asked =
    texts.get(reader) ??
    contract.api.text().then(
      (text) => {
        reader.text ??= text.sha256 === reader.sha256 ? text : undefined;
        return reader.text;
      },
      () => {
        texts.delete(reader);
        return undefined;
      },
    );
  texts.set(reader, asked);
  return asked;
}

/**
 * Fetches the bytes and takes the words from them here, in the page. Words that differ from those shown so far take their place:
 * what is signed is what counts. Throws when the bytes are not those the task names, or do not come.
 */
export async function checkWords(contract: Contract): Promise<Reader> {
  await fetchDocument(contract);
  const reader = readerOf(contract);
  if (reader.check !== "open") return reader;
  const pages = await ownWords(contract);
  if (pages === undefined) reader.check = "no words";
  else if (JSON.stringify(pages) === JSON.stringify(reader.text?.pages)) reader.check = "same";
  else {
    reader.check = reader.text === undefined ? "same" : "replaced";
    reader.text = { sha256: reader.sha256, pages };
    if (reader.check === "replaced") {
      // What was read so far was not this.
      reader.began = performance.now();
      reader.seen.pages.clear();
      reader.seen.toEnd = false;
    }
  }
  return reader;
}

async function ownWords({ displayed }: Contract): Promise<ShownText["pages"] | undefined> {
  if (displayed === undefined) return undefined;
  const { wordsOf } = await import("./words-of-file.ts");
  return wordsOf(displayed);
}
