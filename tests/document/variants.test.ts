import { describe, expect, it } from "vitest";
import type { Contract, Variant } from "../../schemas/contract.ts";
import { lawFor } from "../../schemas/jurisdictions/index.ts";
import { checkCompleteness } from "../../src/completeness/check-completeness.ts";
import { shownContract } from "../../src/contract/shown-contract.ts";
import { contractDocument } from "../../src/document/contract-document.ts";
import { ordinal } from "../../src/document/expression/named-functions.ts";
import { shownTexts } from "../../src/document/shown-texts.ts";
import { openDocx } from "../../src/formats/docx/open-docx.ts";
import { fileAt, textOf } from "./docx.ts";
import { caseOf, VARIANTS } from "./variants.ts";

const written = async (variant: Variant, contract: Contract): Promise<string> =>
  textOf(await contractDocument(contract, fileAt(`templates/${caseOf(variant).template}`)));

const PARTS = [
  "费用与支付",
  "保密",
  "个人信息",
  "违约责任",
  "变更与解除",
  "争议解决",
  "附件清单",
  "签　章　页",
];

describe("the samples of the variants", () => {
  it.each(["HB-SUB", "ZK-PART", "XH-ADV"] as const)("%s leaves no finding at any stage", (variant) => {
    const contract = caseOf(variant).contract();
    for (const stage of ["draft", "sign", "file"] as const) {
      const report = checkCompleteness(contract, { stage, asOf: "2024-12-31", law: lawFor(variant) });
      expect(report).toMatchObject({ verdict: "ready", findings: [] });
    }
  });
});

describe.each(VARIANTS)("the template of $variant", ({ variant, template, seats, contract }) => {
  it("shows every shown value of its sample", async () => {
    const text = await written(variant, contract());
    const texts = shownTexts(shownContract(contract()));
    expect(texts.length).toBeGreaterThan(50);
    expect(texts.filter((shown) => !text.includes(shown.text))).toEqual([]);
  });

  it("prints neither commands nor undefined nor blanks, nor a full stop twice", async () => {
    const text = await written(variant, contract());
    expect(text).not.toMatch(/\{\{|\}\}|undefined|null|NaN|\[object|_{2,}|。。|，，|托管托管/);
  });

  it("has one place to sign for each seat and none besides, alone in its cell", async () => {
    const docx = await contractDocument(contract(), fileAt(`templates/${template}`));
    const xml = new TextDecoder().decode(openDocx(docx).read("word/document.xml"));
    expect([...xml.matchAll(/w:val="sign:([^"]+)"/g)].map(([, seat]) => seat)).toEqual(seats);
    expect(xml.match(/<\/w:tcPr><w:sdt>.*?<\/w:sdt><\/w:tc>/g)).toHaveLength(seats.length);
  });

  it("numbers its parts without a gap and keeps them in one order", async () => {
    const lines = (await written(variant, contract())).split("\n");
    const body = lines.slice(0, lines.indexOf("签　章　页"));
    const numbers = body.flatMap((line) => /^([一二三四五六七八九十]+)、/.exec(line)?.[1] ?? []);
    const parts = seats.length === 3 ? 20 : 19;
    expect(numbers).toEqual(Array.from({ length: parts }, (_, at) => ordinal(at + 1)));
    const places = PARTS.map((part) => lines.findIndex((line) => line.endsWith(part)));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
  });

  it("says a short name once, in the head, and the full name where one signs", async () => {
    const named = contract();
    const [first] = named.parties ?? [];
    if (first !== undefined) first.abbreviation = "简短名";
    const text = await written(variant, named);
    expect(text.match(/（简称：简短名）/g)).toHaveLength(1);
    expect(shownTexts(shownContract(named)).filter((shown) => !text.includes(shown.text))).toEqual([]);
  });

  it("of an empty draft shows blanks and no invented values", async () => {
    const parties = seats.map((seat) => ({ seat }) as NonNullable<Contract["parties"]>[number]);
    const text = await written(variant, { schema: "custody-contract/1", variant, parties });
    expect(text.match(/_{8}/g)?.length).toBeGreaterThan(40);
    expect(text).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it("refuses a seat it has no place for", async () => {
    const more: Contract = { ...contract(), parties: [{ seat: "丁方", name: "某公司" }] };
    await expect(written(variant, more)).rejects.toMatchObject({ code: "document.seat_missing" });
  });
});

/** What every contract says in the same words, whoever its parties are. */
const COMMON = [
  "书面形式，包括纸质文件，以及能够有形表现所载内容并可以随时调取查用的数据电文。",
  "不接受与",
  "乙方及其人员不得以自己的名义就受托的技术方案申请专利，不得利用受托便利谋取本合同以外的利益。",
  "代缴的费用凭缴费凭证据实结算；其他费用在发生前须经负担方书面同意。",
  "乙方在本合同订立前已有的方法、工具和文本仍归乙方",
  "采取安全措施，并以必要的最短期限保存。提供信息的一方应当事先依法告知本人",
  "乙方受托处理个人信息的，不得超出约定的目的和方式，托管结束后返还或者删除；发生泄露的，立即补救并通知",
  "违约金不足以弥补损失的，违约方就不足部分承担赔偿责任。",
  "因不可抗力不能履行的，根据其影响部分或者全部免除责任，受影响方应当及时通知并在合理期限内提供证明。",
  "国家机关的审查和授权结果不属于乙方保证的成果。",
  "以黑体标示的条款涉及免除、减轻责任或者其他重大利害关系，提供文本的一方已提请",
  "造成人身损害，或者因故意、重大过失造成财产损失的，不得免责。",
  "依照《中华人民共和国民法典》第九百三十三条随时解除",
  "按已完成的工作量结算，并依法赔偿损失。",
  "适用于本合同的通知和争议解决程序中的文书送达。",
  "符合《中华人民共和国电子签名法》规定的可靠电子签名，与手写签名或者盖章具有同等法律效力。",
  "签订日期以最后一方签署日期为准。",
  "以数据电文订立的，各方保存的电子文本内容一致，均为原件。",
  "下列附件是本合同的组成部分，与正文不一致的，以正文为准。",
  "签字人不是法定代表人（负责人）的，应当附授权委托书。",
];

describe("the seven contracts", () => {
  it.each(VARIANTS)("$variant says the same thing in the same words", async ({ variant, contract }) => {
    const text = await written(variant, contract());
    expect(COMMON.filter((words) => !text.includes(words))).toEqual([]);
  });
});

describe("what each variant must say", () => {
  it("the project contract gives the third seat supervision and evaluation, and lists project, use and enterprises", async () => {
    const text = await written("HB-SUB", caseOf("HB-SUB").contract());
    for (const words of [
      "丙方是项目所在设区市（含定州市、辛集市、雄安新区）知识产权行政管理部门，承担日常监督和绩效评估责任",
      "（二）日常监督。",
      "（三）绩效评估。托管期结束时，丙方就知识产权申请、管理体系贯标、企业评价认定、转化运用、人才培养、管理制度、战略规划、权益维护作出评估",
      "¥90,000.00（人民币玖万元整）",
      "专款专用、单独核算",
      "石家庄青梧生物材料有限公司",
    ])
      expect(text).toContain(words);
  });

  it("the project contract with an enterprise in the first seat does not call it the payer of a programme", async () => {
    const contract = caseOf("HB-SUB").contract();
    const [first] = contract.parties ?? [];
    if (first !== undefined) first.role = "enterprise";
    const text = await written("HB-SUB", contract);
    expect(text).toContain("内接受知识产权托管服务的企业");
    expect(text).not.toContain("甲方组织实施");
  });

  it("Zhoukou names the park as 托管单位 that does not sign, and both filings", async () => {
    for (const variant of ["ZK-FULL", "ZK-PART"] as const) {
      const text = await written(variant, caseOf(variant).contract());
      expect(text).toContain("（不签署本合同）");
      expect(text).toContain("不是本合同当事人");
      expect(text).toContain("服务机构");
      expect(text).toContain("将本合同报托管单位和周口市市场监督管理局备案");
      expect(text).toContain("每批托管期限为一年");
    }
  });

  it("the full form of Zhoukou is free, promises no subsidy and names the award of the tender", async () => {
    const contract = caseOf("ZK-FULL").contract();
    contract.park = { ...contract.park, bidNo: "ZKTB-2021-006" };
    const text = await written("ZK-FULL", contract);
    expect(text).toContain("本合同的托管服务为无偿服务");
    expect(text).toContain("是否发放补贴和补贴的数额，不影响乙方履行本合同");
    expect(text).toContain("中标通知书编号：ZKTB-2021-006");
    expect(text).not.toMatch(/收取费用|开户银行/);
    expect(shownTexts(shownContract(contract)).map(({ text: shown }) => shown)).toContain("ZKTB-2021-006");
  });

  it("the form in parts is paid by the enterprise, and a waiver is shown with its reason", async () => {
    const contract = caseOf("ZK-PART").contract();
    expect(await written("ZK-PART", contract)).toContain("不影响甲方按约付款");
    contract.fee = { payer: "甲方", amount: "0.00", waiver: "乙方公益减免。", costs: "官费由甲方承担" };
    const text = await written("ZK-PART", contract);
    expect(text).toContain("减免理由：乙方公益减免。");
    expect(shownTexts(shownContract(contract)).map(({ pointer }) => pointer)).toContain("/fee/waiver");
  });

  it.each([
    ["XH-FULL", "乙方承担丙方专利工作机构的职能"],
    ["XH-ADV", "乙方担任丙方的专利顾问"],
    ["XH-ITEM", "仅就本合同第二条所列的单项事务委托乙方办理"],
  ] as const)("%s says what its form of custody is", async (variant, words) => {
    const text = await written(variant, caseOf(variant).contract());
    expect(text).toContain(words);
    for (const duty of ["提供便利条件", "监督托管服务", "协助甲方建立企业知识产权档案", "托管企业"])
      expect(text).toContain(duty);
  });

  it("Xuhui lists its thirty-three indicators and ticks those agreed", async () => {
    const text = await written("XH-ADV", caseOf("XH-ADV").contract());
    expect(text.match(/☑/g)).toHaveLength(6 + 1);
    expect(text.match(/^☐$/gm)).toHaveLength(33 - 6);
    expect(text.match(/^A[1-5]-\d+$/gm)).toHaveLength(33);
  });
});
