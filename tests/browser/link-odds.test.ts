import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../http/open-house.ts";
import { hasTools } from "../tools.ts";
import { type LinkHouse, openLinkHouse, SIGNERS } from "./link-house.ts";
import { downloaded, picture, sound } from "./link-phone.ts";
import { consent, enter, read, signQuickly, submit, toPreview, typeCode } from "./link-steps.ts";
import { clockGoesOn, clockIsRight } from "./shifted-clock.ts";

describe.runIf(hasTools("chromium"))("what goes otherwise on a signer's phone", () => {
  let house: LinkHouse;
  let phones = 10;
  beforeAll(async () => {
    house = await openLinkHouse();
  });
  afterEach(clockIsRight);
  afterAll(async () => {
    await house?.close();
  });

  /** A contract for two people whom no other is for. */
  function fresh(more: object = {}): Promise<Json> {
    phones += 1;
    const recipients = SIGNERS.map((one, at) => ({ ...one, phone: `137000${phones}${at}00` }));
    return house.sentEnvelope({ recipients, reading_seconds: 3, ...more });
  }
  const shown = (envelope: Json): Promise<Json> => house.ask("GET", `/v1/envelopes/${envelope.id}`);

  /** A phone at some step of a contract's first signer. */
  async function at(step: "consent" | "reading" | "mark" | "preview", envelope: Json, order = 1) {
    const device = await house.phone();
    const url = await house.linkOf(envelope, order);
    await device.page.goto(url);
    await enter(house, device.page, { envelope, order });
    await device.page.waitForSelector("#agree");
    if (step !== "consent") await goOn(device.page, step);
    return { ...device, url };
  }

  async function goOn(page: Page, to: "reading" | "mark" | "preview"): Promise<void> {
    await consent(page);
    if (to === "reading") return;
    await read(page);
    await page.waitForSelector(".choice");
    if (to === "preview") await toPreview(page);
  }

  it("every step stands a reload: what was done is kept, what was not is asked again", async () => {
    const envelope = await fresh();
    const { page, context, errors } = await at("consent", envelope);
    await page.reload();
    await page.waitForSelector("#agree");
    await consent(page);
    await page.reload();
    await page.waitForSelector(".reader-bar");
    await read(page);
    await page.waitForSelector(".choice");
    await page.reload();
    await page.waitForSelector(".reader-bar");
    // It was read: no second wait.
    expect(await page.innerText(".bar .primary")).not.toMatch(/还有 \d+ 秒/);
    await read(page);
    await toPreview(page);
    await page.reload();
    await read(page);
    await toPreview(page);
    await submit(house, page, { envelope, order: 1 });
    const told = await page.innerText("main");
    await page.reload();
    await page.waitForSelector(".progress .now:last-child");
    expect(await page.innerText("main")).toBe(told);
    expect(errors).toEqual([]);
    await context.close();
  }, 180_000);

  it("a code on its way outlives a reload of the first page", async () => {
    const envelope = await fresh();
    const { page, context } = await house.phone();
    await page.goto(await house.linkOf(envelope, 1));
    await page.click(".code-ask button");
    const code = await house.codeOf(envelope, 1, 0);
    await page.reload();
    await page.click(".code-ask button");
    await page.fill("#code", code);
    await page.click(".entry .primary");
    await page.waitForSelector("#agree");
    expect(await house.codesSoFar(envelope, 1)).toBe(1);
    await context.close();
  }, 180_000);

  it("the back button leaves, and coming forward goes on where it was, also after the signature", async () => {
    const envelope = await fresh();
    const device = await house.phone();
    const { page, context } = device;
    const url = await house.linkOf(envelope, 1);
    await page.goto(new URL("/verify", house.url).href);
    await page.goto(url);
    await enter(house, page, { envelope, order: 1 });
    await page.waitForSelector("#agree");
    await consent(page);
    await page.goBack();
    await page.goForward();
    await read(page);
    await toPreview(page);
    await submit(house, page, { envelope, order: 1 });
    await page.goBack();
    await page.goForward();
    await page.waitForSelector(".progress .now:last-child");
    expect(await page.innerText("zhiqi-sign")).toContain("签署完成");
    await context.close();
  }, 180_000);

  it("two taps on the last button are one signature", async () => {
    const envelope = await fresh();
    const { page, context } = await at("preview", envelope);
    await typeCode(house, page, { envelope, order: 1 });
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname.split("/").at(-1) ?? ""));
    await page.dblclick(".entry .primary");
    await page.waitForSelector(".progress .now:last-child");
    expect(asked.filter((end) => end === "complete")).toHaveLength(1);
    expect((await shown(envelope)).steps.filter((step: Json) => step.state === "signed")).toHaveLength(1);
    await context.close();
  }, 180_000);

  it("of two tabs one signs, and the other says so instead of failing", async () => {
    const envelope = await fresh();
    const device = await at("preview", envelope);
    const other = await device.tab();
    await other.goto(device.url);
    await read(other);
    await toPreview(other);
    await submit(house, other, { envelope, order: 1 });
    const { signed_at: signedAt } = (await shown(envelope)).steps[0];
    await device.page.click(".code-ask button");
    await device.page.fill("#code", "000000");
    await device.page.click(".entry .primary");
    await device.page.waitForSelector(".progress .now:last-child");
    expect(await device.page.innerText("zhiqi-sign")).toContain("签署完成");
    expect((await shown(envelope)).steps[0].signed_at).toBe(signedAt);
    await device.context.close();
  }, 180_000);

  it("an answer that is lost after the signature is found again: the same result, signed once", async () => {
    const envelope = await fresh();
    const { page, context } = await at("preview", envelope);
    await typeCode(house, page, { envelope, order: 1 });
    await page.route("**/complete", async (route) => {
      const answer = await route.fetch();
      expect(answer.status()).toBe(200);
      await route.abort("internetdisconnected");
    });
    await page.click(".entry .primary");
    await page.waitForSelector(".entry .said:not(:empty)");
    await page.unroute("**/complete");
    expect(await page.innerText(".entry .said")).toContain("没有联系上服务器");
    await picture(page, "odds-network-lost");
    await sound(page, "network lost");
    const before = (await shown(envelope)).steps[0];
    expect(before.state).toBe("signed");
    await page.click(".entry .primary");
    await page.waitForSelector(".progress .now:last-child");
    expect((await shown(envelope)).steps[0].signed_at).toBe(before.signed_at);
    expect((await downloaded(page, "下载合同 PDF")).length).toBeGreaterThan(10_000);
    await context.close();
  }, 180_000);

  it("a phone without a network says so at each step, loses nothing, and goes on with the same code", async () => {
    const envelope = await fresh();
    const { page, context } = await at("consent", envelope);
    await context.setOffline(true);
    await page.check("#agree");
    await page.click(".bar .primary");
    await page.waitForSelector(".bar .said:not(:empty)");
    expect(await page.isChecked("#agree")).toBe(true);
    await context.setOffline(false);
    await page.click(".bar .primary");
    await read(page);
    await page.waitForSelector(".choice");
    await context.setOffline(true);
    await page.click(".bar .primary");
    await page.waitForSelector(".bar .said:not(:empty)");
    await context.setOffline(false);
    await toPreview(page);
    await typeCode(house, page, { envelope, order: 1 });
    await context.setOffline(true);
    await page.click(".entry .primary");
    await page.waitForSelector(".entry .said:not(:empty)");
    expect((await shown(envelope)).steps[0].state).toBe("waiting");
    await context.setOffline(false);
    await page.click(".entry .primary");
    await page.waitForSelector(".progress .now:last-child");
    expect((await shown(envelope)).steps[0].state).toBe("signed");
    await context.close();
  }, 180_000);

  it("another party signs in between: the document is shown again before it is signed", async () => {
    const envelope = await fresh({ order: "parallel" });
    const mine = await at("preview", envelope, 1);
    const theirs = await house.phone();
    await signQuickly(house, theirs, { envelope, order: 2 });
    await submitOutdated(mine.page, envelope);
    await mine.page.waitForSelector("text=文件有了新的签署");
    await picture(mine.page, "odds-changed");
    await sound(mine.page, "document changed");
    expect((await shown(envelope)).steps[0].state).toBe("waiting");
    await mine.page.click("button:has-text('再看一遍')");
    await read(mine.page);
    await toPreview(mine.page);
    // Another code may be asked for a minute later; the page counts by its own clock, which a reload lets go.
    clockGoesOn(61);
    await mine.page.reload();
    await read(mine.page);
    await toPreview(mine.page);
    await submit(house, mine.page, { envelope, order: 1 });
    expect(await mine.page.innerText("zhiqi-sign")).toContain("各方均已签署");
    await mine.context.close();
    await theirs.context.close();
  }, 180_000);

  async function submitOutdated(page: Page, envelope: Json): Promise<void> {
    await typeCode(house, page, { envelope, order: 1 });
    await page.click(".entry .primary");
  }

  it("a visit begun on one phone ends on another, with a key of its own and nothing to read twice", async () => {
    const envelope = await fresh();
    const one = await at("mark", envelope);
    clockGoesOn(61);
    const other = await house.phone();
    await other.page.goto(one.url);
    await enter(house, other.page, { envelope, order: 1 });
    await other.page.waitForSelector(".reader-bar");
    expect(await other.page.innerText(".bar .primary")).not.toMatch(/还有 \d+ 秒/);
    await read(other.page);
    await toPreview(other.page);
    await submit(house, other.page, { envelope, order: 1 });
    expect([one.privateNumbers.length, other.privateNumbers.length]).toEqual([0, 1]);
    // The first phone finds out at its next step.
    await one.page.click(".bar .primary");
    await one.page.waitForSelector(".said:not(:empty)");
    await one.page.reload();
    await one.page.waitForSelector(".progress .now:last-child");
    await one.context.close();
    await other.context.close();
  }, 180_000);

  it("wrong codes: the page says how many tries are left, then asks for a new code, then locks and says until when", async () => {
    const envelope = await fresh();
    const { page, context } = await house.phone();
    await page.goto(await house.linkOf(envelope, 1));
    await typeCode(house, page, { envelope, order: 1 });
    const right = await page.inputValue("#code");
    const wrong = right === "111111" ? "222222" : "111111";
    const said: string[] = [];
    for (let tries = 0; tries < 16; tries += 1) {
      await page.fill("#code", wrong);
      await page.click(".entry .primary");
      await page.waitForSelector(".entry .said:not(:empty)");
      said.push(await page.innerText(".entry .said"));
      if (tries === 1) await picture(page, "odds-wrong-code");
    }
    expect(said[0]).toContain("还可以试 4 次");
    expect(said[4]).toContain("还可以试 0 次");
    expect(said[5]).toContain("请重新获取");
    expect(said[15]).toMatch(/锁定，请 \d+ 分钟后再试/);
    await picture(page, "odds-locked");
    await sound(page, "locked");
    await page.fill("#code", right);
    await page.click(".entry .primary");
    await page.waitForSelector(".entry .said:not(:empty)");
    expect(await page.locator("#agree").count()).toBe(0);
    await context.close();
  }, 180_000);

  it("a session that ran out asks for the phone again and loses nothing", async () => {
    const envelope = await fresh();
    const { page, context } = await at("mark", envelope);
    // A seal's picture still on its way would renew the session by the clock that has gone on.
    await house.became(page, "[...document.images].every(({ complete }) => complete)");
    clockGoesOn(31 * 60);
    await page.click(".bar .primary");
    await page.waitForSelector("text=超过 30 分钟");
    await picture(page, "odds-session-over");
    await sound(page, "session over");
    await page.click(".bar .primary");
    await enter(house, page, { envelope, order: 1 });
    await page.locator(".reader-bar").waitFor();
    const { recipient } = (await shown(envelope)).steps[0];
    expect(recipient.link.read_at).not.toBeNull();
    await context.close();
  }, 180_000);

  it("a link that ran out says what to do, and the sender's new one works; after the deadline nobody signs", async () => {
    const envelope = await fresh();
    const url = await house.linkOf(envelope, 1);
    const { page, context } = await house.phone();
    clockGoesOn(8 * 24 * 3600);
    const answer = await page.goto(url);
    expect(answer?.status()).toBe(410);
    expect(await page.innerText("main")).toContain("过期");
    await picture(page, "odds-expired");
    await sound(page, "expired");
    await house.ask("POST", `/v1/envelopes/${envelope.id}/resend`, { body: { order: 1 } });
    const next = await house.until("a new link", async () => {
      const found = await house.linkOf(envelope, 1);
      return found === url ? undefined : found;
    });
    await page.goto(next);
    await page.waitForSelector("zhiqi-sign[data-ready]");
    clockGoesOn(30 * 24 * 3600);
    expect((await page.goto(next))?.status()).toBeGreaterThanOrEqual(400);
    await context.close();
  }, 180_000);
});
