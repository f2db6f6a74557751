import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { draftContract, type Json } from "../http/open-house.ts";
import { hasTools } from "../tools.ts";
import { type LinkHouse, openLinkHouse, SIGNERS } from "./link-house.ts";
import { signQuickly } from "./link-steps.ts";
import { assertNothingPrivate } from "./nothing-private.ts";

describe.runIf(hasTools("chromium", "pdftotext"))("signing by link on a phone", () => {
  let house: LinkHouse;
  beforeAll(async () => {
    house = await openLinkHouse();
  });
  afterAll(async () => {
    await house?.close();
  });

  /** What a button gives to keep. */
  async function downloaded(page: Page, label: string, name: string): Promise<string> {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`text=${label}`)]);
    const folder = process.env["ZHIQI_PICTURES"];
    if (folder !== undefined) await download.saveAs(join(folder, name));
    return download.path();
  }

  it("both parties of HB-2P go from the message to a file that verifies, and no private key leaves a page", async () => {
    const envelope = await house.sentEnvelope();
    const first = await house.sign(envelope, 1, "1");
    const last = await house.sign(envelope, 2, "2");
    for (const device of [first, last]) {
      expect([device.elsewhere, device.errors]).toEqual([[], []]);
      assertNothingPrivate(device);
    }
    const pdf = await readFile(await downloaded(last.page, "下载合同 PDF", "signed.pdf"));
    const paper = await downloaded(last.page, "下载签署证明", "certificate.pdf");
    const certificate = execFileSync("pdftotext", ["-layout", paper, "-"], { encoding: "utf8" });
    for (const fact of ["签署证明", "周启明", "许知远", "138****0001", "从未离开"])
      expect(certificate).toContain(fact);
    const verified = await fetch(new URL("/v1/verifications", house.url), {
      method: "POST",
      headers: { "content-type": "application/pdf" },
      body: pdf,
    });
    const { report }: Json = await verified.json();
    expect(report).toMatchObject({ verdict: "valid", trust: "trusted" });
    const seats = report.signatures.map(({ field }: Json) => field);
    expect(seats).toEqual(expect.arrayContaining(SIGNERS.map(({ seat }) => seat)));
    const done = await house.ask("GET", `/v1/envelopes/${envelope.id}`);
    expect(done).toMatchObject({ state: "completed" });
    expect(done.steps.map((step: Json) => step.trust.key)).toEqual(["browser", "browser"]);
    await first.context.close();
    await last.context.close();
  }, 240_000);

  it("at 320 px, in large type and in English every step fits; declining ends the envelope with its reason", async () => {
    const envelope = await house.sentEnvelope();
    const device = await house.phone({ width: 320, height: 568 });
    const { page } = device;
    await house.opened(envelope, 1, device);
    await page.click("#switches button:nth-child(1)");
    await page.click("#switches button:nth-child(2)");
    await page.waitForSelector("text=Before you sign");
    await house.picture(page, "320-consent");
    await house.sound(page, "320 consent");
    await page.check("#agree");
    await page.click("text=Agree and read the contract");
    await house.became(page, "document.querySelector('.page canvas')?.width > 300");
    await house.picture(page, "320-read");
    await house.sound(page, "320 read");
    await page.click("text=Decline");
    await page.waitForSelector("dialog[open]");
    await house.picture(page, "320-decline");
    await house.sound(page, "320 decline");
    await page.click("dialog .primary");
    expect(await page.innerText("dialog .said")).toContain("at least 2 characters");
    await page.fill("#reason", "<b>金额不对</b>");
    await page.click("dialog .primary");
    await page.waitForSelector("text=You declined to sign");
    expect(await house.ask("GET", `/v1/envelopes/${envelope.id}`)).toMatchObject({
      state: "declined",
      reason: "<b>金额不对</b>",
    });
    expect([device.elsewhere, device.errors]).toEqual([[], []]);
    await device.context.close();
  });

  /** Passes a step on over the dialog that is there. */
  async function passOn(page: Page, phone: string): Promise<void> {
    await page.click("text=转交他人");
    await page.fill("#name", "林可一");
    await page.fill("#phone", phone);
    await page.fill("#reason", "由我单位林可一签署");
    await page.click("dialog .primary");
  }

  it("passing on ends the link, and whoever takes over signs to the end with a link of his own", async () => {
    const draft = await draftContract();
    const letter = { no: 2, name: "授权委托书（甲方）", present: true };
    const contract = { ...draft, attachments: [...draft["attachments"], letter] };
    const envelope = await house.sentEnvelope({ reading_seconds: 3 }, contract);
    const device = await house.phone();
    const { page } = device;
    const url = await house.opened(envelope, 1, device);
    await passOn(page, "13800000003");
    await page.waitForSelector("text=已通知 林可一");
    await house.picture(page, "passed-on");
    const ended = await page.goto(url);
    expect(ended?.status()).toBeGreaterThanOrEqual(400);
    await device.context.close();
    const next = await house.until("new link", async () =>
      (await house.messages(envelope.id)).find((one) => one.order === 1 && one.to.endsWith("0003")),
    );
    expect(next.text).toContain("林可一");
    const taker = await house.phone();
    const link = /https?:\/\/\S+\/s\/[\w-]+/.exec(next.text)?.[0] ?? "";
    await signQuickly(house, taker, { envelope, order: 1, url: link });
    expect(taker.errors).toEqual([]);
    await taker.context.close();
    const [step] = (await house.ask("GET", `/v1/envelopes/${envelope.id}`)).steps;
    expect(step).toMatchObject({ state: "signed", recipient: { name: "林可一", role: "委托代理人" } });
  }, 60_000);

  it("whoever could not sign is not passed on to, and the page says what is missing", async () => {
    const envelope = await house.sentEnvelope();
    const device = await house.phone();
    await house.opened(envelope, 1, device);
    await passOn(device.page, "13800000004");
    await device.page.waitForSelector("dialog .said:not(:empty)");
    expect(await device.page.innerText("dialog .said")).toContain("授权委托书");
    await house.picture(device.page, "not-passed-on");
    await house.sound(device.page, "not passed on");
    await device.context.close();
  });

  it("the first page needs few bytes before it can be read, and what a reader loads is kept", async () => {
    const envelope = await house.sentEnvelope();
    const url = await house.linkOf(envelope, 1);
    const { context, page } = await house.phone();
    const watch = await context.newCDPSession(page);
    await watch.send("Network.enable");
    let loaded = 0;
    watch.on("Network.loadingFinished", ({ encodedDataLength }) => {
      loaded += encodedDataLength;
    });
    await page.goto(url);
    await page.waitForSelector("zhiqi-sign[data-ready]");
    await page.waitForTimeout(300);
    const seconds = (loaded * 8) / 400_000;
    console.info(`first page: ${loaded} bytes, ${seconds.toFixed(2)} s at 400 kbit/s`);
    expect(loaded).toBeGreaterThan(5000);
    expect(seconds).toBeLessThan(2);
    loaded = 0;
    await page.reload();
    await page.waitForSelector("zhiqi-sign[data-ready]");
    await page.waitForTimeout(300);
    console.info(`again: ${loaded} bytes`);
    expect(loaded).toBeLessThan(10_000);
    const answer = await fetch(url);
    expect(answer.headers.get("content-security-policy")).toMatch(/script-src 'self';(?!.*unsafe)/);
    const script = /src="(\/assets\/[^"]+)"/.exec(await answer.text())?.[1] ?? "";
    const built = await fetch(new URL(script, house.url));
    expect(built.headers.get("cache-control")).toContain("immutable");
    await context.close();
  });
});
