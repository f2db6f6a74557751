import type { Variant } from "../../schemas/contract.ts";
import type { Outline } from "./outline.ts";

/** A clause of the template, and the words by which its counterpart is known wherever it stands. */
type Slot = { readonly name: string; readonly heading: RegExp; readonly says: RegExp };

/**
 * Clauses of the Hebei template that no rule of its own asks for. The others (parties, services, term, duties, money,
 * acceptance, confidentiality, breach, disputes …) are elements: when they are absent their own rule says so, once.
 */
const HEBEI: readonly Slot[] = [
  {
    name: "工作方案与服务方式",
    heading: /方案|服务方式|履行方式|实施/u,
    says: /(?:工作|服务|托管|实施)方案|现场指导|服务方式|履行方式|方式(?:为|：|是|有|履行|提供)|上门|驻场|驻点/u,
  },
  {
    name: "人员与报告",
    heading: /人员|联系|报告|沟通/u,
    says: /(?:专员|项目负责人|联系人|对接人)|(?:工作|服务)?报告|汇报/u,
  },
  {
    name: "通知与送达",
    heading: /通知|送达|联系方式/u,
    says: /送达|通知(?!书)|通讯地址|书面通知|联系(?:地址|方式)/u,
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
