import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drainOutbox } from "../../src/app/drain-outbox.ts";
import { asker, blockedFiling } from "./blocked-filing.ts";
import { type Json, type OpenHouse, openHouse } from "./open-house.ts";

let open: OpenHouse;
let filing: Json;

const ask: ReturnType<typeof asker> = (...request) => asker(open)(...request);

beforeAll(async () => {
  open = await openHouse();
  filing = await blockedFiling(open);
});
afterAll(() => open.close());

const REASON = "企业名称与登记不一致，请补正。";

describe("the bureau's desk over /v1", () => {
  it("refuses a return without reason, without a time limit, with a field it does not know, each at its place", async () => {
    const path = `/v1/filings/${filing.id}/return`;
    for (const [body, pointer] of [
      [{ due_on: "2099-01-01" }, "#/reason"],
      [{ reason: REASON }, "#/due_on"],
      [{ reason: REASON, due_on: "2022-02-30" }, "#/due_on"],
      [{ reason: REASON, due_on: "2099-01-01", also: [{ element: "签章" }] }, "#/also/0/place"],
    ] as const) {
      const answer = await ask("POST", path, "bureau", body);
      expect([answer.status, answer.json.code]).toEqual([422, "http.wrong_shape"]);
      expect(answer.json.errors.map((one: Json) => one.pointer)).toContain(pointer);
    }
    const late = await ask("POST", path, "bureau", { reason: REASON, due_on: "2000-01-01" });
    expect([late.status, late.json.code]).toEqual([422, "app.correction_day_wrong"]);
    expect((await ask("POST", path, "agency", { reason: REASON, due_on: "2099-01-01" })).status).toBe(403);
  });

  it("returns it with a letter to download, takes it back in, refuses it, and closes it", async () => {
    const path = `/v1/filings/${filing.id}`;
    const in30Days = new Date(open.house.clock.now().getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
    const returned = await ask("POST", `${path}/return`, "bureau", { reason: REASON, due_on: in30Days });
    expect([returned.status, returned.json.state]).toEqual([200, "returned"]);
    const [letter] = returned.json.letters;
    const pdf = `${path}/letters/${letter.id}/letter.pdf`;
    expect((await ask("GET", pdf, "agency")).json.code).toBe("app.letter_not_ready");
    await drainOutbox(open.house);
    const file = await ask("GET", pdf, "agency");
    expect([file.status, file.text.slice(0, 5)]).toEqual([200, "%PDF-"]);
    expect((await ask("GET", `${path}/letters/let_none/letter.pdf`, "agency")).status).toBe(404);
    const accept = await ask("POST", `${path}/accept`, "bureau");
    expect([accept.status, accept.json.code]).toEqual([409, "app.wrong_state"]);
    const again = await ask("POST", `${path}/resubmit`, "agency", {});
    expect([again.status, again.json.state, again.json.version]).toEqual([200, "submitted", 3]);
    const refused = await ask("POST", `${path}/refuse`, "bureau", { reason: REASON });
    expect([refused.status, refused.json.state]).toEqual([200, "refused"]);
    expect(refused.json.letters.map((one: Json) => one.kind)).toEqual(["correction", "refusal"]);
    const gone = await ask("POST", `${path}/withdraw`, "agency", {});
    expect([gone.status, gone.json.code]).toEqual([409, "app.wrong_state"]);
    const listed = await ask("GET", "/v1/filings", "bureau");
    expect(listed.json.data[0]).toMatchObject({ id: filing.id, state: "refused" });
  });
});
