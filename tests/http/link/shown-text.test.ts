import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ShownText } from "../../../schemas/api/signing-link.ts";
import { wordsOf } from "../../../src/pages/islands/sign/words-of-file.ts";
import { type OpenHouse, openHouse } from "../open-house.ts";
import { type Phone, phoneOf, sent } from "./signer.ts";

describe("the words of the file that is to be signed", () => {
  let open: OpenHouse;
  let phone: Phone;
  beforeAll(async () => {
    open = await openHouse();
    phone = await phoneOf(open, (await sent(open)).id, 1);
  });
  afterAll(() => open.close());

  it("are for the session of the link alone", async () => {
    const { status, json } = await phone.get("text");
    expect([status, json.code]).toEqual([401, "link.session_missing"]);
  });

  it("are those that the page takes from the bytes it hashes, and come packed", async () => {
    await phone.opened();
    const { json: task } = await phone.get("task");
    const { bytes: pdf } = await phone.get("document.pdf");
    const { json, status } = await phone.get("text");
    expect(status).toBe(200);
    const text = ShownText.parse(json);
    expect(text.sha256).toBe(task.document.sha256);
    expect(text.pages).toHaveLength(task.document.pages);
    expect(text.pages).toEqual(wordsOf(pdf));
    const packed = await phone.ask("GET", "text", undefined, { "accept-encoding": "gzip" });
    expect(packed.headers.get("content-encoding")).toBe("gzip");
    expect(packed.bytes.length).toBeLessThan(8_000);
    expect(packed.bytes[0]).toBe(0x1f);
    expect(JSON.parse(gunzipSync(packed.bytes).toString())).toEqual(json);
  });
});
