import { z } from "zod";
import { Ground } from "../check-report.ts";
import { Role } from "../contract.ts";

/**
 * The closed list of questions a rule may ask. A rule is data; what a question means is code, one function a kind
 * (src/completeness). `at` are JSON Pointers in which `*` stands for every entry and `{seat}` for every seat of the variant.
 */

/** A pattern that makes a text unclear: `matches` it, or `lacks` it. Regular expressions with the u flag. */
const Unclear = z.strictObject({
  case: z.string(),
  ground: Ground.default("U"),
  matches: z.string().optional(),
  lacks: z.string().optional(),
  unless: z.string().optional().describe("a text that matches this is clear"),
});

/** A text element: filled, not vague, of a certain form. `blank: null` marks an optional element. */
const TextPredicate = z.strictObject({
  kind: z.literal("text"),
  at: z.array(z.string()).min(1),
  blank: Ground.nullable().default("M"),
  vague: z.boolean().default(false),
  unclear: z.array(Unclear).default([]),
  caseByRole: z
    .array(Role)
    .default([])
    .describe("findings at parties of these roles carry the role as their case"),
});

const simple = <Kind extends string>(kind: Kind) => z.strictObject({ kind: z.literal(kind) });

const Prefixes = z.partialRecord(Role, z.array(z.string()));

export const Predicate = z.discriminatedUnion("kind", [
  TextPredicate,
  simple("seats"),
  simple("titleOfVariant"),
  z.strictObject({ kind: z.literal("repealedLaw"), laws: z.array(z.string()), on: z.string() }),
  simple("signingDay"),
  simple("copies"),
  simple("partyName"),
  simple("creditCode"),
  simple("distinctCodes"),
  z.strictObject({
    kind: z.literal("organisationType"),
    allowed: Prefixes,
    named: z.array(z.strictObject({ says: z.string(), allowed: z.array(z.string()) })),
  }),
  simple("address"),
  z.strictObject({ kind: z.literal("residence"), within: Prefixes, tax: z.array(z.string()).default([]) }),
  simple("personName"),
  simple("mode"),
  simple("scope"),
  simple("catalogue"),
  z.strictObject({ kind: z.literal("scopeIncludes"), codes: z.array(z.string()) }),
  z.strictObject({
    kind: z.literal("scopeFitsMode"),
    all: z.array(z.string()).default([]),
    only: z.array(z.string()).default([]),
    count: z.int().optional(),
  }),
  simple("quantity"),
  simple("dueInTerm"),
  simple("rightsListed"),
  simple("termDays"),
  z.strictObject({ kind: z.literal("termLength"), atLeast: z.int(), atMost: z.int() }),
  simple("backdated"),
  simple("duties"),
  simple("payer"),
  simple("amount"),
  simple("amountInWords"),
  simple("schedule"),
  simple("gratuitous"),
  simple("charged"),
  simple("account"),
  z.strictObject({ kind: z.literal("indicators"), known: z.array(z.string()), required: z.boolean() }),
  simple("ownership"),
  z.strictObject({ kind: z.literal("arbitration"), severalIn: z.array(z.string()) }),
  simple("signedByAll"),
  simple("sealText"),
  simple("signatureName"),
  simple("signerAuthority"),
  simple("signedTime"),
  simple("documentDigest"),
  simple("attachmentsPresent"),
  z.strictObject({ kind: z.literal("attachmentListed"), says: z.string() }),
  simple("placeholders"),
  simple("vagueWords"),
  simple("filedInTime"),
  simple("filedWith"),
  z.strictObject({ kind: z.literal("enterpriseClass"), classes: z.array(z.string()) }),
  simple("firstSigning"),
  simple("parkNamed"),
  simple("enterpriseInPark"),
  z.strictObject({ kind: z.literal("project"), year: z.int() }),
  simple("projectEnterprises"),
]);
export type Predicate = z.infer<typeof Predicate>;
export type PredicateOf<Kind extends Predicate["kind"]> = Extract<Predicate, { kind: Kind }>;
