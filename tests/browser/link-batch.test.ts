import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { draftContract, type Json } from "../http/open-house.ts";
import { hasTools } from "../tools.ts";
import { type LinkHouse, openLinkHouse, SIGNERS } from "./link-house.ts";
import { picture, sound } from "./link-phone.ts";
import { consent, enter, read, submit, toPreview, typeCode } from "./link-steps.ts";
import { assertNothingPrivate } from "./nothing-private.ts";

describe.runIf(hasTools("chromium"))("several contracts of one signer", () => {
  let house: LinkHouse;
  beforeAll(async () => {
    house = await openLinkHouse();
  });
  afterAll(async () => {
    await house?.close();
  });

  /** So many contracts to the same two people, whom nobody else's contracts are for. */
  async function batch(count: number, digit: number): Promise<Json[]> {
    const recipients = SIGNERS.map((one, at) => ({ ...one, phone: `1380000${digit}${at}00` }));
    const draft = await draftContract();
    const sent: Json[] = [];
    for (let at = 1; at <= count; at += 1) {
      const contract = { ...draft, contractNo: `HBTG-2022-00${digit}${at}00` };
      sent.push(await house.sentEnvelope({ recipients, reading_seconds: 3 }, contract));
    }
    return sent;
  }

  const shown = (envelope: Json): Promise<Json> => house.ask("GET", `/v1/envelopes/${envelope.id}`);

  /** Through the first contract to the offer of the others. */
  async function toOffer(envelope: Json, order: number) {
    const phone = await house.phone();
    await phone.page.goto(await house.linkOf(envelope, order));
    await enter(house, phone.page, { envelope, order });
    await phone.page.waitForSelector("#agree");
    await consent(phone.page);
    await read(phone.page);
    await phone.page.waitForSelector("text=份合同待您签署");
    return phone;
  }

  it("are each read, and signed with one code; each has its own evidence, its own key, its own files", async () => {
    const sent = await batch(3, 1);
    const [first] = sent;
    for (const envelope of sent) await house.linkOf(envelope, 1);
    const phone = await toOffer(first, 1);
    const { page } = phone;
    expect(await page.innerText("h1")).toContain("还有 2 份");
    await picture(page, "batch-1-offer");
    await sound(page, "offer");
    expect((await shown(sent[1])).steps[0].recipient.link.read_at).toBeNull();
    await page.click("text=继续阅读，一并签署");
    for (const _ of ["1200", "1300"]) {
      const began = Date.now();
      // Before the page is drawn: on a busy machine that may take as long as the reading has to.
      await page.waitForSelector("text=请阅读");
      await house.became(page, "document.querySelector('.page canvas')?.width > 400");
      await read(page);
      expect(Date.now() - began).toBeGreaterThan(500);
    }
    await page.waitForSelector(".choice");
    const readAt = await Promise.all(
      sent.map(async (one) => Date.parse((await shown(one)).steps[0].recipient.link.read_at)),
    );
    const [, second = 0, third = 0] = readAt.toSorted((a, b) => a - b);
    expect(third - second).toBeGreaterThan(2000);
    await toPreview(page);
    expect(await page.locator(".preview canvas").count()).toBe(3);
    await picture(page, "batch-2-preview");
    await sound(page, "previews");
    await submit(house, page, { envelope: first, order: 1 });
    expect(await page.innerText("h1")).toBe("已签署 3 份，共 3 份");
    await picture(page, "batch-3-result");
    await sound(page, "results");
    expect(phone.privateNumbers).toHaveLength(3);
    expect(new Set(phone.privateNumbers).size).toBe(3);
    assertNothingPrivate({
      ...phone,
      sent: phone.sent.map((each) => each.replace("/complete-all", "/complete")),
    });
    expect(await page.locator("a[download]").count()).toBe(3);
    for (const link of await page.locator("a[download]").all()) {
      const href = (await link.getAttribute("href")) ?? "";
      const answer = await phone.context.request.get(new URL(href, house.url).href);
      expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, "application/pdf"]);
    }
    for (const [at, envelope] of sent.entries()) {
      expect((await shown(envelope)).steps[0].state).toBe("signed");
      expect(await house.codesSoFar(envelope, 1)).toBe(at === 0 ? 2 : 0);
    }
    expect([phone.elsewhere, phone.errors]).toEqual([[], []]);
    await phone.context.close();
  }, 240_000);

  it("one may be declined while it is read, and the others are signed", async () => {
    const sent = await batch(3, 2);
    for (const envelope of sent) await house.linkOf(envelope, 1);
    const { page, context, errors } = await toOffer(sent[0], 1);
    await page.click("text=继续阅读，一并签署");
    await page.waitForSelector(".reader-bar");
    const heading = page.locator("h1");
    await heading.waitFor();
    await page.click("text=拒签");
    await page.waitForSelector("dialog[open]");
    const named = await page.locator("#which option:checked").innerText();
    await picture(page, "batch-4-decline");
    await sound(page, "decline one of several");
    await page.fill("#reason", "这一份不签");
    await page.click("dialog .primary");
    await page.click("text=继续签署其余合同");
    await read(page);
    await toPreview(page);
    expect(await page.locator(".preview canvas").count()).toBe(2);
    await submit(house, page, { envelope: sent[0], order: 1 });
    expect(await page.innerText("h1")).toBe("已签署 2 份，共 2 份");
    const states = await Promise.all(sent.map(async (one) => (await shown(one)).state));
    expect(states.filter((state) => state === "signing")).toHaveLength(2);
    const refused = sent[states.indexOf("declined")];
    expect(refused.id).not.toBe(sent[0].id);
    expect(named).toContain(
      (await house.ask("GET", `/v1/contracts/${refused.contract_id}`)).contract.contractNo,
    );
    expect(errors).toEqual([]);
    await context.close();
  }, 240_000);

  it("one that is withdrawn at the last moment holds up none of the others, and the page says which it was", async () => {
    const sent = await batch(2, 3);
    for (const envelope of sent) await house.linkOf(envelope, 1);
    const { page, context } = await toOffer(sent[0], 1);
    await page.click("text=继续阅读，一并签署");
    await page.waitForSelector(".reader-bar");
    await read(page);
    await toPreview(page);
    await typeCode(house, page, { envelope: sent[0], order: 1 });
    await house.ask("POST", `/v1/envelopes/${sent[1].id}/void`, { body: { reason: "写错了金额" } });
    await page.click(".entry .primary");
    await page.waitForSelector("text=已签署 1 份，共 2 份");
    expect(await page.innerText("zhiqi-sign")).toContain("没有签成：这份合同已不能再签署");
    expect(await page.innerText("zhiqi-sign")).toContain("写错了金额");
    await picture(page, "batch-5-some");
    await sound(page, "some signed");
    expect((await shown(sent[0])).steps[0].state).toBe("signed");
    expect((await shown(sent[1])).state).toBe("voided");
    await context.close();
  }, 240_000);
});
