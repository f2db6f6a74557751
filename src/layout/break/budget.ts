import { LayoutError } from "../errors.ts";

/** Letters set for one document, headers again on every page: about 600 pages of text. */
const MOST_LETTERS = 2_000_000;

/** Bounds the work one document may cost, whatever it repeats. */
export class Budget {
  #letters = 0;

  /** Counts letters about to be set; throws `layout.too_long` when they are too many. */
  spend(letters: number): void {
    this.#letters += letters;
    if (this.#letters > MOST_LETTERS)
      throw new LayoutError("layout.too_long", "document has too much text to be laid out; divide it", {
        limit: MOST_LETTERS,
      });
  }
}
