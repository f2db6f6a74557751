import type { PredicateOf } from "../../schemas/jurisdictions/predicate.ts";
import { readNumeral } from "../kit/chinese-numeral.ts";
import { addMonths, readDay } from "../kit/dates.ts";
import { readYuan } from "../kit/money.ts";
import { isBlank, isUnfilled } from "../kit/text.ts";
import { type Inquiry, missing, type Observation, query, unclear } from "./observation.ts";
import { roleOf } from "./role-of.ts";
import { soundTerm } from "./term-elements.ts";
import { isAskedFor, isWhole, passagesAt } from "./whole-text.ts";

/** FEE-10: the bureau pays an enterprise within the days the regulation allows, on nobody else's payment. */
export function askPaymentTime(
  { days }: PredicateOf<"paymentTime">,
  { contract, law }: Inquiry,
): readonly Observation[] {
  const payer = contract.fee?.payer ?? "";
  const paying = contract.parties?.find(
    ({ seat, name }) => payer.includes(seat) || (!isBlank(name) && payer.includes(name ?? "")),
  );
  if (paying === undefined || roleOf(paying, law) === "enterprise") return [];
  return (contract.fee?.schedule ?? []).flatMap(({ due }, at) => {
    const pointer = `/fee/schedule/${at}/due`;
    const text = due ?? "";
    if (
      /(?:收到|到账|拨付|下达|下拨|批复)[^，。；]{0,20}(?:后|之日起|时)/u.test(text) &&
      !/发票|报告|成果|材料/u.test(text)
    )
      return [unclear(pointer, due, { case: "conditional" })];
    const agreed = /(\d{1,4}|[一二三四五六七八九十百两]{1,6})\s*(?:个)?(工作日|日|天|月)/u.exec(
      text.replace(/\d{4}年\d{1,2}月\d{1,2}日/gu, ""),
    );
    return agreed !== null && lengthInDays(agreed) > days ? [unclear(pointer, due)] : [];
  });
}

/** 「90日」「3个月」 in days; a working day is at least a day. */
const lengthInDays = ([, count = "", unit]: RegExpExecArray): number =>
  (/^\d/.test(count) ? Number(count) : (readNumeral(count) ?? 0)) * (unit === "月" ? 30 : 1);

/** ATT-04: papers that prove the parties came along; credit reports are not stale. Judged when papers were counted. */
export function askQualifications(
  { asked, fresh, months }: PredicateOf<"qualifications">,
  { contract, law, asOf }: Inquiry,
): readonly Observation[] {
  const papers = contract.evidence?.qualifications;
  if (papers === null || papers === undefined) return [];
  const filed = readDay(contract.filing?.filedAt) ?? asOf;
  const lacking = (contract.parties ?? []).flatMap((party) =>
    asked
      .filter(({ role, kind }) => {
        const given = papers.some((paper) => paper.seat === party.seat && paper.kind.includes(kind));
        return roleOf(party, law) === role && !given;
      })
      .map(({ kind }) => ({ ...missing("/evidence/qualifications"), detail: `${party.seat}的${kind}` })),
  );
  const stale = papers.flatMap(({ kind, issuedOn }, at) => {
    const day = readDay(issuedOn);
    const old =
      fresh.some((each) => kind.includes(each)) && day !== undefined && addMonths(day, months) < filed;
    return old ? [unclear(`/evidence/qualifications/${at}/issuedOn`, issuedOn)] : [];
  });
  return [...lacking, ...stale];
}

/** PRJ-04: the subsidy's use is written, and its amount is the contract's. */
export function askProjectSubsidy({ contract }: Inquiry): readonly Observation[] {
  const { use, subsidy } = contract.project ?? {};
  const found = isBlank(use) ? [missing("/project/use", use ?? undefined)] : [];
  const amount = readYuan(contract.fee?.amount);
  if (isBlank(subsidy) || amount === undefined || readYuan(subsidy) === amount) return found;
  return [...found, unclear("/project/subsidy", subsidy, { detail: contract.fee?.amount ?? "" })];
}

/** FIL-05: a statement about credit in the last three years, and no entry. A filing that has no line for it is not judged. */
export function askCreditStatement(inquiry: Inquiry): readonly Observation[] {
  const { filing } = inquiry.contract;
  const told = passagesAt(["/duties/*", "/clauses/*"], inquiry).some(({ name, text }) =>
    /(?:近三年|最近三年|三年内)[^。；]{0,20}(?:信用|失信)/u.test(`${name}：${text}`),
  );
  const asked = isAskedFor(filing, "creditStatement") || isWhole(inquiry);
  const found =
    asked && !told && filing?.creditStatement !== true ? [missing("/filing/creditStatement")] : [];
  const entry = filing?.creditEntry?.trim() ?? "";
  const clean = isBlank(entry) || /^(?:无|没有|未查到|未发现)/u.test(entry);
  return clean ? found : [...found, query("/filing/creditEntry", entry)];
}

/** FIL-06: no other agency has the same enterprise in custody at the same time. */
export function askOverlap({ contract, law }: Inquiry): readonly Observation[] {
  const term = soundTerm(contract);
  const codeOf = (role: string): string | undefined =>
    contract.parties?.find((party) => roleOf(party, law) === role)?.uscc?.trim();
  const [enterprise, agency] = [codeOf("enterprise"), codeOf("agency")];
  if (term === undefined || isUnfilled(enterprise)) return [];
  return (contract.evidence?.otherContracts ?? []).flatMap((other, at) => {
    const [start, end] = [readDay(other.start), readDay(other.end)];
    const same = other.enterpriseUscc?.trim() === enterprise && other.agencyUscc?.trim() !== agency;
    const own = !isBlank(other.contractNo) && other.contractNo?.trim() === contract.contractNo?.trim();
    if (!same || own || start === undefined || end === undefined) return [];
    if (start > term.end || end < term.start) return [];
    const named = isBlank(other.contractNo) ? "" : `${other.contractNo ?? ""}，`;
    return [query(`/evidence/otherContracts/${at}`, other.contractNo ?? "", `${named}${start} 至 ${end}`)];
  });
}

const QUARTERLY = {
  listElectronic: "季报表电子版",
  listPdf: "季报表PDF",
  agencyForm: "托管机构备案登记表",
  contractPdf: "代表性合同PDF",
} as const;

/** FIL-08: the quarter's package is whole, once one is handed in. */
export function askQuarterlyPackage({ contract }: Inquiry): readonly Observation[] {
  const given = contract.evidence?.quarterly;
  if (given === null || given === undefined) return [];
  return (["listElectronic", "listPdf", "agencyForm", "contractPdf"] as const)
    .filter((part) => given[part] !== true)
    .map((part) => ({ ...missing("/evidence/quarterly"), detail: QUARTERLY[part] }));
}
