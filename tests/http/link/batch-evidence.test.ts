import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { put, scratch } from "../../sign/judges.ts";
import { hasTools } from "../../tools.ts";
import { draftContract, type Json, type OpenHouse, openHouse } from "../open-house.ts";
import { type Phone, phoneOf, sent } from "./signer.ts";

/** The evidence of a contract that was signed beside another, by that one's link. */
let open: OpenHouse;
beforeAll(async () => {
  open = await openHouse();
});
afterAll(() => open.close());

const linkId = async (envelope: Json, order: number): Promise<string> => {
  const link = (await open.house.store.linksOf(envelope.id)).find((one) => one.order === order);
  return link?.id ?? "";
};

/** A signer signs both contracts in one visit of the first one's link. */
async function signsBoth(phone: Phone, first: Json, second: Json, order: number): Promise<void> {
  await phone.opened();
  const beside = `with/${await linkId(second, order)}/`;
  await phone.read();
  await phone.read(beside);
  const a = await phone.prepared();
  const b = await phone.prepared(undefined, beside);
  const ids = [a.state.state_id, b.state.state_id];
  await phone.post("codes", { purpose: "intent", state_ids: ids });
  const items = [
    { link_id: await linkId(first, order), state_id: ids[0], signature: a.signature },
    { link_id: await linkId(second, order), state_id: ids[1], signature: b.signature },
  ];
  const done = await phone.post("complete-all", { code: await phone.code("intent"), items });
  expect(
    done.json.results.map(({ code }: Json) => code),
    JSON.stringify(done.json),
  ).toEqual([null, null]);
}

describe.runIf(hasTools("pdftotext"))("two contracts signed in one visit by each of their signers", () => {
  let first: Json;
  let second: Json;
  let last: Phone;
  beforeAll(async () => {
    first = await sent(open);
    second = await sent(open, {}, { ...(await draftContract()), contractNo: "HBTG-2022-000888" });
    await signsBoth(await phoneOf(open, first.id, 1), first, second, 1);
    last = await phoneOf(open, first.id, 2);
    await signsBoth(last, first, second, 2);
    while ((await open.drain()).more);
  });

  it("have a certificate of completion each, that says how the second one was opened, consented to and read", async () => {
    const beside = `with/${await linkId(second, 2)}/`;
    const paper = await last.get(`${beside}certificate.pdf`);
    expect(paper.status).toBe(200);
    const file = put(scratch(), "certificate.pdf", paper.bytes);
    const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
    expect(text).toContain("HBTG-2022-000888");
    expect(text).not.toContain("未经链接");
    for (const fact of ["138****0001", "139****0002", "以验证码打开", "确认已读", "从未离开"])
      expect(text).toContain(fact);
  });

  it("have the second one's link opened by the first one's session, in its own audit trail", async () => {
    const events = await open.house.store.events(`link:${await linkId(second, 1)}`);
    const types = events.map(({ type }) => type);
    expect(types.slice(-4)).toEqual(["link.opened", "link.consented", "link.read", "link.signed"]);
    const opened = events.find(({ type }) => type === "link.opened");
    expect(opened?.facts).toMatchObject({ by_link: await linkId(first, 1), identity: "code_confirmed" });
  });

  it("are asked about where one browser signed both sides, also for the second one", async () => {
    const one = await sent(open);
    const two = await sent(open, {}, { ...(await draftContract()), contractNo: "HBTG-2022-000889" });
    const phone = await phoneOf(open, one.id, 1);
    await signsBoth(phone, one, two, 1);
    const other = await phoneOf(open, one.id, 2);
    for (const [name, value] of phone.cookies) other.cookies.set(name, value);
    await signsBoth(other, one, two, 2);
    const check = await open.ask("POST", `/v1/contracts/${two.contract_id}/check`, {
      key: open.keys["agency"]!,
      body: { stage: "sign" },
    });
    const found = check.json.findings.find((finding: Json) => finding.id.startsWith("SIG-09"));
    expect(found).toMatchObject({ message: expect.stringContaining("同一台设备") });
  });
});
