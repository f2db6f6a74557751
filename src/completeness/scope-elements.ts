import type { PredicateOf } from "../../schemas/jurisdictions/predicate.ts";
import { readDay } from "../kit/dates.ts";
import { isForeignRight, isInternationalApplication, patentNumberFault } from "../kit/patent-number.ts";
import { readQuantity } from "../kit/quantity.ts";
import { isBlank, vagueWordIn } from "../kit/text.ts";
import { type Inquiry, missing, type Observation, unclear, undated } from "./observation.ts";
import { soundTerm, type Term } from "./term-elements.ts";

/** Open ends of a list of services beside the vague words. */
const OPEN =
  /其[他它](?:相关)?(?:知识产权)?(?:事项|事宜|服务|工作|业务|内容)|^其[他它]$|包括但不限于|^(?:相关|有关|各项|全部相关)(?:知识产权)?(?:服务|事项|工作|事务)$|(?:按照?|根据)[甲乙丙]方(?:的)?(?:要求|需要|需求|指示)(?:提供|办理|完成)|(?<![平对不高中初同均相何优特])等(?:相关|其他|各项)?(?:服务|事项|工作|业务|内容)/u;

/** SUB-02: the list of services is not empty and every service has a clear, closed name. */
export function askScope({ contract }: Inquiry): readonly Observation[] {
  const scope = contract.scope ?? [];
  if (scope.length === 0) return [missing("/scope")];
  return scope.flatMap(({ name }, at) => {
    const pointer = `/scope/${at}/name`;
    if (isBlank(name)) return [missing(pointer, name ?? undefined)];
    const open = vagueWordIn(name ?? "") ?? OPEN.exec(name ?? "")?.[0];
    return open === undefined ? [] : [unclear(pointer, name, { detail: open })];
  });
}

/** SUB-03: every service code is in the variant's catalogue. */
export function askCatalogue({ contract, law }: Inquiry): readonly Observation[] {
  const codes = law.variant.catalogue.map(({ code }) => code);
  const detail = `${codes[0]} 至 ${codes.at(-1)}`;
  return (contract.scope ?? []).flatMap(({ code }, at) =>
    codes.includes(code?.trim() ?? "") ? [] : [unclear(`/scope/${at}/code`, code ?? "", { detail })],
  );
}

/** SUB-07: services the law asks for are on the list. */
export function askScopeIncludes(
  { codes }: PredicateOf<"scopeIncludes">,
  { contract }: Inquiry,
): readonly Observation[] {
  const present = (contract.scope ?? []).map(({ code }) => code?.trim());
  return codes.every((code) => present.includes(code)) ? [] : [missing("/scope")];
}

/** SUB-08: the services fit the mode of custody. */
export function askScopeFitsMode(
  predicate: PredicateOf<"scopeFitsMode">,
  { contract }: Inquiry,
): readonly Observation[] {
  const scope = contract.scope ?? [];
  if (scope.length === 0) return [];
  const codes = scope.map(({ code }) => code?.trim() ?? "");
  const lacking = predicate.all.filter((code) => !codes.includes(code));
  if (lacking.length > 0) return [unclear("/scope", undefined, { detail: lacking.join("、") })];
  const strange = predicate.only.length === 0 ? [] : codes.filter((code) => !predicate.only.includes(code));
  if (strange.length > 0) return [unclear("/scope", undefined, { detail: strange.join("、") })];
  if (predicate.count === undefined || scope.length === predicate.count) return [];
  return [unclear("/scope", undefined, { detail: String(scope.length) })];
}

/** SUB-04: every service has a positive number and a unit, which may stand beside the number: 「三件」. */
export function askQuantity({ contract }: Inquiry): readonly Observation[] {
  return (contract.scope ?? []).flatMap(({ qty, unit }, at) => {
    const quantity = `/scope/${at}/qty`;
    const read = readQuantity(qty ?? "");
    const own = read?.unit ?? "";
    const other = own !== "" && !isBlank(unit) && unit?.trim() !== own;
    const found: Observation[] = [];
    if (isBlank(qty)) found.push(missing(quantity, qty ?? undefined));
    else if (read === undefined || read.value <= 0 || other) found.push(unclear(quantity, qty));
    if (isBlank(unit) && own === "") found.push(missing(`/scope/${at}/unit`, unit ?? undefined));
    return found;
  });
}

/** When something comes true that nobody can date. */
const UNDATABLE =
  /(?:条件|时机)(?:成熟|具备|允许)|资金(?:到位|到账)|前后$|^(?:无|不限)(?:期限|时间?)?$|^(?:长期|永久|始终)$|^(?:按照?|根据|视)(?:[甲乙丙]方|双方|企业)?(?:的)?(?:要求|需要|需求|安排)(?:完成|提交|交付)?$/u;

const SOON = /及时|适时|随时|抓紧|近期|早日|按需|择期|合适|方便时/u;
const DETERMINED = /\d|[一二三四五六七八九十两]+(?:个?月|日|天|周|年|季度)|每|按(?:月|季|年)/u;

/** SUB-05: every service is due on a day of the term, or on one that can be determined. */
export function askDue(inquiry: Inquiry): readonly Observation[] {
  const term = soundTerm(inquiry.contract);
  return (inquiry.contract.scope ?? []).flatMap(({ due }, at) => {
    const pointer = `/scope/${at}/due`;
    if (isBlank(due)) return [missing(pointer, due ?? undefined)];
    const text = (due ?? "").trim();
    const day = readDay(text);
    if (day === undefined && isUndated(text)) return [undated(pointer, due)];
    if (term === undefined || liesWithin(day ?? monthIn(text), term)) return [];
    return [unclear(pointer, due, { case: "outside", detail: `${term.start} 至 ${term.end}` })];
  });
}

/** The month a due text names, 「2022年12月底前」 is 2022-12; undefined when it names none. */
function monthIn(text: string): string | undefined {
  const match = /(\d{4})[年-](\d{1,2})(?=[月-]|$)/u.exec(text);
  return match === null ? undefined : `${match[1]}-${(match[2] ?? "").padStart(2, "0")}`;
}

/** Whether a day or month is not outside the term; what is not known is not outside. */
const liesWithin = (when: string | undefined, { start, end }: Term): boolean =>
  when === undefined || (when >= start.slice(0, when.length) && when <= end.slice(0, when.length));

/** Whether a due text is no day and no way to a day: vague, an impossible date, or "soon" without a number. */
export function isUndated(text: string): boolean {
  const listed = text.split(/[、，,；;和及]\s*/u);
  if (listed.length > 1 && listed.every((day) => readDay(day) !== undefined)) return false;
  const dateLike = /^\d{4}\s*年?$|^\d{4}\s*[-年/.]\s*\d{1,2}(?:\s*[-月/.]\s*\d{0,2}\s*日?)?$/u.test(text);
  if (dateLike || !/\p{Script=Han}/u.test(text)) return true;
  if (vagueWordIn(text) !== undefined) return true;
  return (SOON.test(text) || UNDATABLE.test(text)) && !DETERMINED.test(text);
}

const RIGHT_FIELDS = ["name", "owner", "filingDate", "applicationNo", "patentNo", "validUntil"] as const;
const PENDING = /申请中|审查中|未授权|待授权|受理/u;

/** SUB-09: existing rights in custody are listed with every field; patent numbers check, rights are alive at signing. */
export function askRights(inquiry: Inquiry): readonly Observation[] {
  const { contract } = inquiry;
  if (contract.ipInvolved !== true) return [];
  const rights = contract.ipList ?? [];
  if (rights.length === 0) return [missing("/ipList")];
  return rights.flatMap((right, at) =>
    RIGHT_FIELDS.flatMap((field) =>
      askRightField(inquiry, { right, field, pointer: `/ipList/${at}/${field}` }),
    ),
  );
}

type RightField = {
  readonly right: NonNullable<Inquiry["contract"]["ipList"]>[number];
  readonly field: (typeof RIGHT_FIELDS)[number];
  readonly pointer: string;
};

function askRightField(
  { contract, asOf }: Inquiry,
  { right, field, pointer }: RightField,
): readonly Observation[] {
  const text = right[field];
  const pending =
    PENDING.test(`${right.kind ?? ""}${right.patentNo ?? ""}${right.validUntil ?? ""}`) ||
    (isInternationalApplication(right.applicationNo ?? "") && isBlank(right.patentNo));
  if ((field === "patentNo" || field === "validUntil") && pending) return [];
  if (text === null || text === undefined || isBlank(text)) return [missing(pointer, text ?? undefined)];
  if (field === "applicationNo" || field === "patentNo") {
    const patent = !/商标|著作|软件|版权|布图|品种|地理/u.test(right.kind ?? "");
    const elsewhere = isForeignRight(text) || (field === "applicationNo" && isInternationalApplication(text));
    return patent && !elsewhere && patentNumberFault(text) !== undefined ? [unclear(pointer, text)] : [];
  }
  if (field !== "filingDate" && field !== "validUntil") return [];
  const day = readDay(text);
  if (day === undefined) return [unclear(pointer, text, { case: "date" })];
  const expired = field === "validUntil" && day < (readDay(contract.signDate) ?? asOf);
  return expired ? [unclear(pointer, text, { case: "expired" })] : [];
}
