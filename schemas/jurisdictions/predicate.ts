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
  listedAt: z.string().optional().describe("a text that stands in the list at this pointer is unclear"),
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

/** Words that turn a sentence of a clause unclear: it `matches`, and does not match `unless`. */
const UnclearSentence = z.strictObject({
  case: z.string(),
  matches: z.string(),
  unless: z.string().optional(),
});

/**
 * A clause the contract's shape has no field of its own for. It is sought in the texts at `at` and in the other clauses
 * whose name matches `heading`. Absence is a finding at `pointer` when the clause stands there and does not say it, when
 * `absent` is "always" and a text at `at` is filled, or when the evidence says that the JSON holds the whole text.
 * `among` are services one of which must be in scope; `only` asks paid contracts alone.
 */
const ClausePredicate = z.strictObject({
  kind: z.literal("clause"),
  at: z.array(z.string()).min(1),
  pointer: z.string(),
  heading: z.string().optional(),
  says: z.string().optional(),
  absent: z.enum(["whole", "always"]).default("whole"),
  among: z.array(z.string()).default([]),
  only: z.enum(["paid"]).optional(),
  unclear: z.array(UnclearSentence).default([]),
});

const simple = <Kind extends string>(kind: Kind) => z.strictObject({ kind: z.literal(kind) });

const Prefixes = z.partialRecord(Role, z.array(z.string()));

export const Predicate = z.discriminatedUnion("kind", [
  TextPredicate,
  ClausePredicate,
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
  simple("signPlace"),
  z.strictObject({ kind: z.literal("electronicAgreed"), says: z.string() }),
  simple("pages"),
  simple("registered"),
  simple("residentId"),
  simple("abbreviations"),
  z.strictObject({ kind: z.literal("agencyLicence"), codes: z.array(z.string()) }),
  simple("contacts"),
  z.strictObject({
    kind: z.literal("dutiesSay"),
    absent: z.enum(["whole", "always"]),
    duties: z.array(z.strictObject({ role: z.array(Role).min(1), named: z.string(), says: z.string() })),
  }),
  z.strictObject({ kind: z.literal("paymentTime"), days: z.int() }),
  simple("freeStated"),
  z.strictObject({ kind: z.literal("penaltyRate"), atMost: z.number() }),
  z.strictObject({ kind: z.literal("standardTerms"), says: z.string() }),
  simple("court"),
  simple("certificate"),
  simple("willingness"),
  simple("crossPageSeal"),
  simple("filesListed"),
  z.strictObject({
    kind: z.literal("qualifications"),
    asked: z.array(z.strictObject({ role: Role, kind: z.string() })),
    fresh: z.array(z.string()),
    months: z.int(),
  }),
  simple("shownAlike"),
  simple("templateSlots"),
  z.strictObject({ kind: z.literal("organiserKind"), says: z.string() }),
  simple("bid"),
  simple("recipients"),
  z.strictObject({ kind: z.literal("parkConditions"), techEnterprises: z.int() }),
  simple("projectSubsidy"),
  simple("creditStatement"),
  simple("overlap"),
  simple("quarterlyPackage"),
  simple("notice"),
  simple("identityPrivacy"),
]);
export type Predicate = z.infer<typeof Predicate>;
export type PredicateOf<Kind extends Predicate["kind"]> = Extract<Predicate, { kind: Kind }>;
