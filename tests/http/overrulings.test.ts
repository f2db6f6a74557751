import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asker, blockedFiling } from "./blocked-filing.ts";
import { type Json, type OpenHouse, openHouse } from "./open-house.ts";

let open: OpenHouse;
let filing: Json;

const ask: ReturnType<typeof asker> = (...request) => asker(open)(...request);

beforeAll(async () => {
  open = await openHouse();
  filing = await blockedFiling(open, { sme_class: "小型" });
});
afterAll(() => open.close());

const REASON = "已核对营业执照，企业上月更名。";

describe("overruling over /v1", () => {
  it("a blocked filing is refused acceptance in the bureau's words, with the findings", async () => {
    const answer = await ask("POST", `/v1/filings/${filing.id}/accept`, "bureau");
    expect([answer.status, answer.json.code]).toEqual([422, "app.filing_blocked"]);
    expect(answer.json.findings.map((one: Json) => one.id)).toContain("PTY-04.U");
  });

  it("needs a reason, a finding that is there, and the authority's own reviewer", async () => {
    const path = `/v1/filings/${filing.id}/overrulings`;
    const named = { finding: "PTY-04.U", pointer: "/parties/0/name" };
    expect((await ask("POST", path, "bureau", { ...named, reason: " 无 " })).status).toBe(422);
    const unknown = await ask("POST", path, "bureau", { ...named, pointer: "/title", reason: REASON });
    expect([unknown.status, unknown.json.code]).toEqual([422, "app.finding_unknown"]);
    expect((await ask("POST", path, "agency", { ...named, reason: REASON })).json.code).toBe(
      "app.role_missing",
    );
  });

  it("is made, shown to the agency, printed, taken back and made again; then the contract is filed", async () => {
    const path = `/v1/filings/${filing.id}/overrulings`;
    const body = { finding: "PTY-04.U", pointer: "/parties/0/name", reason: REASON };
    const made = await ask("POST", path, "bureau", body);
    expect([made.status, made.json.verdict, made.json.refusal]).toEqual([201, "ready", null]);
    const check = `/v1/contracts/${filing.contract_id}/check`;
    const seen = (await ask("GET", check, "agency")).json;
    expect(seen.findings.find((one: Json) => one.id === "PTY-04.U").overruled.reason).toBe(REASON);
    expect((await ask("GET", `${check}.pdf`, "bureau")).status).toBe(200);
    const [{ id }] = made.json.overrulings;
    expect((await ask("DELETE", `${path}/${id}`, "bureau")).json.verdict).toBe("blocked");
    expect((await ask("DELETE", `${path}/${id}`, "bureau")).status).toBe(200);
    expect((await ask("DELETE", `${path}/ovr_none`, "bureau")).status).toBe(404);
    expect((await ask("POST", path, "bureau", body)).status).toBe(201);
    expect((await ask("POST", `/v1/filings/${filing.id}/accept`, "bureau")).json.state).toBe("filed");
    const late = await ask("POST", path, "bureau", body);
    expect([late.status, late.json.code]).toEqual([409, "app.wrong_state"]);
  });
});
