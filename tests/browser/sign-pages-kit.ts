import { readFile } from "node:fs/promises";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import type { Json } from "../http/open-house.ts";
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

/** WCAG 2.2 at level AA as far as axe can tell: no violation of any weight, target sizes too; nothing runs off the side. */
export async function conforms(page: Page, where: string): Promise<void> {
  const axe = await readFile("node_modules/axe-core/axe.min.js", "utf8");
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const found: Json = await page.evaluate(
    `(async () => { ${axe}; return axe.run(document, { runOnly: ${JSON.stringify(tags)}, resultTypes: ["violations"] }); })()`,
  );
  const told = found.violations.map(
    ({ id, nodes }: Json) => `${id}: ${nodes.map((node: Json) => node.html.slice(0, 120)).join(" ")}`,
  );
  expect(told, where).toEqual([]);
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over, where).toBeLessThanOrEqual(0);
}
