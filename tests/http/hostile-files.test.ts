import { assert, asyncProperty, integer, uint8Array } from "fast-check";
import { zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { draftContract, type OpenHouse, openHouse } from "./open-house.ts";
import { cpuMillisecondsSince } from "../cpu-time.ts";

const MB = 1024 * 1024;
const LIMIT = 30 * MB;
const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

let open: OpenHouse;
/** A contract as it was sent: revision 1. */
let sent: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  open = await openHouse();
  const key = open.keys["agency"]!;
  const made = await open.ask("POST", "/v1/contracts", { key, body: { contract: await draftContract() } });
  await open.ask("POST", "/v1/envelopes", { key, body: { contract_id: made.json.id } });
  const answer = await open.app.request(`/v1/contracts/${made.json.id}/documents/pdf`, {
    headers: { authorization: `Bearer ${key}` },
  });
  sent = new Uint8Array(await answer.arrayBuffer());
});
afterAll(() => open.close());

const verified = (bytes: Uint8Array<ArrayBuffer>) =>
  open.ask("POST", "/v1/verifications", {
    body: bytes,
    once: "none",
    headers: { "content-type": "application/pdf" },
  });

/** The same words again and again, up to the limit of a file. */
function filled(words: string, head = "%PDF-1.7\n"): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(LIMIT);
  const [start, part] = [utf8(head), utf8(words)];
  for (let at = start.length; at + part.length <= LIMIT; at += part.length) bytes.set(part, at);
  bytes.set(start);
  return bytes;
}

/** The status of the answer and the report's verdict. A file of which "200 valid" is said was believed. */
async function verdictOn(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { status, json, text } = await verified(bytes);
  return status === 200 ? `200 ${json.report.verdict}` : `${status} ${text.slice(0, 300)}`;
}
const REPORTED = /^200 (?!valid)\w+$/;

describe("a file sent for verification", () => {
  it("of chance bytes, with or without a PDF's beginning, gets a report", async () => {
    const bytes = uint8Array({ maxLength: 2000, minLength: 1 });
    await assert(
      asyncProperty(bytes, integer({ min: 0, max: 1 }), async (chance, begins) => {
        expect(
          await verdictOn(new Uint8Array(begins === 1 ? [...utf8("%PDF-1.7\n"), ...chance] : chance)),
        ).toMatch(REPORTED);
      }),
      { numRuns: 60 },
    );
  });

  it("cut off anywhere, or with one byte changed anywhere, gets a report and is not valid", async () => {
    await assert(
      asyncProperty(integer({ min: 1, max: sent.length - 1 }), async (at) => {
        expect(await verdictOn(sent.slice(0, at))).toMatch(REPORTED);
        const changed = sent.slice();
        changed[at] = (changed[at] ?? 0) ^ 0x15;
        expect(await verdictOn(changed)).toMatch(REPORTED);
      }),
      { numRuns: 25 },
    );
  });

  it("that is a zip, an HTML page or a text gets a report", async () => {
    expect(await verdictOn(new Uint8Array(zipSync({ "合同.pdf": sent })))).toMatch(REPORTED);
    expect(await verdictOn(utf8("<html><script>alert(1)</script></html>"))).toMatch(REPORTED);
    expect(await verdictOn(utf8("合同".repeat(1000)))).toMatch(REPORTED);
  });

  it("that is empty, or longer than 30 MB, is a coded problem", async () => {
    const empty = await verified(new Uint8Array());
    expect(empty.json).toMatchObject({ status: 400, code: "http.file_missing" });
    const long = await verified(new Uint8Array(LIMIT + 1));
    expect(long.json).toMatchObject({ status: 413, code: "http.body_too_large" });
  });

  it.each([
    ["zeros", "\0"],
    ["ends of file", "%%EOF\n"],
    ["ends of file that point", "startxref\n9\n%%EOF\n"],
    ["objects", "1 0 obj\n<<>>\nendobj\n"],
    ["open dictionaries", "<<"],
    ["open brackets", "["],
    ["open strings", "("],
    ["cross-reference sections", "xref\n0 1\n0000000000 65535 f \ntrailer\n<<>>\n"],
    ["signature values", "/Type/Sig/ByteRange[0 1 2 3]/Contents<00>"],
  ])("of 30 MB of %s gets a report in seconds", async (_, words) => {
    const before = process.cpuUsage();
    expect(await verdictOn(filled(words))).toMatch(REPORTED);
    expect(cpuMillisecondsSince(before)).toBeLessThan(10_000);
  });

  it("with a name that is a path or markup shows it as a name and no more", async () => {
    for (const name of [
      "../../etc/passwd",
      '"><script>alert(1)</script>',
      "合\u202e同.pdf",
      "x".repeat(5000),
    ]) {
      const form = new FormData();
      form.set("file", new File([utf8("not a PDF")], name));
      const answer = await open.ask("POST", "/v1/verifications", { body: form, once: "none" });
      expect(answer.status, name.slice(0, 40)).toBe(200);
      const page = await open.ask("POST", "/verify", { body: form, once: "none" });
      expect(page.status, name.slice(0, 40)).toBeLessThan(500);
      expect(page.text).not.toContain("<script>alert");
    }
  });

  it("was never a fault of ours", () => {
    expect(open.faults).toEqual([]);
  });
});
