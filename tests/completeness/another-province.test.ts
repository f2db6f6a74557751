import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { jurisdictionFiles } from "../../.scripts/generate-jurisdictions.ts";
import type { Contract } from "../../schemas/contract.ts";
import { BUILT_IN_LAW, lawFor } from "../../schemas/jurisdictions/index.ts";
import { lawRegistry } from "../../schemas/jurisdictions/registry.ts";
import { checkCompleteness } from "../../src/completeness/check-completeness.ts";
import { filingAdvice } from "../../src/completeness/filing-advice.ts";
import { at } from "./case.ts";
import { contractWith, type Patch, samples } from "./samples.ts";

const directory = new URL("../fixtures/jurisdictions/", import.meta.url);

/** Every law.json of a directory, as a program without our build would read it. */
const folders = readdirSync(directory).map(
  (name) => JSON.parse(readFileSync(new URL(`${name}/law.json`, directory), "utf8")) as unknown,
);
const registry = lawRegistry({ ...BUILT_IN_LAW, folders: [...BUILT_IN_LAW.folders, ...folders] });
const law = lawFor("LS-2P", registry);

const lanshan: readonly Patch[] = [
  at("/signDate", "2026-03-15"),
  at("/signatures", null),
  at("/mode", "全程式"),
  at("/scope", [
    { code: "LS-1", name: "知识产权咨询", qty: "12", unit: "次", due: "2027-12-31", deliverable: "咨询记录" },
  ]),
  at("/term", { start: "2026-04-01", end: "2028-03-31" }),
  at("/clauses", { 第一联系人: "由乙方项目负责人担任" }),
];

const idsOf = (...patch: readonly Patch[]): readonly string[] => {
  const contract = { ...contractWith("V1", [...lanshan, ...patch]), variant: "LS-2P" };
  const report = checkCompleteness(contract as Contract, { stage: "draft", asOf: "2026-11-20", law });
  expect(report.variant).toBe("LS-2P");
  return report.findings.map(({ id, severity }) => `${id} ${severity}`);
};

describe("a province added as a folder of data", () => {
  it("has its law beside the built-in ones", () => {
    expect(registry.variants).toEqual([...lawRegistry(BUILT_IN_LAW).variants, "LS-2P"]);
    expect(lawFor("HB-2P", registry).rules).toEqual(lawFor("HB-2P").rules);
    expect(() => lawFor("LS-2P")).toThrow("no law for variant LS-2P");
  });

  it("finds nothing in a sound contract", () => {
    expect(idsOf()).toEqual([]);
  });

  it("asks its own rule, and its own form of a common one", () => {
    expect(idsOf(at("/clauses", {}))).toEqual(["LS-01.M B"]);
    expect(idsOf(at("/term/end", "2027-03-31"), at("/scope/0/due", "2026-12-31"))).toEqual(["TRM-02.U B"]);
  });

  it("knows its own modes and services", () => {
    expect(idsOf(at("/mode", "部分式"))).toEqual(["SUB-01.U B"]);
    expect(idsOf(at("/scope/0/code", "HB-S1"))).toEqual(["SUB-03.U B"]);
  });

  it("grades findings as it likes and leaves a common rule out", () => {
    expect(idsOf(at("/effect/copies", null))).toEqual(["DOC-06.M B"]);
    expect(idsOf(at("/breach", ""))).toEqual(["LIA-01.M W"]);
    expect(idsOf(at("/contractNo", ""))).toEqual([]);
  });

  it("says itself what blocks filing", () => {
    const contract = contractWith("V1", [
      at("/place", ""),
      at("/dispute/mode", ""),
      at("/title", "房屋租赁合同"),
    ]);
    const { findings } = checkCompleteness(contract, {
      stage: "draft",
      asOf: samples.asOf,
      law: lawFor("HB-2P"),
    });
    const advice = filingAdvice(findings, law);
    expect(advice.refusal).toBe("暂缓备案");
    expect(advice.obstacles.map(({ finding, ground }) => [finding.id, ground])).toEqual([
      ["PER-01.M", "要素缺失"],
    ]);
    expect(advice.remarks.map(({ id }) => id)).toEqual(["DOC-01.U", "DSP-01.M"]);
  });

  it("is compiled in by the script, which writes the index and the variants", () => {
    const files = jurisdictionFiles(directory);
    expect(files["variants.generated.ts"]).toContain('"LS-2P"');
    expect(files["folders.generated.ts"]).toContain('import lanshan from "./lanshan/law.json"');
  });
});

describe("the law folders that are built in", () => {
  it("are those the generated index has; run node .scripts/generate-jurisdictions.ts after adding one", () => {
    const here = new URL("../../schemas/jurisdictions/", import.meta.url);
    const plain = (text: string): string => text.replaceAll(/[\s,]/g, "");
    for (const [name, text] of Object.entries(jurisdictionFiles(here)))
      expect(plain(readFileSync(new URL(name, here), "utf8"))).toBe(plain(text));
  });

  it("a variant two folders have is refused", () => {
    const [hebei] = BUILT_IN_LAW.folders;
    expect(() => lawRegistry({ ...BUILT_IN_LAW, folders: [hebei, hebei] })).toThrow(
      "two folders have the variant",
    );
  });

  it("a query cannot be written into what blocks filing, nor be graded up", () => {
    const [folder] = folders as Record<string, object>[];
    const withPolicy = (policy: object) => ({ ...folder, policy: { ...folder?.["policy"], ...policy } });
    expect(() =>
      lawRegistry({ ...BUILT_IN_LAW, folders: [withPolicy({ grounds: { Q: "条件核验" } })] }),
    ).toThrow("policy");
    const graded = { ...folder, severities: { "FIL-01.Q": "B" } };
    expect(() => lawRegistry({ ...BUILT_IN_LAW, folders: [graded] })).toThrow("severities");
  });
});

describe("what findings mean at the filing desk", () => {
  const adviceOn = (base: string, patch: readonly Patch[]) => {
    const contract = contractWith(base, patch);
    const place = lawFor(contract.variant);
    const { findings } = checkCompleteness(contract, { stage: "file", asOf: samples.asOf, law: place });
    return filingAdvice(findings, place);
  };

  it("Hebei refuses for what is missing or unclear, in its own words", () => {
    const { refusal, obstacles } = adviceOn("V1", [at("/breach", ""), at("/mode", "顾问式")]);
    expect(refusal).toBe("不予备案");
    expect(obstacles.map(({ finding, ground }) => `${finding.id} ${ground}`)).toEqual([
      "SUB-01.U 要素不明晰",
      "LIA-01.M 要素空缺",
    ]);
  });

  it("queries alone never read as refusal", () => {
    const advice = adviceOn("V1", [
      at("/filing/filedAt", "2022-06-01"),
      at("/filing/agencyFilingNo", ""),
      at("/filing/smeClass", "大型"),
    ]);
    expect(advice.refusal).toBeNull();
    expect(advice.obstacles).toEqual([]);
    expect(advice.queries.map(({ id }) => id)).toEqual(["FIL-01.Q", "FIL-03.Q", "FIL-04.Q"]);
  });

  it("a query graded B by a fault would still be no obstacle", () => {
    const finding = {
      id: "FIL-01.Q",
      severity: "B",
      pointer: "",
      value: null,
      place: "",
      message: "",
      basis: "",
      fix: "",
    } as const;
    const odd = { ...lawFor("HB-2P"), policy: { ...lawFor("HB-2P").policy, also: ["FIL-01.Q"] } };
    expect(filingAdvice([finding], odd)).toMatchObject({ refusal: null, obstacles: [], queries: [finding] });
  });

  it("a finding a province grades W blocks in none of its cases", () => {
    const [lanshanLaw] = folders as readonly object[];
    const milder = lawRegistry({
      ...BUILT_IN_LAW,
      folders: [{ ...lanshanLaw, severities: { "PTY-09.M": "W" } }],
    });
    const words = lawFor("LS-2P", milder).rules.find(({ id }) => id === "PTY-09")?.findings.M;
    expect([words?.severity, ...Object.values(words?.cases ?? {}).map(({ severity }) => severity)]).toEqual([
      "W",
      "W",
    ]);
  });

  it.each([
    ["a grade of a rule that is not there", { severities: { "DOC-99.M": "B" } }],
    ["a grade of a ground the rule does not give", { severities: { "PTY-01.U": "B" } }],
    ["a rule dropped that is not there", { without: ["XYZ-01"] }],
  ])("%s is refused, not ignored", (_, slip) => {
    const [lanshanLaw] = folders as readonly object[];
    const read = () => lawRegistry({ ...BUILT_IN_LAW, folders: [{ ...lanshanLaw, ...slip }] });
    expect(read).toThrow(/lanshan speaks of/);
  });

  it("a query cannot be written into a policy", () => {
    const [lanshanLaw] = folders as readonly { policy: object }[];
    const policy = { ...lanshanLaw?.policy, also: ["FIL-01.Q"] };
    const read = () => lawRegistry({ ...BUILT_IN_LAW, folders: [{ ...lanshanLaw, policy }] });
    expect(read).toThrow("must match pattern");
  });

  it("Zhoukou states no refusal: the contract goes back to be completed", () => {
    expect(adviceOn("V3", [at("/park/name", "")]).refusal).toBe("退回补正");
  });
});
