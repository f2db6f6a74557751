import { z } from "zod";
import { Source } from "../jurisdictions/jurisdiction.ts";

/** Conditions that a form states, as data: dated, cited, superseded and never edited. */

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Words = z.array(z.union([z.string(), z.boolean()])).min(1);
const Severity = z.enum(["B", "W"]);

/**
 * The closed list of questions a condition may ask of the value at its pointer. Limits include the number they name
 * (民法典 1259): 以上, 不低于, 不小于 is `least`; 不超过, 以内 is `most`. Pointers inside a question may hold `*`: in the
 * same row as the value, or in every row where the question adds up.
 */
export const FormPredicate = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("present") }),
  z.strictObject({ kind: z.literal("number"), least: z.number().optional(), most: z.number().optional() }),
  z.strictObject({
    kind: z.literal("count"),
    least: z.int().optional(),
    most: z.int().optional(),
    where: z
      .strictObject({ field: z.string(), least: z.number().optional(), is: Words.optional() })
      .array()
      .optional()
      .describe("count only the entries whose fields are so"),
    when: z
      .strictObject({ at: z.string(), is: Words })
      .optional()
      .describe("asked only when that value is one of these"),
  }),
  z.strictObject({ kind: z.literal("is"), value: z.union([z.boolean(), z.string()]) }),
  z.strictObject({
    kind: z.literal("follows"),
    other: z.string(),
    pairs: z.array(z.strictObject({ when: z.string(), is: z.union([z.string(), z.boolean(), z.number()]) })),
  }),
  z.strictObject({ kind: z.literal("startsWith"), prefixes: z.array(z.string()).min(1) }),
  z.strictObject({ kind: z.literal("creditCode") }),
  z.strictObject({ kind: z.literal("until"), day: Day }),
  z.strictObject({
    kind: z.literal("dayAfter"),
    other: z.string().describe("a day not later than this one"),
  }),
  z.strictObject({
    kind: z.literal("years"),
    other: z.string().describe("pointer of the first day; the value is the last day of so many years"),
    years: z.int(),
  }),
  z.strictObject({
    kind: z.literal("withinMonths"),
    other: z.string().describe("pointer of the day from which so many months run (民法典 201, 202)"),
    months: z.int(),
  }),
  z.strictObject({ kind: z.literal("inQuarter"), quarter: z.string(), filledOn: z.string() }),
  z.strictObject({
    kind: z.literal("total"),
    of: z.array(z.string()).min(1).describe("pointers; the value is their sum"),
  }),
  z.strictObject({ kind: z.literal("distinct"), field: z.string() }),
  z.strictObject({ kind: z.literal("atMostOther"), other: z.string().describe("pointer of a number") }),
  z.strictObject({
    kind: z.literal("quotient"),
    over: z.string(),
    under: z.string(),
    growth: z.boolean().default(false).describe("`under` is taken from `over` first"),
    times: z.number(),
    within: z.number().describe("how far rounding may lead"),
  }),
]);
export type FormPredicate = z.infer<typeof FormPredicate>;

/** One condition: where it looks (`*` stands for every entry), what it asks, and the words of its findings. */
export const FormCondition = z.strictObject({
  id: z.string().regex(/^[A-Z0-9]{2,4}-\d{2}$/),
  at: z.string().describe("JSON Pointer; `*` is every entry"),
  place: z.string().describe("where a reader finds it; `{n}` is the number of the entry"),
  asks: z.string(),
  holds: FormPredicate,
  since: Day,
  until: Day.optional().describe("last day the condition holds"),
  source: z.array(Source).min(1),
  missing: z.strictObject({ severity: Severity }).optional().describe("absent: may stay empty"),
  failing: z
    .strictObject({ ground: z.enum(["U", "Q"]), severity: Severity, message: z.string(), fix: z.string() })
    .optional()
    .describe("Q never blocks"),
});
export type FormCondition = z.infer<typeof FormCondition>;
