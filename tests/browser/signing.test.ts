import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildOnce } from "../build-once.ts";
import { fromBase64, toBase64 } from "../../src/kit/bytes.ts";
import { type NodeServer, startNodeServer } from "../../src/runtime/node.ts";
import { draftContract, type Json } from "../http/open-house.ts";
import { hasTools } from "../tools.ts";
import type { PageOrder } from "./signing-page.ts";
import { assertNothingPrivate, WATCH_KEYS } from "./nothing-private.ts";

const PAGE = new URL("signing-page.ts", import.meta.url).pathname;
const SEATS = [
  ["enterprise", "甲方", "周启明"],
  ["agency", "乙方", "许知远"],
] as const;

describe.runIf(hasTools("chromium"))("signing in a browser", () => {
  let place: string;
  let server: NodeServer;
  let browser: Browser;
  let script: string;
  let keys: Record<string, string>;

  beforeAll(async () => {
    buildOnce();
    const bundle = { bundle: true, format: "iife", platform: "browser", write: false, minify: true } as const;
    script = (await build({ entryPoints: [PAGE], ...bundle })).outputFiles[0]?.text ?? "";
    place = await mkdtemp(join(tmpdir(), "zhiqi-signing-"));
    server = await startNodeServer({ port: 0, dataDir: join(place, "data") });
    keys = Object.fromEntries(Object.entries(server.demo ?? {}).map(([who, tenant]) => [who, tenant.key]));
    const args = [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--no-first-run",
    ];
    browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await rm(place, { recursive: true, force: true });
  });

  const ask = async (who: string, path: string, body: object): Promise<Json> => {
    const answer = await fetch(new URL(path, server.url), {
      method: "POST",
      headers: {
        authorization: `Bearer ${keys[who]}`,
        "content-type": "application/json",
        "idempotency-key": `${path}-${Math.random()}`,
      },
      body: JSON.stringify(body),
    });
    expect(answer.ok, `${path} ${answer.status}`).toBe(true);
    return answer.json();
  };

  /** A page under a strict policy, everything it sends, and the private numbers of the keys it made. */
  async function signingPage() {
    const page = await browser.newPage();
    const sent: string[] = [];
    const privateNumbers: string[] = [];
    const asked: boolean[] = [];
    const watch = await page.context().newCDPSession(page);
    await watch.send("Network.enable", { maxPostDataSize: 10_000_000 });
    watch.on("Network.requestWillBeSent", ({ request }) => {
      const entries = (request.postDataEntries ?? []).map(({ bytes = "" }) => atob(bytes));
      sent.push(
        [request.url, JSON.stringify(request.headers), request.postData ?? "", ...entries].join("\n"),
      );
    });
    await page.exposeFunction("tellKey", (d: string, extractable: boolean) => {
      privateNumbers.push(d);
      asked.push(extractable);
    });
    await page.addInitScript(WATCH_KEYS);
    await page.route("**/test-signing*", (route) => {
      const isScript = route.request().url().endsWith(".js");
      return route.fulfill({
        contentType: isScript ? "text/javascript" : "text/html; charset=utf-8",
        headers: { "content-security-policy": "default-src 'none'; script-src 'self'; connect-src 'self'" },
        body: isScript
          ? script
          : '<!doctype html><title>签署</title><script src="/test-signing.js"></script>',
      });
    });
    await page.goto(new URL("/test-signing", server.url).href);
    return { page, sent, privateNumbers, asked };
  }

  const signSeat = (page: Page, order: PageOrder): Promise<Json> =>
    page.evaluate(
      (given) => (globalThis as unknown as { signSeat(order: PageOrder): Promise<unknown> }).signSeat(given),
      order,
    );

  async function envelope() {
    const contract = await ask("agency", "/v1/contracts", { contract: await draftContract() });
    return { contract, sent: await ask("agency", "/v1/envelopes", { contract_id: contract.id }) };
  }

  const orderOf = (
    { contract, sent }: Awaited<ReturnType<typeof envelope>>,
    [who, seat, signer]: (typeof SEATS)[number],
  ): PageOrder => ({
    key: keys[who] ?? "",
    contractId: contract.id,
    envelopeId: sent.id,
    seat,
    signer,
    organisation: sent.steps.find((step: Json) => step.seat === seat).organisation,
  });

  it("both parties sign with keys that never leave their pages, and the file verifies", async () => {
    const under = await envelope();
    for (const seat of SEATS) {
      const { page, sent, privateNumbers, asked } = await signingPage();
      const outcome = await signSeat(page, orderOf(under, seat));
      expect(outcome).toMatchObject({ extractable: false, type: "private" });
      expect(outcome.done.steps.find((step: Json) => step.seat === seat[1])).toMatchObject({
        state: "signed",
        trust: { key: "signer" },
      });
      expect(asked).toEqual([false]);
      assertNothingPrivate({ sent, privateNumbers });
      await page.close();
    }
    const pdf = await fetch(new URL(`/v1/contracts/${under.contract.id}/documents/pdf`, server.url), {
      headers: { authorization: `Bearer ${keys["agency"]}` },
    });
    const verified = await fetch(new URL("/v1/verifications", server.url), {
      method: "POST",
      headers: { "content-type": "application/pdf" },
      body: await pdf.arrayBuffer(),
    });
    const { report }: Json = await verified.json();
    expect(report).toMatchObject({ verdict: "valid", trust: "trusted" });
    const signatures = report.signatures.filter((one: Json) => one.kind === "signature");
    expect(signatures.map((one: Json) => one.field)).toEqual(["甲方", "乙方"]);
  });

  it("a server that prepares another document is refused by the page, which then sends no signature", async () => {
    const under = await envelope();
    const { page, sent } = await signingPage();
    await page.route("**/v1/signings/*/prepare", async (route) => {
      const answer = await route.fetch();
      const told = (await answer.json()) as { appended: string };
      const bytes = fromBase64(told.appended) ?? new Uint8Array();
      const text = new TextDecoder("latin1").decode(bytes);
      // The reason that the document will show: another word of the same length.
      const at = text.indexOf("/SubFilter /ETSI.CAdES.detached") + "/SubFilter ".length;
      bytes.set(new TextEncoder().encode("/ETSI.CAdES.detachex"), at);
      await route.fulfill({ response: answer, json: { ...told, appended: toBase64(bytes) } });
    });
    const outcome = await signSeat(page, orderOf(under, SEATS[0]));
    expect(outcome).toEqual({ refused: "confirm.wrong_signature_dictionary" });
    expect(sent.some((each) => each.includes("/prepare"))).toBe(true);
    expect(sent.filter((each) => each.includes("/complete"))).toEqual([]);
    await page.close();
  });
});
