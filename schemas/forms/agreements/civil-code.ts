import { conditionsOf } from "../conditions.ts";
import { choice, count, day, line, number, rows } from "../form-field.ts";

/** Conditions of the Civil Code, in force since the first day of 2021. */
export const underCivilCode = conditionsOf(
  { law: "《中华人民共和国民法典》", readOn: "2026-11-20" },
  "2021-01-01",
);

/** A party in the head of an agreement. */
export const partyFields = {
  name: line("名称"),
  uscc: number("统一社会信用代码"),
  address: line("住所"),
  legalRepresentative: line("法定代表人（负责人）"),
  contactPerson: line("联系人"),
  phone: number("联系电话"),
};

/** The contract an agreement changes or ends, and the parties to both. */
export const contractFields = {
  contractTitle: line("原合同名称"),
  contractNo: number("原合同编号"),
  contractSignedOn: day("原合同签订日期"),
  filingNo: number("原合同备案号"),
  parties: rows(
    "当事人",
    {
      seat: choice("席位", ["甲方", "乙方", "丙方"]),
      name: line("名称"),
      uscc: number("统一社会信用代码"),
      legalRepresentative: line("法定代表人（负责人）"),
    },
    3,
  ),
};

/** How many originals there are and who keeps them. */
export const copyFields = { copies: count("份数"), copyHolders: line("持有方式") };

/** Seats of an agreement that must be filled, at `parties`. */
export const twoPartiesAtLeast = (id: string, article: string) =>
  ({
    id,
    article,
    at: "/parties",
    place: "当事人",
    asks: "当事人是否至少两方",
    holds: { kind: "count", least: 2, most: 3 },
    missing: { severity: "B" },
    failing: {
      ground: "U",
      severity: "B",
      message: "当事人不足两方，协议不能由一方订立",
      fix: "按原合同列明全部当事人",
    },
  }) as const;

/** A code that must be given and check. */
export const soundCode = (id: string, at: string, place: string) =>
  ({
    id,
    at,
    place,
    asks: `${place}是否填写且有效`,
    holds: { kind: "creditCode" },
    missing: { severity: "B" },
    failing: {
      ground: "U",
      severity: "B",
      message: `${place}不符合 GB 32100 的规定`,
      fix: "按登记证照核对 18 位代码",
    },
  }) as const;

/** A day that may not come before another. */
export const notBefore = (id: string, days: { at: string; other: string; place: string; than: string }) =>
  ({
    id,
    at: days.at,
    place: days.place,
    asks: `${days.place}是否在${days.than}之后`,
    holds: { kind: "dayAfter", other: days.other },
    missing: { severity: "B" },
    failing: {
      ground: "U",
      severity: "B",
      message: `${days.place}早于${days.than}，或者不是日历上有的日期`,
      fix: "核对两个日期",
    },
  }) as const;
