import { tooLarge } from "../pdf-error.ts";

/**
 * Bytes one file may make the reader look at in vain or again: what is read once is bounded by its size, what is tried from
 * every byte anew is not. An honest file uses almost none of it.
 */
export type Patience = { left: number };

/** Enough for five hundred unreadable operands in a page of a hundred kilobytes; spent in about a second. */
const MOST = 48_000_000;

/** What an entry of a font's tables weighs: many fonts may share a table that each of them unfolds anew. */
const ENTRY = 50;

/** A file's patience, whole. */
export const newPatience = (): Patience => ({ left: MOST });

/** Takes entries of a table off. @throws `pdf.too_large` when nothing is left. */
export const spendEntries = (patience: Patience, entries: number): void => spend(patience, entries * ENTRY);

/** Takes bytes off. @throws `pdf.too_large` when nothing is left. */
export function spend(patience: Patience, bytes: number): void {
  patience.left -= bytes;
  if (patience.left < 0) throw tooLarge("too much of it cannot be read");
}
