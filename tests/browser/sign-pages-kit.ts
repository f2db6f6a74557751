import type { BrowserContextOptions, Page } from "playwright-core";
import type { LinkHouse } from "./link-house.ts";

export const PHONE = { width: 360, height: 740 };

/** A phone of one's own: its page, its protocol, what went wrong on it. */
export async function aPhone(house: LinkHouse, more: BrowserContextOptions = {}) {
  const context = await house.browser.newContext({
    viewport: PHONE,
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: "zh-CN",
    ...more,
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  const protocol = await context.newCDPSession(page);
  await protocol.send("Network.enable");
  return { context, page, errors, protocol };
}

/** An envelope whose first link is open in a page. */
export async function openedIn(house: LinkHouse, page: Page, more: object = { reading_seconds: 3 }) {
  const envelope = await house.sentEnvelope(more);
  const url = await house.linkOf(envelope, 1);
  await page.goto(url);
  await page.waitForSelector("zhiqi-sign[data-ready]");
  return { turn: { envelope, order: 1 }, url };
}

/** Earlier tests left contracts of the same signer open; this visit is about one. */
export async function onlyThis(page: Page): Promise<void> {
  await page.waitForSelector(".choice, .list.sheet");
  if ((await page.locator(".choice").count()) === 0) await page.click(".bar .quiet");
  await page.waitForSelector(".choice");
}
