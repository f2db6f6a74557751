import { describe, expect, it } from "vitest";
import { namesDivision } from "../../src/kit/address.ts";
import { nameFault } from "../../src/kit/organisation-name.ts";
import { isBlank, isPhone, placeholderIn, vagueWordIn } from "../../src/kit/text.ts";

describe("texts", () => {
  it.each([
    "",
    "  ",
    "____",
    "＿＿",
    "XXX",
    "ＸＸ",
    "××",
    "无",
    "/",
    "-",
    "null",
    "N/A",
    "　年　月　日",
    "2022年  月  日",
    "（　）",
    "河北省____",
    null,
    undefined,
  ])("%j is blank", (text) => expect(isBlank(text)).toBe(true));
  it.each(["周启明", "0", "无锡市梁溪区1号", "2022年3月15日", "2022年度", "91130108MAXX00138J", "X1"])(
    "%s is not blank",
    (text) => expect(isBlank(text)).toBe(false),
  );
  it.each([
    ["寄至____", "____"],
    ["XX市", "XX"],
    ["甲方（　）", "（　）"],
    ["□□", "□□"],
  ])("%s has the gap %s", (text, gap) => expect(placeholderIn(text)).toBe(gap));
  it.each(["MAXX00138J", "2×3", "（甲方）", "a_b", "XL型", "每年6月30日"])("%s has no gap", (text) =>
    expect(placeholderIn(text)).toBeUndefined(),
  );
  it.each([
    ["约10次", "约"],
    ["三十人左右", "左右"],
    ["课件等", "等"],
    ["另行协商", "另行协商"],
    ["尽快", "尽快"],
  ])("%s is vague by %s", (text, word) => expect(vagueWordIn(text)).toBe(word));
  it.each(["违约金", "违约一次", "平等", "等同", "《若干规定》", "专利等知识产权", "除另行约定外"])(
    "%s is not vague",
    (text) => expect(vagueWordIn(text)).toBeUndefined(),
  );
  it.each([
    "13800000001",
    "138 0000 0001",
    "+86 13800000001",
    "+8613800000001",
    "0311-80000002",
    "（0311）80000002",
    "0311 80000002",
    "03118000000",
    "010-12345678-801",
    "010-12345678转801",
    "400-800-1234",
    "8008001234",
  ])("%s is a telephone", (text) => expect(isPhone(text)).toBe(true));
  it.each([
    "1380000000",
    "80000002",
    "+861380000000",
    "+1 13800000001",
    "95588",
    "12345678901",
    "138000000010",
  ])("%s is none", (text) => expect(isPhone(text)).toBe(false));
});

describe("names of organisations", () => {
  it.each([
    "石家庄恒砺传感科技有限公司",
    "郑州嘉禾专利代理事务所（普通合伙）",
    "上海衡石律师事务所",
    "上海市徐汇区生命健康产业园区管理委员会",
    "河北云衡知识产权代理有限公司石家庄分公司",
    "北京某山律师事务所石家庄分所",
    "石家庄市知识产权保护中心",
    "河北省机械进出口公司",
    "恒砺（河北）科技股份有限公司",
    "裕华区小满五金商行",
    "石家庄周昇科技有限公司",
  ])("%s is a full name", (name) => expect(nameFault(name)).toBeUndefined());
  it.each([
    ["石家庄恒砺传感科技", "ending"],
    ["石家庄恒砺传感科技有限", "ending"],
    ["恒砺公司", "short"],
    ["甲方公司", "short"],
    ["有限公司", "short"],
    ["某某有限公司", "short"],
    ["石家庄分公司", "branch"],
    ["恒砺传感石家庄分公司", "branch"],
    ["石家庄恒砺 有限公司", "characters"],
    ["石家庄恒砺(河北)有限公司", "characters"],
    ["石家庄雲帆科技有限公司", "characters"],
  ])("%s is %s", (name, fault) => expect(nameFault(name)).toBe(fault));
});

describe("addresses", () => {
  it.each([
    "河北省石家庄市裕华区槐安东路1号",
    "河北雄安新区容城县奥威路3号",
    "石家庄高新区湘江道319号",
    "上海市徐汇区漕宝路7号",
    "裕华区槐安东路1号",
    "正定县城东路2号",
    "内蒙古自治区包头市昆区1号",
  ])("%s names a division", (address) => expect(namesDivision(address)).toBe(true));
  it.each(["中山西路2号", "市场街3号", "高新区湘江道319号", "红旗大街98号", "恒砺大厦5层"])(
    "%s names none",
    (address) => expect(namesDivision(address)).toBe(false),
  );
});
