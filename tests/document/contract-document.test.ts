import { describe, expect, it } from "vitest";
import type { Contract } from "../../schemas/contract.ts";
import { shownContract } from "../../src/contract/shown-contract.ts";
import { contractDocument } from "../../src/document/contract-document.ts";
import { shownTexts } from "../../src/document/shown-texts.ts";
import { openDocx } from "../../src/formats/docx/open-docx.ts";
import { fileAt, sample, textOf } from "./docx.ts";

const template = fileAt("templates/hebei/custody-contract.docx");
const documentText = async (contract: Contract): Promise<string> =>
  textOf(await contractDocument(contract, template));

const HEADS = [
  "鉴　于",
  "一、定义",
  "二、托管形式与服务事项",
  "三、托管期限",
  "四、工作方案与服务方式",
  "五、甲方的权利和义务",
  "六、乙方的权利和义务",
  "七、人员与报告",
  "八、费用与支付",
  "九、官费和其他费用",
  "十、成果归属与知识产权",
  "十一、保密",
  "十二、个人信息",
  "十三、验收与绩效评价",
  "十四、违约责任",
  "十五、变更与解除",
  "十六、争议解决",
  "十七、通知与送达",
  "十八、电子签名、生效与份数",
  "十九、附件清单",
  "签　章　页",
];

/** Which services the plan's steps are, by the numbers of V1's codes. */
function planned(text: string): readonly number[] {
  const plan = text.slice(text.indexOf("三、进度"));
  const services = [
    { code: 1, says: "工作方案编制与实施（" },
    { code: 3, says: "管理人员培训（" },
    { code: 7, says: "专利布局与规划（" },
  ];
  return services
    .toSorted((one, other) => plan.indexOf(one.says) - plan.indexOf(other.says))
    .map(({ code }) => code);
}

describe("the Hebei custody contract", () => {
  it.each(["V1", "V2"])("shows every shown value of %s", async (id) => {
    const contract = sample(id);
    const text = await documentText(contract);
    const texts = shownTexts(shownContract(contract));
    expect(texts.length).toBeGreaterThan(60);
    expect(texts.filter((shown) => !text.includes(shown.text))).toEqual([]);
  });

  it("has its nineteen parts in order", async () => {
    const lines = (await documentText(sample("V1"))).split("\n");
    expect(lines.filter((line) => HEADS.includes(line))).toEqual(HEADS);
  });

  it("prints neither commands nor undefined nor null, nor blanks where nothing is missing", async () => {
    const text = await documentText(sample("V1"));
    expect(text).not.toMatch(/\{\{|\}\}|undefined|null|NaN|\[object|_{2,}|。。/);
  });

  it("words days, amounts, instalments and copies for people", async () => {
    const text = await documentText(sample("V1"));
    for (const words of [
      "2022年4月1日",
      "2023年3月31日",
      "¥36,000.00",
      "18,000.00",
      "第一期",
      "第二期",
      "甲方执1份，乙方执1份，备案机关执1份",
    ])
      expect(text).toContain(words);
  });

  it("of an empty draft shows blanks and no invented values", async () => {
    const parties = sample("V1").parties?.map(({ seat, role }) => ({ seat, role })) ?? [];
    const text = await documentText({ schema: "custody-contract/1", variant: "HB-2P", parties });
    expect(text.match(/_{8}/g)?.length).toBeGreaterThan(40);
    expect(text).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it("of a free contract says so and names neither instalments nor account", async () => {
    const contract = sample("V1");
    contract.fee = { payer: "无需甲方付费", amount: "0.00", free: true, costs: "官费由甲方承担" };
    const text = await documentText(contract);
    expect(text).toContain("无偿服务");
    expect(text).not.toMatch(/付款期限|开户银行/);
  });

  it("lists rights in custody and further clauses when there are any", async () => {
    const contract = sample("V1");
    contract.ipInvolved = true;
    contract.ipList = [
      {
        kind: "发明",
        name: "一种传感装置",
        owner: "石家庄恒砺传感科技有限公司",
        filingDate: "2020-05-06",
        applicationNo: "202010102344.5",
        patentNo: "ZL202010102344.5",
        validUntil: "2040-05-05",
      },
    ];
    contract.clauses = { 培训安排: "乙方每季度为甲方研发人员讲授一课。" };
    const text = await documentText(contract);
    for (const words of [
      "一种传感装置",
      "ZL202010102344.5",
      "2040年5月5日",
      "培训安排：乙方每季度为甲方研发人员讲授一课。",
    ])
      expect(text).toContain(words);
  });

  it("says arbitration in arbitration's words", async () => {
    const contract = sample("V1");
    contract.dispute = { mode: "仲裁", body: "石家庄仲裁委员会" };
    expect(await documentText(contract)).toContain(
      "以仲裁方式解决，提交石家庄仲裁委员会，按照申请时该会现行有效的仲裁规则仲裁。",
    );
  });

  it("leaves a dispute clause written in full to its own words", async () => {
    const contract = sample("V1");
    contract.dispute = { mode: "仲裁", body: "任何一方均可提交保定仲裁委员会，裁决是终局的。" };
    const text = await documentText(contract);
    expect(text).toContain("解决方式为仲裁：任何一方均可提交保定仲裁委员会，裁决是终局的。");
    expect(text).not.toContain("按照申请时该会现行有效的仲裁规则仲裁");
    contract.dispute = { mode: "向人民法院提起诉讼", body: "甲方住所地人民法院" };
    expect(await documentText(contract)).toContain("解决方式为向人民法院提起诉讼：甲方住所地人民法院。");
  });

  it("prints 一式 and 份 once, whoever wrote them", async () => {
    const contract = sample("V1");
    contract.effect = { clause: "签章之日起生效", copies: "一式叁份", holders: { 甲方: "一份", 乙方: 2 } };
    expect(await documentText(contract)).toContain("本合同一式叁份，甲方执一份，乙方执2份，");
  });

  it("sets no comma between the titles of laws (GB/T 15834)", async () => {
    const text = await documentText(sample("V1"));
    expect(text).toContain("根据《中华人民共和国民法典》《中华人民共和国专利法》及其他有关规定");
  });

  it("of a free contract gives the agency no fee to collect, and shows the zero in words", async () => {
    const contract = sample("V1");
    contract.fee = { payer: "甲方", amount: "0.00", amountCn: "人民币零元整", costs: "官费由甲方承担" };
    const text = await documentText(contract);
    expect(text).toContain("无偿服务（付费主体：甲方；服务费：¥0.00，人民币零元整）");
    expect(text).not.toContain("有权依约收取费用");
  });

  it("of a contract with a charge never says that it is free", async () => {
    const contract = sample("V1");
    contract.fee = { ...contract.fee, free: true };
    expect(await documentText(contract)).not.toContain("无偿服务");
  });

  it("leaves no gap where an optional e-mail is not given", async () => {
    const contract = sample("V1");
    for (const party of contract.parties ?? []) party.contact = { ...party.contact, email: null };
    expect(await documentText(contract)).not.toMatch(/_{2,}/);
  });

  it("plans by the day, or as the services stand when one has no day", async () => {
    const contract = sample("V1");
    expect(planned(await documentText(contract))).toEqual([1, 7, 3]);
    contract.scope = contract.scope?.map((item) => ({ ...item, due: "每月一次" }));
    expect(planned(await documentText(contract))).toEqual([1, 3, 7]);
  });

  it.each(["{{evil}}", "+++INS x+++", "||<w:p/>||", "{{END-FOR party}}", "乙方</w:t></w:r>"])(
    "a party named %s is printed and nothing more",
    async (name) => {
      const contract = sample("V1");
      const [first] = contract.parties ?? [];
      if (first !== undefined) first.name = name;
      expect(await documentText(contract)).toContain(name);
    },
  );

  it("has one place to sign for each seat, alone in its cell", async () => {
    const docx = await contractDocument(sample("V1"), template);
    const xml = new TextDecoder().decode(openDocx(docx).read("word/document.xml"));
    for (const seat of ["甲方", "乙方"]) expect(xml.split(`w:val="sign:${seat}"`)).toHaveLength(2);
    expect(xml.match(/<\/w:tcPr><w:sdt>.*?<\/w:sdt><\/w:tc>/g)).toHaveLength(2);
  });

  it("refuses a contract with a seat it has no place for", async () => {
    await expect(contractDocument(sample("V5"), template)).rejects.toMatchObject({
      code: "document.seat_missing",
      facts: { seat: "丙方" },
    });
  });

  it("is the same file every time", async () => {
    const [first, second] = [
      await contractDocument(sample("V1"), template),
      await contractDocument(sample("V1"), template),
    ];
    expect(second).toEqual(first);
  });
});
