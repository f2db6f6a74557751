import { describe, expect, it } from "vitest";
import { addressWithin } from "../../src/kit/division.ts";
import { contractWith, reportOn } from "./samples.ts";

const found = (base: string, at: number, address: string) =>
  reportOn(
    contractWith(base, [
      { path: `/parties/${at}/regionCode`, value: "@del" },
      { path: `/parties/${at}/address`, value: address },
    ]),
    "draft",
  ).findings.filter(({ id }) => id === "PTY-06.Q");

describe("where a party lives, told by its address alone", () => {
  it.each([
    ["V1", 0, "北京市海淀区中关村大街1号", 1],
    ["V1", 0, "河北省迁安市钢城路1号", 0],
    ["V1", 0, "石家庄市裕华区槐安东路1号", 0],
    ["V1", 0, "裕华区槐安东路1号", 0],
    ["V5", 2, "上海市浦东新区张江路665号", 1],
    ["V5", 2, "上海市徐汇区桂平路1号", 0],
    ["V3", 0, "河南省郑州市金水区花园路81号", 1],
    ["V3", 0, "河南省周口市川汇区文昌大道1号", 0],
  ])("%s party %i at %s: %i", (base, at, address, count) => {
    expect(found(base, at, address)).toHaveLength(count);
  });

  it("a division code, where there is one, is what counts", () => {
    const contract = contractWith("V1", [{ path: "/parties/0/address", value: "北京市海淀区中关村大街1号" }]);
    expect(reportOn(contract, "draft").findings.map(({ id }) => id)).not.toContain("PTY-06.Q");
  });

  it.each([
    ["河北省保定市", 0],
    ["江苏省南京市", 1],
  ])("a place of tax told in words, %s, is read as words", (place, count) => {
    const contract = contractWith("V1", [{ path: "/parties/0/taxRegionCode", value: place }]);
    const found = reportOn(contract, "draft").findings.filter(({ pointer }) =>
      pointer.endsWith("taxRegionCode"),
    );
    expect(found).toHaveLength(count);
  });

  it("tells nothing of an address without a province that the table does not know", () => {
    expect(addressWithin("长安街1号", "13")).toBeUndefined();
    expect(addressWithin("上海市", "310104")).toBeUndefined();
  });
});
