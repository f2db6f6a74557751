import type { Variant } from "../../schemas/contract.ts";
import type { Outline } from "./outline.ts";

/** A clause of the template, and the words by which its counterpart is known wherever it stands. */
type Slot = {
  readonly name: string;
  readonly heading: RegExp;
  readonly says: RegExp;
  /** What the template's clause says, in short; in English with what it is about. */
  readonly holds: { readonly zh: string; readonly en: string };
};

/**
 * Clauses of the Hebei template that no rule of its own asks for. The others (parties, services, term, duties, money,
 * acceptance, confidentiality, breach, disputes …) are elements: when they are absent their own rule says so, once.
 */
const HEBEI: readonly Slot[] = [
  {
    name: "工作方案与服务方式",
    heading: /方案|服务方式|履行方式|实施/u,
    says: /(?:工作|服务|托管|实施)方案|现场指导|服务方式|履行方式|方式(?:为|：|是|有|履行|提供)|上门|驻场|驻点/u,
    holds: {
      zh: "按什么工作方案、用什么方式提供服务",
      en: "on work plan and manner of service (by which plan and how the services are given)",
    },
  },
  {
    name: "人员与报告",
    heading: /人员|联系|报告|沟通/u,
    says: /(?:专员|项目负责人|联系人|对接人)|(?:工作|服务)?报告|汇报/u,
    holds: {
      zh: "各方由谁负责，多久提交一次工作报告",
      en: "on persons and reports (who is in charge on each side, how often work is reported)",
    },
  },
  {
    name: "通知与送达",
    heading: /通知|送达|联系方式/u,
    says: /送达|通知(?!书)|通讯地址|书面通知|联系(?:地址|方式)/u,
    holds: {
      zh: "通知用什么方式、送到哪里，何时算送达",
      en: "on notices and delivery (how and where they are sent, when they count as delivered)",
    },
  },
];

/** Which clauses of the province's template have a counterpart; empty where there is no template. */
export function slotsOf(
  variant: Variant,
  outline: Outline,
  text: string,
): { readonly name: string; readonly present: boolean }[] {
  if (variant !== "HB-2P" && variant !== "HB-SUB") return [];
  return HEBEI.map(({ name, heading, says }) => ({
    name,
    present: outline.clauses.some((clause) => heading.test(clause.heading)) || says.test(text),
  }));
}

/** The clause asked for by its name, as a question with what the template says there in short; undefined for no clause of ours. */
export function slotQuestion(name: string): { readonly zh: string; readonly en: string } | undefined {
  const holds = HEBEI.find((slot) => slot.name === name)?.holds;
  return (
    holds && {
      zh: `合同里有没有省模板的“${name}”这一条（${holds.zh}）`,
      en: `Does the contract have the template's clause ${holds.en}?`,
    }
  );
}
