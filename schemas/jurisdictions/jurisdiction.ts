import { z } from "zod";
import { Stage } from "../check-report.ts";
import { Role, Seat } from "../contract.ts";
import { Predicate } from "./predicate.ts";

/** Law as data: dated, cited, superseded and never edited. */

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Id of a kind of contract, public and stable: letters of the place, what kind. */
const VariantId = z.string().regex(/^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+$/);

const FindingId = z.string().regex(/^[A-Z0-9]+-\d{2}\.[MU]$/);

/** Where a rule stands written, and when we last read it there. */
export const Source = z.strictObject({
  law: z.string(),
  article: z.string().optional(),
  href: z.url().optional(),
  readOn: Day,
});
export type Source = z.infer<typeof Source>;

const Words = z.strictObject({
  severity: z.enum(["B", "W"]).optional(),
  message: z.string().optional(),
  fix: z.string().optional(),
});

/** The words of one finding id. `{place}`, `{value}` and `{detail}` are filled in; `cases` say it more exactly. */
export const FindingWords = z.strictObject({
  severity: z.enum(["B", "W"]),
  message: z.string(),
  fix: z.string(),
  cases: z.record(z.string(), Words).default({}),
});
export type FindingWords = z.infer<typeof FindingWords>;

/** The same in English. A folder that has none is answered in Chinese. */
const EnglishRule = z.strictObject({
  element: z.string(),
  asks: z.string().describe("what the rule asks, as a question"),
  why: z.string(),
  findings: z.partialRecord(
    z.enum(["M", "U", "Q"]),
    z.strictObject({
      message: z.string(),
      fix: z.string(),
      cases: z.record(z.string(), Words.omit({ severity: true })).default({}),
    }),
  ),
});

/** One element the law asks for. `stages` names the first stage at which it is asked; later stages include it. */
export const Rule = z.strictObject({
  id: z.string().regex(/^[A-Z0-9]+-\d{2}$/),
  element: z.string().optional().describe("short name; absent: what the rule asks"),
  asks: z.string(),
  why: z.string().optional().describe("why it matters, in one sentence"),
  stage: Stage,
  act: z.enum(["signing", "filing"]).default("signing").describe("whose day decides which law applies"),
  since: Day,
  until: Day.optional().describe("last day the rule holds"),
  variants: z.array(VariantId).optional().describe("absent: all variants"),
  source: z.array(Source).min(1),
  holds: Predicate,
  findings: z.partialRecord(z.enum(["M", "U", "Q"]), FindingWords),
  en: EnglishRule.optional(),
});
export type Rule = z.infer<typeof Rule>;

/** A seat of a variant, who sits there, and what the place calls them. */
export const SeatLaw = z.strictObject({ seat: Seat, role: z.array(Role).min(1), label: z.string() });
export type SeatLaw = z.infer<typeof SeatLaw>;

/** Who receives a filed contract. */
export const Recipient = z.enum(["bureau", "park"]);
export type Recipient = z.infer<typeof Recipient>;

/** What one variant is: its seats, title, modes, catalogue of services, copies and recipients. */
export const VariantLaw = z.strictObject({
  id: VariantId,
  name: z.string(),
  free: z.boolean().default(false).describe("the enterprise pays nothing by law, and the contract says so"),
  title: z
    .strictObject({ lacks: z.string(), matches: z.string() })
    .describe("a title that lacks or matches this is another contract's"),
  seats: z.array(SeatLaw).min(2),
  modes: z.array(z.string()).min(1),
  catalogue: z.array(z.strictObject({ code: z.string(), name: z.string() })),
  otherHolders: z.int().min(0).describe("copies for holders that are not parties"),
  recipients: z.array(Recipient),
});
export type VariantLaw = z.infer<typeof VariantLaw>;

/** Which authority receives filings of an enterprise: overrides by code prefix first, then the first four digits and 00. */
export const AuthorityMap = z.strictObject({
  within: z.string().describe("prefix of the codes this law covers"),
  overrides: z.array(z.strictObject({ prefix: z.string(), authority: z.string() })),
  authorities: z.array(z.strictObject({ code: z.string(), name: z.string(), word: z.string() })),
});
export type AuthorityMap = z.infer<typeof AuthorityMap>;

/** How filing works where it exists. `roll` moves a last day that is a rest day (民法典 203). */
export const FilingLaw = z.strictObject({
  months: z.int().nullable().describe("null: no deadline is stated"),
  roll: z.enum(["none", "workday"]),
  holidays: z.array(Day),
  workdays: z.array(Day),
  authority: AuthorityMap,
  series: z
    .strictObject({
      contract: z.string(),
      agency: z.string(),
      correction: z.string().optional().describe("default: the contract's words and 补"),
      refusal: z.string().optional().describe("default: the contract's words and 不予"),
      cityWord: z.enum(["omitted", "written"]),
    })
    .describe("issuer's words in document numbers; whether the city's word stands in them"),
  source: z.array(Source).min(1),
});
export type FilingLaw = z.infer<typeof FilingLaw>;

/**
 * Which findings stand in the way of filing, and what the bureau calls it. `stated` says whether the place's own norm
 * states refusal at all; where it does not, blocking findings send the contract back and nobody reads 不予备案. Ground Q
 * cannot be written here: it never blocks.
 */
export const FilingPolicy = z.strictObject({
  stated: z.boolean(),
  refusal: z.string().describe("the bureau's word for not filing"),
  grounds: z
    .partialRecord(z.enum(["M", "U"]), z.string())
    .describe("grounds that block, in the bureau's words"),
  also: z.array(FindingId).default([]).describe("warnings of ground M or U that block here"),
  never: z.array(FindingId).default([]).describe("findings that block elsewhere and not here"),
  source: z.array(Source).min(1),
});
export type FilingPolicy = z.infer<typeof FilingPolicy>;

/**
 * A folder of law: its variants, its own rules and grades, what blocks filing, and how it files. A rule of the folder
 * stands in for the common rule of its id in the variants it names, or in all of them.
 */
export const JurisdictionFolder = z.strictObject({
  code: z.string(),
  name: z.string(),
  order: z.int().describe("place among the folders"),
  variants: z.array(VariantLaw),
  rules: z.array(Rule),
  severities: z
    .record(z.string().regex(/^[A-Z0-9]+-\d{2}\.[MU](?:@[A-Z0-9-]+)?$/), z.enum(["B", "W"]))
    .default({})
    .describe("finding ids graded otherwise than in common, `SUB-07.M@HB-SUB` in one variant only"),
  policy: FilingPolicy,
  without: z.array(z.string()).default([]).describe("common rules that do not apply here"),
  norms: z
    .array(z.string())
    .default([])
    .describe("norms of this place alone: a common rule cites them here and nowhere else"),
  filing: FilingLaw.nullable(),
});
export type JurisdictionFolder = z.infer<typeof JurisdictionFolder>;

/**
 * What turns places, laws, the pieces of a message, and the names of jurisdictions, variants and answers into English.
 * `details` are replaced in their order; what is not in `names` keeps its own.
 */
export const EnglishWords = z.strictObject({
  places: z.record(z.string(), z.string()),
  laws: z.record(z.string(), z.string()),
  names: z.record(z.string(), z.string()).default({}),
  details: z.array(z.tuple([z.string(), z.string()])),
});
export type EnglishWords = z.infer<typeof EnglishWords>;

/** The law of one variant, common and local together, in catalogue order. */
export type Jurisdiction = {
  readonly code: string;
  readonly name: string;
  readonly variant: VariantLaw;
  readonly rules: readonly Rule[];
  readonly policy: FilingPolicy;
  readonly filing: FilingLaw | null;
  readonly places: Readonly<Record<string, string>>;
  readonly english: EnglishWords;
};
