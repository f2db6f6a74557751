import type { Gathering, Source } from "./gathering.ts";
import type { Clause, Outline, OutlineLine } from "./outline.ts";

/** A sentence with where it stands. */
export type Sentence = { readonly text: string; readonly clause: Clause; readonly line: OutlineLine };

/** The number of a sentence and the gap behind it: 「9.1⇥」「（一）⇥」 is no sentence of its own. */
export const NUMBER_AND_GAP =
  /^(\s*(?:第?[一二三四五六七八九十\d]{1,3}[款项、.．)）]?|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}(?:[.-]\d{1,2}){1,3}[、.．]?|[①-⑳a-zA-Z][、.．)）]?))\t/u;

/** Sentences of a clause: cut at 。 and ； and at the ends of lines. */
export const sentencesIn = (clause: Clause): readonly Sentence[] =>
  clause.lines.flatMap((line) =>
    line.text
      .replace(NUMBER_AND_GAP, "$1 ")
      .split(/(?<=[。；;])|\t/u)
      .map((text) => text.trim())
      .filter((text) => text !== "")
      .map((text) => ({ text, clause, line })),
  );

/** The text of a cell on one line; lines that begin something of their own stay sentences. */
const onOneLine = (text: string): string =>
  text
    .replaceAll(
      /(?<![。；;：，、\n])\n(?=第[一二三四五\d]|[（(]?\d{1,2}[）)、.．]|\p{Script=Han}{2,8}[：:])/gu,
      "；",
    )
    .replaceAll("\n", "")
    .trim();

/** Rows of two cells as sentences: 「总金额（小写）：¥30,000.00元」. */
export const rowsIn = (clause: Clause): readonly Sentence[] =>
  clause.tables.flatMap(({ rows }) =>
    rows.flatMap((row) => {
      const cells = row.map((cell) => ({ ...cell, text: onOneLine(cell.text) }));
      if (cells.length !== 2 && cells.length !== 4) return [];
      return [0, 2].flatMap((at) => {
        const [label, value] = [cells[at], cells[at + 1]];
        if (
          label === undefined ||
          value === undefined ||
          label.text === "" ||
          label.text.length > 16 ||
          /\d{2}/.test(label.text)
        )
          return [];
        const name = label.text.replace(/：$/u, "");
        const line = { text: `${name}：${value.text}`, spot: value.spot, size: 12, centred: false };
        // a cell of several sentences says each of them under its label
        const told = value.text.split(/(?<=[。；;])(?=.)/u);
        return told.map((text) => ({ text: `${name}：${text.trim()}`, clause, line }));
      });
    }),
  );

/** Sentences of the clauses, of the head where there are none. */
export const sentencesOf = ({ head, clauses }: Outline): readonly Sentence[] =>
  (clauses.length === 0 ? [head] : [head, ...clauses]).flatMap((clause) => [
    ...sentencesIn(clause),
    ...rowsIn(clause),
  ]);

/** Text of a sentence without its number and its stop. */
export const bareSentence = (text: string): string =>
  text
    .replace(
      /^\s*(?:第[一二三四五六七八九十]{1,2}[，、]|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|\d{1,2}(?:[.-]\d{1,2}){1,3}\s*[、.．]?|\d{1,2}\s*[、.．)）]|[一二三四五六七八九十]{1,3}[、.．]|[a-z][)）]|[A-Z]\d{1,2}(?:\s*[、.．]|\s+(?=\p{Script=Han}))|第[一二三四五六七八九十\d]{1,3}[款项](?!的|所|约|规|载|列)|[①-⑳])\s*/u,
      "",
    )
    .replace(/[。；;，,\s]+$/u, "")
    .trim();

/** A source at a sentence. */
export const at = ({ text, clause, line }: Sentence, confidence: number): Source => ({
  spot: line.spot,
  quote: text,
  clause,
  confidence,
});

/** Puts joined sentences at a pointer, from the first of them, and marks them as read. */
export function putSentences(
  into: Gathering,
  pointer: string,
  found: { readonly sentences: readonly Sentence[]; readonly confidence: number; readonly longest: number },
): void {
  const [first] = found.sentences;
  if (first === undefined || into.has(pointer)) return;
  const text = found.sentences
    .map((sentence) => bareSentence(sentence.text))
    .join("；")
    .slice(0, found.longest);
  into.put(pointer, text, at(first, found.confidence));
  for (const sentence of found.sentences) into.use(sentence.text);
}
