import type { Variant } from "../../schemas/contract.ts";
import type { FoundParty } from "./found-parties.ts";
import type { Gathering } from "./gathering.ts";
import type { Outline } from "./clause.ts";
import { at, type Sentence, sentencesIn, sentencesOf } from "./sentences.ts";

const BUREAU = /市场监(?:督)?(?:管理)?局|市监局|知识产权局|市局|(?:主管|监管|行政管理)部门/u;
const PARK = /托管单位|园区|管委会|管理委员会|集聚区|开发区/u;

/** Keeps a copy, or has some: 「托管单位一份」 and not 股份. */
const HAS_COPY = /[一二三四五六七八九十两壹贰叁肆\d]\s*份|各?[执存留](?:存|有|[一二三壹贰\d])/u;

/** Filing of this contract, not of the agency. */
const FILES = /备案|报送[^。；]{0,12}(?:合同|协议)|(?:合同|协议)[^。；告]{0,20}(?:报送|存档)/u;
const NOT_ITS_OWN = /备案(?:号|登记|的?(?:托管|服务)?机构|管理)|已(?:完成|办理)[^。；]{0,8}备案|机构备案/u;

/**
 * Whom a contract of Zhoukou says it goes to: the park, the bureau, or both. Nothing where it says nothing of filing; a park
 * that is a party, or keeps a copy, has it.
 */
export function findRecipients(
  outline: Outline,
  { variant, parties }: { readonly variant: Variant; readonly parties: readonly FoundParty[] },
  into: Gathering,
): void {
  if (!variant.startsWith("ZK-")) return;
  const seat = parties.find(
    ({ role, fields }) => role === "park" || PARK.test(fields.get("name")?.value ?? ""),
  )?.seat;
  const sentences = [...sentencesOf(outline), ...sentencesIn(outline.tail)];
  const filed = sentences.filter(({ text }) => FILES.test(text) && !NOT_ITS_OWN.test(text));
  const [first] = filed;
  if (first === undefined) return;
  const isPark = ({ text }: Sentence): boolean =>
    PARK.test(text.replace(BUREAU, "")) || (seat !== undefined && text.includes(seat));
  const keeps = sentences.some((sentence) => isPark(sentence) && HAS_COPY.test(sentence.text));
  const found = [
    ...(filed.some(isPark) || keeps || seat !== undefined ? ["park"] : []),
    ...(sentences.some(({ text }) => BUREAU.test(text) && (FILES.test(text) || HAS_COPY.test(text)))
      ? ["bureau"]
      : []),
  ];
  // neither is named: filed with whom the contract does not say
  found.forEach((recipient, index) => into.put(`/filing/sentTo/${index}`, recipient, at(first, 0.8)));
}
