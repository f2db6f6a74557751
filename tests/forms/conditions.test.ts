import { describe, expect, it } from "vitest";
import { FormCondition } from "../../schemas/forms/form-condition.ts";
import { FORMS } from "../../schemas/forms/index.ts";
import { checkForm } from "../../src/completeness/forms/check-form.ts";
import { findingsOf, form } from "./fill.ts";

const fullTime = (...years: readonly number[]) =>
  years.map((year, at) => ({ name: `专员${at + 1}`, qualification: "法学", years: year, fullTime: true }));

const parks = (count: number) =>
  Array.from({ length: count }, () => ({ ...Object(form("cnipa-pilot-application").sample.parks)[0] }));

const cities = (count: number, outsideQuota: boolean) =>
  Array.from({ length: count }, (_, at) => ({
    name: `城市${at}`,
    parks: "甲园、乙园",
    parkCount: 2,
    outsideQuota,
  }));

type Case = readonly [
  sentence: string,
  form: string,
  changes: Record<string, unknown>,
  found: readonly string[],
];

/** 民法典 1259: 以上, 不低于, 不小于 and 不超过 include the number itself. */
const CASES: readonly Case[] = [
  ["twenty technology enterprises are enough", "zhoukou-park-application", { "/techEnterprises": 20 }, []],
  ["nineteen are not", "zhoukou-park-application", { "/techEnterprises": 19 }, ["ZKP-03.Q"]],
  ["a park without free office", "zhoukou-park-application", { "/freeOffice": false }, ["ZKP-05.Q"]],
  [
    "a park that says nothing of its groundwork",
    "zhoukou-park-application",
    { "/hasGroundwork": null },
    ["ZKP-04.M"],
  ],
  [
    "48.4 patents per 10,000 are enough",
    "cnipa-pilot-application",
    {
      "/parks/0/patentsPerTenThousand": 48.4,
      "/parks/0/inventionPatents": 242,
      "/parks/0/population": 50000,
    },
    [],
  ],
  [
    "48.3 are not",
    "cnipa-pilot-application",
    {
      "/parks/0/patentsPerTenThousand": 48.3,
      "/parks/0/inventionPatents": 2415,
      "/parks/0/population": 500000,
    },
    ["CNP-04.Q"],
  ],
  [
    "a density that does not follow from its figures",
    "cnipa-pilot-application",
    { "/parks/0/population": 90000 },
    ["CNP-05.U"],
  ],
  ["one park is too few", "cnipa-pilot-application", { "/parks": parks(1) }, ["CNP-02.Q"]],
  ["three parks may stand", "cnipa-pilot-application", { "/parks": parks(3) }, []],
  ["four parks are too many", "cnipa-pilot-application", { "/parks": parks(4) }, ["CNP-02.Q"]],
  ["the last day of July 2017 is in time", "cnipa-pilot-application", { "/filledOn": "2017-07-31" }, []],
  ["the first of August is late", "cnipa-pilot-application", { "/filledOn": "2017-08-01" }, ["CNP-14.Q"]],
  [
    "two cities of a province may be recommended",
    "cnipa-recommendation",
    { "/cities": cities(2, false) },
    [],
  ],
  ["three may not", "cnipa-recommendation", { "/cities": cities(3, false) }, ["CNR-01.Q"]],
  ["districts outside the quota are not counted", "cnipa-recommendation", { "/cities": cities(3, true) }, []],
  ["thirty square metres are enough", "hunan-subcentre-application", { "/officeArea": 30 }, []],
  ["29.9 are not", "hunan-subcentre-application", { "/officeArea": 29.9 }, ["HNS-03.Q"]],
  [
    "two full-time people, one with one year, are enough",
    "hunan-subcentre-application",
    { "/staff": fullTime(1, 0) },
    [],
  ],
  ["nobody has a whole year", "hunan-subcentre-application", { "/staff": fullTime(0.9, 0) }, ["HNS-08.Q"]],
  ["one full-time person is too few", "hunan-subcentre-application", { "/staff": fullTime(3) }, ["HNS-07.Q"]],
  [
    "part-time people are not counted",
    "hunan-subcentre-application",
    { "/staff/0/fullTime": false },
    ["HNS-07.Q", "HNS-08.Q"],
  ],
  [
    "800,000 yuan over three years may stand",
    "hunan-subcentre-application",
    { "/funding": { yearOne: 200000, yearTwo: 300000, yearThree: 300000, total: 800000 } },
    [],
  ],
  [
    "a cent more may not",
    "hunan-subcentre-application",
    { "/funding": { yearOne: 200000, yearTwo: 300000, yearThree: 300000.01, total: 800000.01 } },
    ["HNS-11.Q"],
  ],
  [
    "more than 200,000 in year one",
    "hunan-subcentre-application",
    { "/funding": { yearOne: 200001, yearTwo: 300000, yearThree: 200000, total: 700001 } },
    ["HNS-09.Q"],
  ],
  ["a total that is no sum", "hunan-subcentre-application", { "/funding/total": 760000 }, ["HNS-10.U"]],
  ["three years to the corresponding day", "hunan-subcentre-application", { "/termEnd": "2023-06-01" }, []],
  ["two years are not three", "hunan-subcentre-application", { "/termEnd": "2022-05-31" }, ["HNS-12.U"]],
  ["a park below provincial level", "hunan-subcentre-application", { "/level": "市级" }, ["HNS-02.Q"]],
  [
    "失败 loses the title",
    "hunan-annual-assessment",
    { "/grade": "不通过", "/nextFunding": 0 },
    ["HNY-06.U"],
  ],
  [
    "失败 ends the money",
    "hunan-annual-assessment",
    { "/grade": "不通过", "/titleKept": false },
    ["HNY-07.U"],
  ],
  [
    "不通过 without title and money",
    "hunan-annual-assessment",
    { "/grade": "不通过", "/titleKept": false, "/nextFunding": 0 },
    [],
  ],
  ["an agency outside Hebei", "hebei-agency-registration", { "/regionCode": "110108" }, ["HBA-03.Q"]],
  [
    "a bad credit record within three years",
    "hebei-agency-registration",
    { "/noBadCredit": false },
    ["HBA-08.Q"],
  ],
  [
    "a business without consulting",
    "hebei-agency-registration",
    { "/coversConsulting": false },
    ["HBA-06.Q"],
  ],
  [
    "a credit code with a wrong check character",
    "hebei-agency-registration",
    { "/uscc": "91130104MAXX00015Q" },
    ["HBA-02.U"],
  ],
  ["filed on the last day of the month", "hebei-filing-application", { "/appliedOn": "2022-04-28" }, []],
  ["filed a day later", "hebei-filing-application", { "/appliedOn": "2022-04-29" }, ["HFA-08.Q"]],
  [
    "custody that ended on the quarter's last day belongs in table two",
    "hebei-quarter-table-2",
    { "/rows/0/termEnd": "2022-06-30" },
    [],
  ],
  [
    "custody that ended a day later does not",
    "hebei-quarter-table-2",
    { "/rows/0/termEnd": "2022-07-01" },
    ["HQB-07.U"],
  ],
  [
    "the fourth quarter is reported in the next year",
    "hebei-quarter-table-2",
    {
      "/quarter": 4,
      "/filledOn": "2023-01-08",
      "/rows/0/termEnd": "2022-12-31",
      "/rows/1/termEnd": "2022-10-01",
    },
    [],
  ],
  [
    "one of the eight topics is empty",
    "hebei-quarter-table-2",
    { "/rows/1/evaluation/strategy": "" },
    ["HQB-15.M"],
  ],
  ["a fifth quarter", "hebei-quarter-table-1", { "/quarter": 5 }, ["HQA-02.U"]],
  [
    "refusal needs an element that is absent or unclear",
    "hebei-review-opinion",
    { "/findings": [], "/conclusion": "不予备案" },
    ["HRO-05.U"],
  ],
  ["filing needs none", "hebei-review-opinion", { "/findings": [], "/conclusion": "予以备案" }, []],
  [
    "an indicator that was worked out wrongly",
    "zhoukou-acceptance-indicators",
    { "/indicators/entry/result": 31 },
    ["ZKI-02.U"],
  ],
  [
    "growth counts from the beginning",
    "zhoukou-acceptance-indicators",
    { "/indicators/invention/upper": 73, "/indicators/invention/result": 0 },
    [],
  ],
  [
    "nothing is divided by nothing",
    "zhoukou-acceptance-indicators",
    { "/indicators/training/lower": 0 },
    ["ZKI-05.U"],
  ],
  [
    "thirty-two scores of thirty-three",
    "xuhui-assessment",
    { "/scores/0/score": 4 },
    ["XHA-07.U", "XHA-09.U"],
  ],
  ["an unfilled place is no value", "zhoukou-park-application", { "/park": "____" }, ["ZKP-06.M"]],
];

describe("conditions at their limits", () => {
  it.each(CASES)("%s (%s)", (_, id, changes, found) => {
    expect(findingsOf(id, changes)).toEqual(found);
  });
});

it("every condition is well formed, its id unique, and a reviewer's question never blocks", () => {
  const ids = new Set<string>();
  for (const { id: formId, conditions } of FORMS) {
    for (const condition of conditions) {
      expect(FormCondition.safeParse(condition).error, condition.id).toBeUndefined();
      expect(ids.has(condition.id), `${formId} ${condition.id}`).toBe(false);
      ids.add(condition.id);
      const blocks = condition.failing?.ground === "Q" && condition.failing.severity === "B";
      expect(blocks, condition.id).toBe(false);
    }
  }
  expect(ids.size).toBeGreaterThan(150);
});

it("an application is not judged by conditions of a later day", () => {
  const park = form("zhoukou-park-application");
  expect(checkForm(park, park.schema.parse({}), { asOf: "2020-12-31" }).findings).toEqual([]);
});

it("a finding names its row, its value, its basis and what to do", () => {
  const sample = form("cnipa-pilot-application");
  const data = sample.schema.parse(sample.sample);
  const [first] = checkForm(
    sample,
    { ...data, parks: [...parks(1), { ...parks(1)[0], fullTimeStaff: 0 }] },
    { asOf: "2017-07-20" },
  ).findings;
  expect(first).toEqual({
    id: "CNP-06.Q",
    severity: "W",
    pointer: "/parks/1/fullTimeStaff",
    place: "第二部分第2份专职工作人员",
    basis: "国知办发管字〔2017〕30号一（二）2",
    value: 0,
    message: "没有配备专职工作人员",
    fix: "配备专职工作人员后申报",
  });
});
