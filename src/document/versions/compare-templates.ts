import type {
  ClauseChange,
  TemplateClause,
  TemplateDifference,
} from "../../../schemas/api/template-difference.ts";
import type { Bytes } from "../../kit/bytes.ts";
import { sha256Hex } from "../../kit/digest.ts";
import { templateClauses, titleOf } from "./template-clauses.ts";

/** Two clauses of which this share of letter pairs is common are the same clause, changed. */
const ALIKE = 0.5;

/**
 * What changed from one template to another, clause by clause in the order of the newer; removed ones follow. Clauses are
 * found again by title, then by likeness of their words, so that an inserted clause does not change all behind it. Throws
 * what `openTemplate` throws.
 */
export async function compareTemplates(before: Bytes, after: Bytes): Promise<TemplateDifference> {
  const [old, fresh] = [templateClauses(before), templateClauses(after)];
  const partners = paired(old, fresh);
  const changes: ClauseChange[] = [];
  let same = 0;
  for (const clause of fresh) {
    const change = changeOf(partners.get(clause) ?? null, clause);
    if (change === undefined) same += 1;
    else changes.push(change);
  }
  const found = new Set(partners.values());
  for (const clause of old.filter((each) => !found.has(each))) changes.push(removedClause(clause));
  return { before: await sha256Hex(before), after: await sha256Hex(after), same, changes };
}

/** For each newer clause the older one it was. */
function paired(
  old: readonly TemplateClause[],
  fresh: readonly TemplateClause[],
): ReadonlyMap<TemplateClause, TemplateClause> {
  const partners = new Map<TemplateClause, TemplateClause>();
  const left = new Set(old);
  const pair = (clause: TemplateClause, partner: TemplateClause | undefined): void => {
    if (partner === undefined) return;
    partners.set(clause, partner);
    left.delete(partner);
  };
  const unpaired = () => fresh.filter((clause) => !partners.has(clause));
  for (const keyOf of [bodyOf, ({ heading }: TemplateClause) => titleOf(heading)]) {
    const byKey = Map.groupBy(left, keyOf);
    for (const clause of unpaired()) pair(clause, byKey.get(keyOf(clause))?.shift());
  }
  // every one of the rest is compared with every other: only so many
  const candidates = new Map(
    [...left].slice(0, MOST_ALIKE).map((clause) => [clause, pairsOf(bodyOf(clause))]),
  );
  for (const clause of unpaired().slice(0, MOST_ALIKE)) {
    const pairs = pairsOf(bodyOf(clause));
    const [partner] = [...candidates].find(([, others]) => likeness(pairs, others) >= ALIKE) ?? [];
    if (partner !== undefined) candidates.delete(partner);
    pair(clause, partner);
  }
  return partners;
}

const bodyOf = ({ heading, texts }: TemplateClause): string =>
  [titleOf(heading), ...texts.map(titleOf)].join("\n");

function changeOf(before: TemplateClause | null, after: TemplateClause): ClauseChange | undefined {
  if (before === null)
    return { change: "added", heading: after.heading, before, after, removed: [], added: wordsOf(after) };
  if (bodyOf(before) === bodyOf(after)) {
    if (before.heading === after.heading) return undefined;
    return { change: "renumbered", heading: after.heading, before, after, removed: [], added: [] };
  }
  const [removed, added] = [wordsOf(before), wordsOf(after)];
  return {
    change: "changed",
    heading: after.heading,
    before,
    after,
    removed: without(removed, added),
    added: without(added, removed),
  };
}

const removedClause = (before: TemplateClause): ClauseChange => ({
  change: "removed",
  heading: before.heading,
  before,
  after: null,
  removed: wordsOf(before),
  added: [],
});

/** Heading and paragraphs; a heading that is only the beginning of its paragraph is not said twice. */
const wordsOf = ({ heading, texts }: TemplateClause): string[] =>
  heading.endsWith("…") ? texts : [heading, ...texts];

/** The texts of one list that the other has not, counted: a paragraph that stood twice and stands once was removed once. */
function without(texts: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return texts.filter((text) => {
    const at = left.indexOf(text);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

const MOST_COMPARED = 2_000;
const MOST_ALIKE = 100;

/** Share of common letter pairs (Dice), from 0 to 1. */
function likeness(pairs: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let common = 0;
  for (const pair of pairs) if (others.has(pair)) common += 1;
  return pairs.size + others.size === 0 ? 1 : (2 * common) / (pairs.size + others.size);
}

function pairsOf(text: string): ReadonlySet<string> {
  const pairs = new Set<string>();
  const end = Math.min(text.length, MOST_COMPARED) - 1;
  for (let at = 0; at < end; at += 1) pairs.add(text.slice(at, at + 2));
  return pairs;
}
