import type { DocumentPlace, ExtractedValue } from "../../schemas/extraction.ts";
import type { Clause, Spot } from "./outline.ts";

/** Where a value was found: the spot, the text there, the clause, how sure we are. */
export type Source = {
  readonly spot: Spot;
  readonly quote: string;
  readonly clause?: Clause | undefined;
  readonly confidence: number;
};

const LONGEST_QUOTE = 120;

/** What was read out of a table that may be no such table is a question. */
const GUESSED = 0.5;

/** A source as the wire shows it. */
export function placeOf({ spot, quote, clause }: Source): DocumentPlace {
  const name = clause === undefined ? "" : `${clause.label} ${clause.heading}`.trim();
  return {
    ...(spot.page !== undefined && { page: spot.page }),
    ...(spot.paragraph !== undefined && { paragraph: spot.paragraph }),
    ...(spot.cell !== undefined && { cell: { ...spot.cell } }),
    ...(name !== "" && { clause: name.slice(0, 60) }),
    quote: quote.length > LONGEST_QUOTE ? `${quote.slice(0, LONGEST_QUOTE)}……` : quote,
  };
}

/** Collects values of the contract shape with their places. The first value of a pointer stays. */
export class Gathering {
  readonly values: ExtractedValue[] = [];
  readonly #byPointer = new Map<string, ExtractedValue>();
  readonly #used = new Set<string>();

  has(pointer: string): boolean {
    return this.#byPointer.has(pointer);
  }

  textAt(pointer: string): string | undefined {
    const value = this.#byPointer.get(pointer)?.value;
    return typeof value === "string" ? value : undefined;
  }

  /** Puts a value unless one is there. An empty text is a value: the line is there and was left blank. */
  put(pointer: string, value: string | number | boolean, source: Source): void {
    if (this.has(pointer)) return;
    const found = {
      pointer,
      value,
      at: placeOf(source),
      confidence: source.spot.guessed === true ? Math.min(source.confidence, GUESSED) : source.confidence,
    };
    this.#byPointer.set(pointer, found);
    this.values.push(found);
  }

  /** Puts a value in the place of one that was left blank. */
  fill(pointer: string, value: string, source: Source): void {
    const known = this.textAt(pointer);
    if (known === undefined || known.trim() === "") this.replace(pointer, value, source);
  }

  /** Puts a value in the place of whatever is there. */
  replace(pointer: string, value: string, source: Source): void {
    const at = this.values.findIndex((each) => each.pointer === pointer);
    if (at >= 0) this.values.splice(at, 1);
    this.#byPointer.delete(pointer);
    this.put(pointer, value, source);
  }

  /** Marks a sentence as read into an element: it is not repeated among the other clauses. */
  use(sentence: string): void {
    this.#used.add(sentence);
  }

  isUsed(sentence: string): boolean {
    return this.#used.has(sentence);
  }
}
