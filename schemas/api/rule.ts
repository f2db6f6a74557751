import { z } from "zod";
import { Ground, ReportLanguage, Stage } from "../check-report.ts";
import { Variant } from "../contract.ts";

/** Which rules are asked for. */
export const RuleQuery = z
  .object({
    jurisdiction: z.string().max(40).optional().describe("地区代码，如 hebei；只列该地合同适用的规则"),
    variant: Variant.optional().describe("合同类型；只列它适用的规则"),
    lang: ReportLanguage.optional().describe("语言；默认按 Accept-Language，再默认中文"),
  })
  .strict();
export type RuleQuery = z.infer<typeof RuleQuery>;

/** What a finding of one ground says. Severity Q never blocks. */
export const RuleGround = z
  .object({
    id: z.string().describe("结论编号：规则编号加理由"),
    ground: Ground,
    word: z.string().describe("空缺、不明晰、条件核验"),
    severity: z.enum(["B", "W"]),
    message: z.string().describe("{place}、{value}、{detail} 由核对填写"),
    fix: z.string(),
    cases: z.array(
      z.object({
        case: z.string(),
        severity: z.enum(["B", "W"]),
        message: z.string(),
        fix: z.string(),
      }),
    ),
  })
  .meta({ id: "RuleGround" });
export type RuleGround = z.infer<typeof RuleGround>;

/** A rule as the variants it names are asked it. */
export const RuleVersion = z
  .object({
    variants: z.array(Variant),
    element: z.string(),
    asks: z.string(),
    why: z.string(),
    stages: z.array(Stage).describe("在哪些阶段问"),
    act: z.enum(["signing", "filing"]).describe("按签订日还是备案日的法律"),
    since: z.string(),
    until: z.string().nullable(),
    grounds: z.array(RuleGround),
    basis: z.array(
      z.object({
        law: z.string(),
        article: z.string(),
        href: z.string().nullable(),
        read_on: z.string().describe("我们最后读到它的日期"),
      }),
    ),
    reviewed_on: z.string().describe("依据全部读过的日期：其中最早的一日"),
  })
  .meta({ id: "RuleVersion" });
export type RuleVersion = z.infer<typeof RuleVersion>;

/** One rule of the catalogue. Where places ask it differently, `elsewhere` has the other versions. */
export const RuleView = RuleVersion.extend({
  id: z.string(),
  family: z.string().describe("编号的字母部分"),
  elsewhere: z.array(RuleVersion),
}).meta({ id: "Rule" });
export type RuleView = z.infer<typeof RuleView>;

/** A place with law of its own, and its kinds of contract. */
export const JurisdictionView = z
  .object({
    code: z.string(),
    name: z.string(),
    variants: z.array(z.object({ id: Variant, name: z.string(), rules: z.int() })),
    policy: z
      .object({
        stated: z.boolean().describe("当地文件规定了不予备案的情形"),
        refusal: z.string().describe("当地对“不予备案”的说法"),
        grounds: z
          .partialRecord(z.enum(["M", "U"]), z.string())
          .describe("拦住备案的理由，当地的说法；Q 从不"),
        also: z.array(z.string()).describe("提示而在当地也拦住备案的结论"),
        never: z.array(z.string()).describe("别处拦住而在当地不拦的结论"),
        basis: z.string(),
      })
      .describe("哪些结论拦住备案"),
  })
  .meta({ id: "JurisdictionView" });
export type JurisdictionView = z.infer<typeof JurisdictionView>;

/** The catalogue in its order. */
export const RuleList = z
  .object({
    language: ReportLanguage,
    count: z.int(),
    jurisdictions: z.array(JurisdictionView),
    data: z.array(RuleView),
    has_more: z.literal(false),
  })
  .meta({ id: "RuleList" });
export type RuleList = z.infer<typeof RuleList>;
