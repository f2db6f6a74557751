import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromUtf8 } from "../../../src/kit/bytes.ts";
import { type OpenHouse, openHouse } from "../open-house.ts";
import { type Phone, phoneOf, sent } from "./signer.ts";

let open: OpenHouse;
beforeAll(async () => {
  open = await openHouse();
});
afterAll(() => open.close());

/** A registered 公章 with a number of its own. */
async function registered(who: string): Promise<string> {
  const body = { kind: "公章", drawing: { code: "1301000123456" } };
  const made = await open.ask("POST", "/v1/seals", { key: open.keys[who]!, body });
  expect(made.status, made.text).toBe(201);
  return made.json.id;
}

const uses = async (who: string, seal: string): Promise<number> =>
  (await open.ask("GET", `/v1/seals/${seal}/uses`, { key: open.keys[who]! })).json.data.length;

const seen = async (phone: Phone): Promise<string> => fromUtf8((await phone.get("seals/公章.svg")).bytes);

describe("the registered seals of an organisation", () => {
  it("are not to be seen or used by whoever another organisation named as its signer", async () => {
    const before = await phoneOf(open, (await sent(open)).id, 1);
    await before.opened();
    const sample = await seen(before);
    const seal = await registered("enterprise");
    const phone = await phoneOf(open, (await sent(open)).id, 1);
    const { json } = await phone.opened();
    expect(json.task.marks.seals.map(({ standing }: { standing: string }) => standing)).not.toContain(
      "registered",
    );
    expect(await seen(phone)).toBe(sample);
    expect((await phone.signs({ seal: "公章" })).json.state).toBe("signed");
    expect(await uses("enterprise", seal)).toBe(0);
  });

  it("are used by link where the organisation itself sent the contract", async () => {
    const seal = await registered("agency");
    const envelope = await sent(open);
    await (await phoneOf(open, envelope.id, 1)).signs();
    const own = await phoneOf(open, envelope.id, 2);
    expect((await own.signs({ seal: "公章" })).json.state).toBe("signed");
    expect(await uses("agency", seal)).toBe(1);
  });
});
