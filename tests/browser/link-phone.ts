import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import type { Json } from "../http/open-house.ts";
import { WATCH_KEYS } from "./nothing-private.ts";

/** A screen; `isMobile` false: of a desk, where an agency's own site is used too. `dots` of the screen to one of the page: 2. */
export type Screen = {
  readonly width: number;
  readonly height: number;
  readonly isMobile?: boolean;
  readonly dots?: number;
};
const PHONE: Screen = { width: 390, height: 844 };

/** A phone: everything it sent, what went wrong on its pages, the private numbers of the keys it made. */
export async function openPhone(browser: Browser, own: string, screen = PHONE) {
  const { width, height, isMobile = true, dots = 2 } = screen;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: dots,
    isMobile,
    hasTouch: isMobile,
    locale: "zh-CN",
    acceptDownloads: true,
  });
  const sent: string[] = [];
  const elsewhere: string[] = [];
  const errors: string[] = [];
  const privateNumbers: string[] = [];
  await context.exposeFunction("tellKey", (d: string, extractable: boolean) => {
    expect(extractable).toBe(false);
    privateNumbers.push(d);
  });
  await context.addInitScript(WATCH_KEYS);
  const note = (url: string, ...rest: readonly string[]): void => {
    sent.push([url, ...rest].join("\n"));
    if (!/^(?:data|blob):/.test(url) && !url.startsWith(own)) elsewhere.push(url);
  };
  // Also what a frame of another site sends, which has a process of its own; bodies over some size only the tab's watch below sees.
  context.on("request", (request) => {
    note(
      request.url(),
      JSON.stringify(request.headers()),
      request.postDataBuffer()?.toString("latin1") ?? "",
    );
  });
  /** A tab, watched from its first request on. */
  async function tab(): Promise<Page> {
    const page = await context.newPage();
    const watch = await context.newCDPSession(page);
    await watch.send("Network.enable", { maxPostDataSize: 10_000_000 });
    watch.on("Network.requestWillBeSent", ({ request }) => {
      const entries = (request.postDataEntries ?? []).map(({ bytes = "" }) => atob(bytes));
      note(request.url, JSON.stringify(request.headers), request.postData ?? "", ...entries);
    });
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    return page;
  }
  return { context, page: await tab(), tab, sent, elsewhere, errors, privateNumbers };
}
export type Phone = Awaited<ReturnType<typeof openPhone>>;

/** Less than this is a page with nothing on it. */
const LEAST_PICTURE = 10_000;
const SCREENS = ".build/screens";

/**
 * A picture of the screen, into `.build/screens`; where ZHIQI_PICTURES names a folder, there, also of the whole page, and when
 * nothing moves any more.
 */
export async function picture(page: Page, name: string): Promise<void> {
  const wished = process.env["ZHIQI_PICTURES"];
  const folder = wished ?? SCREENS;
  await mkdir(folder, { recursive: true });
  if (wished !== undefined) await page.waitForTimeout(400);
  const shot = await page.screenshot({ path: join(folder, `${name}.png`) });
  expect(shot.length, name).toBeGreaterThan(LEAST_PICTURE);
  if (wished !== undefined)
    await page.screenshot({ path: join(folder, `${name}-whole.png`), fullPage: true });
}

/** Nothing runs off the side, and axe finds nothing serious. */
export async function sound(page: Page, where: string): Promise<void> {
  const { clientWidth, scrollWidth } = await page.evaluate(() => ({
    clientWidth: document.documentElement.clientWidth,
    scrollWidth: document.documentElement.scrollWidth,
  }));
  expect(scrollWidth, where).toBeLessThanOrEqual(clientWidth);
  const axe = await axeSource();
  const found: Json = await page.evaluate(
    `(async () => { ${axe}; return axe.run(document, { resultTypes: ["violations"] }); })()`,
  );
  const serious = found.violations
    .filter(({ impact }: Json) => impact === "serious" || impact === "critical")
    .map(
      ({ id, nodes }: Json) =>
        `${where}: ${id} ${nodes
          .map((node: Json) => node.html)
          .join(" ")
          .slice(0, 300)}`,
    );
  expect(serious).toEqual([]);
}

let axe: string | undefined;
async function axeSource(): Promise<string> {
  axe ??= await readFile("node_modules/axe-core/axe.min.js", "utf8");
  return axe;
}

/** What a link or button gives to keep: its bytes. */
export async function downloaded(
  page: Page,
  label: string,
  keepAs?: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(`text=${label}`)]);
  const folder = process.env["ZHIQI_PICTURES"];
  if (folder !== undefined && keepAs !== undefined) await download.saveAs(join(folder, keepAs));
  return new Uint8Array(await readFile(await download.path()));
}
