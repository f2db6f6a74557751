import type { Gathering } from "./gathering.ts";
import type { Clause, Outline } from "./outline.ts";
import { at, rowsIn, sentencesIn } from "./sentences.ts";

const LONGEST = 4000;

/** What no element took stays a clause under its heading, so that the rules about words and other clauses can read it. */
export function putOtherClauses(outline: Outline, into: Gathering): void {
  const preamble: Clause = {
    ...outline.head,
    heading: "前言",
    lines: outline.head.lines.filter(({ text }) => text.length > 24 && /[，。]/u.test(text)),
  };
  for (const clause of [preamble, ...outline.clauses]) putClause(clause, into);
  for (const annex of outline.annexes) putClause({ ...annex, heading: annex.label }, into);
}

function putClause(clause: Clause, into: Gathering): void {
  const rows = rowsIn(clause).filter(({ text }) => !/_{2,}|：$/u.test(text));
  const blanks = into.values.flatMap(({ value, at: { quote } }) =>
    typeof value === "string" && /_{2}/u.test(value) ? [quote.slice(0, 100)] : [],
  );
  // a blank that an element has is that element's, and what repeats it in an annex says nothing new
  const isKnownBlank = (text: string): boolean =>
    /_{2}/u.test(text) &&
    (blanks.some((quote) => text.startsWith(quote)) ||
      (blanks.length > 0 && clause.heading.startsWith("附件")));
  const sentences = [...sentencesIn(clause), ...rows].filter(
    ({ text }) => !into.isUsed(text) && !isKnownBlank(text),
  );
  const [first] = sentences;
  if (first === undefined) return;
  const name = (clause.heading || clause.label || "条款").slice(0, 36).replaceAll(/[~/\s]/gu, "");
  let key = name;
  for (let count = 2; into.has(`/clauses/${key}`); count += 1) key = `${name}${count}`;
  const text = sentences
    .map((sentence) => sentence.text)
    .join("")
    .slice(0, LONGEST);
  into.put(`/clauses/${key}`, text, at(first, 0.9));
}
