import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromUtf8 } from "../../src/kit/bytes.ts";
import { requireTool } from "../tools.ts";
import { draftContract, type OpenHouse, openHouse } from "./open-house.ts";

let open: OpenHouse;
let envelope: string;
beforeAll(async () => {
  open = await openHouse();
  const agency = { key: open.keys.agency ?? "" };
  const contract = await open.ask("POST", "/v1/contracts", {
    ...agency,
    body: { contract: await draftContract() },
  });
  const sent = await open.ask("POST", "/v1/envelopes", {
    ...agency,
    body: { contract_id: contract.json.id },
  });
  envelope = sent.json.id;
});
afterAll(() => open.close());

const evidence = (who: string) =>
  open.app.request(`/v1/envelopes/${envelope}/evidence`, {
    headers: { authorization: `Bearer ${open.keys[who]}` },
  });

describe("GET /v1/envelopes/{id}/evidence", () => {
  it("gives a zip of an envelope that nobody signed yet, whose commands succeed as well", async () => {
    for (const tool of ["pdfsig", "qpdf"]) requireTool(tool);
    const answer = await evidence("agency");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/zip");
    expect(answer.headers.get("repr-digest")).toMatch(/^sha-256=:/);
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    const folder = mkdtempSync(join(tmpdir(), "zhiqi-evidence-"));
    for (const [name, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes);
    }
    const readme = fromUtf8(files["README.md"] ?? new Uint8Array());
    const commands = [...readme.matchAll(/```sh\n([\s\S]*?)\n```/g)]
      .map(([, lines = ""]) => lines)
      .join("\n");
    const run = spawnSync("bash", ["-euo", "pipefail", "-c", commands], { cwd: folder, encoding: "utf8" });
    expect(run.status, `${run.stdout}${run.stderr}`).toBe(0);
  });

  it("is for the parties of the contract alone", async () => {
    expect((await evidence("enterprise")).status).toBe(200);
    expect((await evidence("stranger")).status).toBe(404);
    expect((await open.app.request(`/v1/envelopes/${envelope}/evidence`)).status).toBe(401);
  });
});
