import type { PredicateOf } from "../../schemas/jurisdictions/predicate.ts";
import { isBlank, vagueWordIn } from "../kit/text.ts";
import { type Inquiry, missing, type Observation, unclear } from "./observation.ts";

/** DUT-01: every seat has duties, and more than to assist. */
export function askDuties({ contract, law }: Inquiry): readonly Observation[] {
  return law.variant.seats.flatMap(({ seat }) => {
    const text = contract.duties?.[seat];
    const pointer = `/duties/${seat}`;
    if (isBlank(text)) return [missing(pointer, text ?? undefined)];
    const vague = vagueWordIn(text ?? "");
    if (vague !== undefined) return [unclear(pointer, text, { detail: vague })];
    return onlyAssists(text ?? "") ? [unclear(pointer, text, { case: "only" })] : [];
  });
}

/** Whether every clause of the duties begins with 协助 or 配合 (perhaps 积极、予以、提供必要的 ……). */
function onlyAssists(text: string): boolean {
  // 「权利：了解进度。义务：协助乙方」: what stands under its rights is no duty
  const owed = text
    .replace(/权利\s*：[^：]*?(?=[；。，]?\s*义务\s*：)/u, "")
    .replace(/[；。，]?\s*义务\s*：/gu, "；");
  const duties = owed.split(
    /[，。；;,]|并且?|以及|、(?=[^、，。；]{0,4}(?:提供|支付|付款|按|指[定派]|安排|保证|确认|验收|监督|检查|配合|协助|完成|负责))/u,
  );
  // what a party may ask for is no duty
  const told = duties.filter(
    (part) =>
      part.trim() !== "" && !/^\s*(?:[甲乙丙丁]方)?(?:有权|可以|收取|取得|获得|享有|要求)/u.test(part),
  );
  return (
    duties.length > 0 &&
    told.length > 0 &&
    told.every((part) =>
      /^\s*(?:[甲乙丙丁]方)?(?:应当?|应该|须|需|只|仅|主要|负责|有义务)*(?:积极|予以|给予|提供|适当|必要的?|相应的?|及时|[甲乙丙丁]方|对方)*(?:协助|配合)/u.test(
        part,
      ),
    )
  );
}

/** ACC-02: indicators are those of the norm; where the norm asks for them there is one at least. */
export function askIndicators(
  { known, required }: PredicateOf<"indicators">,
  { contract }: Inquiry,
): readonly Observation[] {
  const indicators = contract.acceptance?.indicators ?? [];
  if (indicators.length === 0) return required ? [missing("/acceptance/indicators")] : [];
  return indicators.flatMap((indicator, at) =>
    known.includes(indicator.trim()) ? [] : [unclear(`/acceptance/indicators/${at}`, indicator)],
  );
}

/** Words that turn no dispute over to a court: a waiver of suing, what a court does for an award, and no arbitration at all. */
const NO_CHOICE =
  /放弃[^，。；]{0,10}(?:起诉|诉讼)|不得?(?:再)?[^，。；]{0,8}(?:起诉|诉讼)|向?[^，。；]{0,10}法院[^，。；]{0,6}(?:执行|保全|撤销)|仲裁(?:条款|协议|约定)无效[^。；]*|不(?:采用|选择|提交|申请|适用|通过)?仲裁/gu;

/** A second name of the commission just named, in brackets: 「北京仲裁委员会（北京国际仲裁中心）」. */
const SECOND_NAME = /(?<=仲裁(?:委员会|院|中心))[（(][^（）()]{2,30}[）)]/gu;

const COMMISSION = /(?:[\p{Script=Han}（）]{2,}?)(?:仲裁委员会|仲裁委(?!员)|仲裁院|国际仲裁中心|仲裁中心)/gu;
const LEADING = /^.*(?:提交|提请|申请|交由|向|由|至|到|或者?|和|及|、)/u;
const PLACE_OF_PARTY = /([甲乙丙丁]方)[\p{Script=Han}]{0,4}(?:所在地|住所地|当地)/u;

/** DSP-02: arbitration, where chosen, names one commission and leaves no way to the courts (仲裁法解释 5–7). */
export function askArbitration(
  predicate: PredicateOf<"arbitration">,
  inquiry: Inquiry,
): readonly Observation[] {
  const { mode, body } = inquiry.contract.dispute ?? {};
  const text = [mode, body].filter((part) => !isBlank(part)).join("；");
  const sought = text.replaceAll(NO_CHOICE, "");
  if (!/仲裁/u.test(sought) || /^(?:不|非)/u.test(mode ?? "")) return [];
  if (/诉讼|起诉|法院/u.test(sought))
    return [
      unclear(
        /诉讼|起诉|法院/u.test(mode ?? "") ? "/dispute/mode" : "/dispute/body",
        /诉讼/u.test(mode ?? "") ? mode : body,
      ),
    ];
  const names = commissions(body ?? "");
  if (names.length > 1) return [unclear("/dispute/body", body, { case: "two" })];
  if (names.length === 1) return [];
  return askPlaceOfArbitration(predicate, inquiry);
}

/** Names of commissions in a text, each once; 「甲方所在地仲裁委员会」 is a place, not a name. */
function commissions(text: string): readonly string[] {
  const found = [...text.replaceAll(SECOND_NAME, "").matchAll(COMMISSION)].map(([name]) =>
    name.replace(LEADING, ""),
  );
  const named = found.filter((name) => !/^(?:仲裁|当地|有关|相关)|所在地|住所地|当地|的仲裁/u.test(name));
  return [...new Set(named)];
}

/** A place with one commission is a choice, a place with several is none, no place at all is a blank. */
function askPlaceOfArbitration(
  { severalIn }: PredicateOf<"arbitration">,
  { contract }: Inquiry,
): readonly Observation[] {
  const body = contract.dispute?.body ?? "";
  const seat = PLACE_OF_PARTY.exec(body)?.[1];
  const address = contract.parties?.find((party) => party.seat === seat)?.address ?? "";
  const place = `${body}${address}`;
  if (severalIn.some((city) => place.includes(city)))
    return [unclear("/dispute/body", body, { case: "several" })];
  if (seat !== undefined && address !== "") return [];
  if (
    /\p{Script=Han}{2,}(?:市|地区|州)(?:的)?(?:当地)?仲裁(?:机构|机关|委)|^(?!有关|相关|当地)\p{Script=Han}{2,4}仲裁机构/u.test(
      body,
    )
  )
    return [];
  return [missing("/dispute/body", contract.dispute?.body ?? undefined)];
}
