import divisions from "../../schemas/jurisdictions/common/divisions.json" with { type: "json" };
import { ownValue } from "./json-value.ts";

/** Divisions (GB/T 2260) of the places whose law is here, with retired codes and codes of registrars. */

/** A division: its code now, its name, and whether the code that was read is retired. */
export type Division = { readonly code: string; readonly name: string; readonly retired: boolean };

const textAt = (table: unknown, key: string): string | undefined => {
  const value = ownValue(table, key);
  return typeof value === "string" ? value : undefined;
};

/** Provinces, autonomous regions and municipalities by the first two digits, without what follows the name (省、市……). */
const PROVINCES: Readonly<Record<string, string>> = {
  11: "北京",
  12: "天津",
  13: "河北",
  14: "山西",
  15: "内蒙古",
  21: "辽宁",
  22: "吉林",
  23: "黑龙江",
  31: "上海",
  32: "江苏",
  33: "浙江",
  34: "安徽",
  35: "福建",
  36: "江西",
  37: "山东",
  41: "河南",
  42: "湖北",
  43: "湖南",
  44: "广东",
  45: "广西",
  46: "海南",
  50: "重庆",
  51: "四川",
  52: "贵州",
  53: "云南",
  54: "西藏",
  61: "陕西",
  62: "甘肃",
  63: "青海",
  64: "宁夏",
  65: "新疆",
};

/**
 * Whether an address lies under a prefix of division codes, by the names in it; undefined where its words do not tell: no
 * province at its beginning and no name this table knows.
 */
export function addressWithin(address: string, prefix: string): boolean | undefined {
  const names = Object.entries(divisions.names).filter(([code]) => code.startsWith(prefix));
  if (names.some(([, name]) => address.includes(name))) return true;
  const province = Object.entries(PROVINCES).find(([, name]) => address.startsWith(name))?.[0];
  if (province === undefined) return undefined;
  if (province !== prefix.slice(0, 2)) return false;
  return prefix.length === 2 ? true : /[市区县州盟旗]/u.test(address.slice(3)) ? false : undefined;
}

/** The division of a code; undefined for a code that is not in the table, which is no proof that it does not exist. */
export function readDivision(code: string): Division | undefined {
  const alias = textAt(divisions.aliases, code);
  const name = textAt(divisions.names, alias ?? code);
  return name === undefined ? undefined : { code: alias ?? code, name, retired: alias !== undefined };
}
