import { describe, expect, it } from "vitest";
import { at } from "./case.ts";
import { whole } from "./pair.ts";
import { clausePairs } from "./pairs-of-clauses.ts";
import { contactsGone, factPairs } from "./pairs-of-facts.ts";
import { filingPairs } from "./pairs-of-filing.ts";
import { idsOf } from "./samples.ts";

const pairs = [...clausePairs, ...factPairs, ...filingPairs];

describe.each(pairs.map((each) => ({ ...each, name: `${each.id}, ${each.base}` })))(
  "$name",
  ({ id, base, fires: [found, ...patch], spares: [missed, ...near] }) => {
    it(`finds: ${found}`, () => {
      expect(idsOf(base, patch)).toEqual([id]);
    });

    it(`finds nothing: ${missed}`, () => {
      expect(idsOf(base, near)).toEqual([]);
    });
  },
);

describe("rules that speak beside another", () => {
  it("nobody named on either side is a blank contact of each and no one responsible", () => {
    expect(idsOf("V1", contactsGone)).toEqual(["PER-03.M", "PTY-08.M", "PTY-09.M"]);
  });

  it("a clause that names the one responsible is enough for that", () => {
    const patch = [...contactsGone, at("/clauses/人员", "双方各指定一名项目负责人")];
    expect(idsOf("V1", patch)).toEqual(["PTY-08.M", "PTY-09.M"]);
  });

  it("a bid without a notice is no reference and no attachment, and with a number only no attachment", () => {
    const other = at("/attachments/0/name", "中选告知书");
    expect(idsOf("V3", [other, at("/park/bidNo", "")])).toEqual(["ATT-03.M", "ZK-03.M"]);
    expect(idsOf("V3", [other, at("/park/bidNo", "周知标2022-1")])).toEqual(["ATT-03.M"]);
    expect(idsOf("V3", [at("/park/bidNo", "")])).toEqual([]);
  });

  it("parties in each other's place are written the wrong way round", () => {
    const patch = [at("/parties/0/role", "agency"), at("/parties/1/role", "enterprise")];
    expect(idsOf("V1", patch)).toContain("PTY-14.U");
    expect(idsOf("V1", [at("/parties/0/role", "agency")])).not.toContain("PTY-14.U");
  });
});

describe("the whole text", () => {
  it("what it does not say was not agreed, and only warns", () => {
    expect(idsOf("V1", [whole], "draft")).toEqual([
      "ACC-03.M",
      "CHG-02.M",
      "DOC-10.M",
      "DUT-02.M",
      "FEE-11.M",
      "PER-05.M",
    ]);
  });

  it("what it says is not missing", () => {
    const patch = [
      whole,
      at("/duties/乙方", "按约完成各项托管服务，保证所交材料真实"),
      at("/change", "变更或者解除须经双方书面确认，解除的按已完成的事项结算"),
      at("/clauses", {
        定义: "部分托管是指甲方委托部分事务",
        转委托: "未经甲方书面同意不得转委托",
        税费: "以上金额含税",
        评价: "期满由甲方填写满意度评价表",
      }),
    ];
    expect(idsOf("V1", patch, "draft")).toEqual([]);
  });

  it("a blank clause is one finding, its own", () => {
    expect(idsOf("V1", [whole, at("/change", "")], "draft")).not.toContain("CHG-02.M");
    expect(idsOf("V1", [whole, at("/change", "")], "draft")).toContain("CHG-01.M");
  });
});
