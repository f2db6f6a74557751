import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildOnce } from "../build-once.ts";
import type { CheckReport } from "../../schemas/check-report.ts";
import { check } from "../../src/cli/check.ts";
import { contractWith, samples } from "../completeness/samples.ts";
import { HOSTILE_UPLOADS } from "../extract/hostile-uploads.ts";
import { type OpenHouse, openHouse } from "../http/open-house.ts";
import { desk, jsonOf, zhiqi, zhiqiHere } from "./zhiqi.ts";

const { put } = desk();
let open: OpenHouse;
beforeAll(async () => {
  buildOnce();
  open = await openHouse();
});
afterAll(() => open.close());

const FOREIGN = new URL("../fixtures/foreign/", import.meta.url);
const UPLOADS = [
  "01-prose-hebei.docx",
  "05-ocr-hebei.pdf",
  "08-xuhui-full.pdf",
  "09-zhoukou-full.docx",
  "10-subsidy-hebei.docx",
  "12-twocolumns-hebei.pdf",
].map((name) => fileURLToPath(new URL(name, FOREIGN)));

/** Every sample of the trade, sound and defective, as a file. */
const contracts = (): readonly string[] => [
  ...Object.entries(samples.valid).map(([id, contract]) => put(`${id}.json`, JSON.stringify(contract))),
  ...samples.defective.map(({ id, base, patch }) =>
    put(`${id}.json`, JSON.stringify(contractWith(base, patch))),
  ),
];

const over = async (path: string, query: string, lang: "zh" | "en"): Promise<CheckReport> => {
  const form = new FormData();
  form.set("file", new File([new Uint8Array(await readFile(path))], basename(path)));
  const { json, status } = await open.ask("POST", `/v1/checks?${query}&lang=${lang}`, {
    key: open.keys["agency"]!,
    body: form,
  });
  expect(status, basename(path)).toBe(200);
  return json;
};

/** All but the name of the file, which a command is told with its folder. */
const told = (report: CheckReport): unknown => ({ ...report, file: null });

describe("a check", () => {
  it("is the same from the command and from the service, for every sample at every stage", async () => {
    for (const [at, path] of contracts().entries()) {
      const stage = (["draft", "sign", "file"] as const)[at % 3] ?? "file";
      const asked = ["--stage", stage, "--as-of", samples.asOf];
      const report = await over(path, `stage=${stage}&as_of=${samples.asOf}`, "zh");
      const body = await open.ask("POST", `/v1/checks?stage=${stage}&as_of=${samples.asOf}`, {
        key: open.keys["agency"]!,
        body: JSON.parse(await readFile(path, "utf8")),
      });
      const command = jsonOf(await zhiqiHere(check, path, ...asked, "--json"));
      expect(told(command), path).toEqual(told(report));
      expect(told(body.json), path).toEqual(told(report));
    }
  }, 120_000);

  it.each(UPLOADS.map((path) => ({ path, name: basename(path) })))(
    "of $name is the same from the command and from the service, in both languages",
    async ({ path }) => {
      for (const lang of ["zh", "en"] as const) {
        const asked = [path, "--as-of", samples.asOf, "--stage", "draft", "--lang", lang, "--json"];
        const command = jsonOf(lang === "zh" ? zhiqi("check", ...asked) : await zhiqiHere(check, ...asked));
        expect(told(command)).toEqual(told(await over(path, `stage=draft&as_of=${samples.asOf}`, lang)));
      }
    },
  );
});

describe("a file made to exhaust the reader", () => {
  it("is a problem with the same code over the service, and disturbs nothing there", async () => {
    const key = open.keys["agency"]!;
    const sound = JSON.parse(JSON.stringify(contractWith("V1")));
    for (const { says, answer, file } of HOSTILE_UPLOADS.filter((one) => one.answer !== "read")) {
      const form = new FormData();
      form.set("file", new File([new Uint8Array(file())], "合同"));
      const { status, json } = await open.ask("POST", "/v1/checks", { key, body: form });
      expect([status >= 400 && status < 500, json.code], says).toEqual([
        true,
        answer === "extract.empty_file" ? "http.file_missing" : answer,
      ]);
    }
    const after = await open.ask("POST", `/v1/checks?as_of=${samples.asOf}`, { key, body: sound });
    expect([after.status, after.json.findings]).toEqual([200, []]);
    expect(open.faults).toEqual([]);
  }, 120_000);

  it("is exit 2 with its code from the command", () => {
    for (const says of [
      "PDF: encrypted",
      "Word: entities of entities",
      "PDF: a thousand pages",
      "nothing at all",
    ]) {
      const one = HOSTILE_UPLOADS.find((each) => each.says === says);
      const { code, err, out } = zhiqi("check", put("hostile", one?.file() ?? ""), "--json");
      expect({ says, code }).toEqual({ says, code: 2 });
      expect(`${err}${out}`).toContain(one?.answer ?? "?");
    }
  });
});
