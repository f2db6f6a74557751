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
  /** What came of comparing the words shown with those in the bytes that will be signed; without words of their own none are shown. */
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

/** A file of pictures alone has no words to read first. */
const hasWords = (pages: ShownText["pages"]): boolean => pages.some(({ blocks }) => blocks.length > 0);

const texts = new WeakMap<Reader, Promise<ShownText | undefined>>();

/** The words as the server took them from the file; undefined where it cannot. Asked for once. */
export function serverText(contract: Contract): Promise<ShownText | undefined> {
  const reader = readerOf(contract);
  const asked =
    texts.get(reader) ??
    contract.api.text().then(
      (text) => {
        if (text.sha256 === reader.sha256 && hasWords(text.pages)) reader.text ??= text;
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
  const shown = reader.text;
  const pages = await ownWords(contract);
  const has = pages !== undefined && hasWords(pages);
  const same = has && (shown === undefined || JSON.stringify(pages) === JSON.stringify(shown.pages));
  reader.check = same ? "same" : has ? "replaced" : "no words";
  reader.text = has ? { sha256: reader.sha256, pages } : undefined;
  if (!same && shown !== undefined) {
    // What was read so far was not this.
    reader.began = performance.now();
    reader.seen.pages.clear();
    reader.seen.toEnd = false;
  }
  return reader;
}

async function ownWords({ displayed }: Contract): Promise<ShownText["pages"] | undefined> {
  if (displayed === undefined) return undefined;
  const { wordsOf } = await import("./words-of-file.ts");
  return wordsOf(displayed);
}
