import { z } from "zod";
import { Source } from "../jurisdictions/jurisdiction.ts";

/** Conditions that a form states, as data: dated, cited, superseded and never edited. */

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Severity = z.enum(["B", "W"]);

/**
 * The closed list of questions a condition may ask of the value at its pointer. Limits include the number they name
 * (民法典 1259): 以上, 不低于, 不小于 is `least`; 不超过, 以内 is `most`.
 */
export const FormPredicate = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("present") }),
  z.strictObject({ kind: z.literal("number"), least: z.number().optional(), most: z.number().optional() }),
  z.strictObject({
    kind: z.literal("count"),
    least: z.int().optional(),
    most: z.int().optional(),
    where: z
      .strictObject({ field: z.string(), least: z.number().optional(), is: z.unknown().optional() })
      .optional()
      .describe("count only the entries whose field is so"),
  }),
  z.strictObject({ kind: z.literal("sum"), field: z.string(), most: z.number() }),
  z.strictObject({ kind: z.literal("is"), value: z.union([z.boolean(), z.string()]) }),
  z.strictObject({ kind: z.literal("startsWith"), prefixes: z.array(z.string()).min(1) }),
  z.strictObject({ kind: z.literal("creditCode") }),
  z.strictObject({ kind: z.literal("day"), from: Day.optional(), until: Day.optional() }),
  z.strictObject({ kind: z.literal("dayAfter"), other: z.string().describe("pointer of the earlier day") }),
  z.strictObject({
    kind: z.literal("years"),
    other: z.string().describe("pointer of the first day; the value is the last day"),
    years: z.int(),
  }),
  z.strictObject({ kind: z.literal("sumOf"), parts: z.array(z.string()).describe("pointers; they add up") }),
  z.strictObject({
    kind: z.literal("atMostOther"),
    other: z.string().describe("pointer of the larger number"),
  }),
  z.strictObject({ kind: z.literal("distinct"), field: z.string() }),
  z.strictObject({
    kind: z.literal("quotient"),
    over: z.string(),
    under: z.string(),
    minus: z.string().optional().describe("taken from `over` first, as growth is"),
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
    .optional(),
});
export type FormCondition = z.infer<typeof FormCondition>;
