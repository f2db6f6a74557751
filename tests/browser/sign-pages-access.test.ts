import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../http/open-house.ts";
import { hasTools } from "../tools.ts";
import { type LinkHouse, openLinkHouse } from "./link-house.ts";
import { picture } from "./link-phone.ts";
import { consent, enter, read, toPreview, typeCode } from "./link-steps.ts";
import { aPhone, conforms, onlyThis, openedIn, PHONE } from "./sign-pages-kit.ts";

// Whoever opens it with whatever: by keyboard, enlarged, in large type, in WeChat, without cookies.
describe.runIf(hasTools("chromium"))("the signer's page is for everybody", () => {
  let house: LinkHouse;
  beforeAll(async () => {
    house = await openLinkHouse();
  });
  afterAll(async () => {
    await house?.close();
  });

  describe("by keyboard alone", () => {
    /** Presses Tab until the focus is on what is looked for; on the way it is always seen, and never behind a bar. */
    async function tabTo(page: Page, selector: string): Promise<void> {
      for (let presses = 0; presses < 40; presses += 1) {
        const found = await page.evaluate(
          (wanted) => document.activeElement?.matches(wanted) ?? false,
          selector,
        );
        if (found) return;
        await page.keyboard.press("Tab");
        const seen: Json = await page.evaluate(focusSeen);
        expect(seen, `on the way to ${selector}`).toEqual({ hidden: "", ring: true });
      }
      throw new Error(`no ${selector} within 40 presses`);
    }
    const press = async (page: Page, selector: string, key = "Enter"): Promise<void> => {
      await tabTo(page, selector);
      await page.keyboard.press(key);
    };

    it("the whole way can be gone, with a name drawn by arrow keys", async () => {
      const { context, page, errors } = await aPhone(house, { isMobile: false, hasTouch: false });
      const { turn } = await openedIn(house, page);
      const before = await house.codesSoFar(turn.envelope, 1);
      await press(page, ".code-ask button");
      await page.waitForSelector("#code:focus");
      await page.keyboard.type(await house.codeOf(turn.envelope, 1, before));
      await page.keyboard.press("Enter");
      await page.waitForSelector("#agree");
      await press(page, "#agree", "Space");
      await press(page, ".bar .primary");
      await page.waitForSelector(".page canvas");
      await press(page, ".switch button:first-child");
      await tabTo(page, ".reflow");
      await page.keyboard.press("PageDown");
      await page.waitForSelector(".bar .primary:not([aria-disabled])");
      expect(await page.innerText(".bar [role=status]")).toContain("可以继续");
      // A bar that is always in sight scrolls nothing when it gets the focus.
      const place = await page.evaluate(() => window.scrollY);
      await tabTo(page, ".bar .primary");
      expect(place).toBeGreaterThan(100);
      expect(await page.evaluate(() => window.scrollY)).toBe(place);
      await press(page, ".bar .primary");
      await page.waitForSelector(".choice, .list.sheet");
      if ((await page.locator(".choice").count()) === 0) await press(page, ".bar .quiet");
      await page.waitForSelector(".choice");
      await tabTo(page, "input[type=radio]");
      await page.keyboard.press("ArrowUp");
      await tabTo(page, "canvas.pad");
      await page.keyboard.press("Space");
      for (const key of ["ArrowRight", "ArrowRight", "ArrowDown", "ArrowRight"])
        await page.keyboard.press(`Shift+${key}`);
      await page.keyboard.press("Space");
      await picture(page, "keyboard-pad");
      await conforms(page, "pad by keyboard");
      await press(page, ".bar .primary");
      await page.waitForSelector(".preview canvas:visible");
      const intent = await house.codesSoFar(turn.envelope, 1);
      await press(page, ".code-ask button");
      await page.waitForSelector("#code:focus");
      await page.keyboard.type(await house.codeOf(turn.envelope, 1, intent));
      await page.keyboard.press("Enter");
      await page.locator(".progress .now:last-child").waitFor();
      expect(await page.innerText("h1")).toBe("签署完成");
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
      expect(errors).toEqual([]);
      await context.close();
    }, 60_000);
  });

  it("enlarged four times (320 by 256) nothing runs off the side, and bars do not cover the text", async () => {
    const { context, page } = await aPhone(house, { viewport: { width: 320, height: 256 } });
    const { turn } = await openedIn(house, page);
    await enter(house, page, turn);
    await page.waitForSelector("#agree");
    await conforms(page, "enlarged consent");
    await consent(page);
    await page.waitForSelector(".reflow, .page canvas");
    await conforms(page, "enlarged reading");
    expect(
      await page.evaluate(() => getComputedStyle(document.querySelector(".bar") ?? document.body).position),
    ).toBe("static");
    await context.close();
  });

  it("in WeChat the result says how to come by the file, since nothing can be saved there", async () => {
    const { context, page } = await aPhone(house, {
      userAgent:
        "Mozilla/5.0 (Linux; Android 14; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0 Mobile Safari/537.36 MicroMessenger/8.0.50 Language/zh_CN",
    });
    const { turn } = await openedIn(house, page);
    await enter(house, page, turn);
    await page.waitForSelector("#agree");
    await consent(page);
    await read(page);
    await onlyThis(page);
    await toPreview(page);
    await typeCode(house, page, turn);
    await page.locator(".entry .primary").click();
    await page.locator(".progress .now:last-child").waitFor();
    expect(await page.innerText("main")).toContain("在浏览器打开");
    await picture(page, "wechat-result");
    await context.close();
  }, 60_000);

  it("in an engine of 2021, which lacks younger methods of the language, the whole way works", async () => {
    const { context, page, errors } = await aPhone(house);
    await page.addInitScript(() => {
      for (const name of ["at", "findLast", "toSorted", "toReversed"]) {
        Reflect.deleteProperty(Array.prototype, name);
        Reflect.deleteProperty(Object.getPrototypeOf(Uint8Array.prototype), name);
        Reflect.deleteProperty(String.prototype, name);
      }
      Reflect.deleteProperty(Object, "hasOwn");
    });
    const { turn } = await openedIn(house, page);
    await enter(house, page, turn);
    await page.waitForSelector("#agree");
    await consent(page);
    await page.click(".switch button:first-child");
    await page.waitForSelector("text=已在本机核对");
    await read(page);
    await onlyThis(page);
    await toPreview(page);
    await typeCode(house, page, turn);
    await page.locator(".entry .primary").click();
    await page.locator(".progress .now:last-child").waitFor();
    expect(errors).toEqual([]);
    await context.close();
  }, 60_000);

  it("where cookies are blocked it says so after the code, and what to do instead", async () => {
    const folder = await mkdtemp(join(tmpdir(), "zhiqi-cookies-"));
    await mkdir(join(folder, "Default"), { recursive: true });
    const blocked = { profile: { default_content_setting_values: { cookies: 2 } } };
    await writeFile(join(folder, "Default", "Preferences"), JSON.stringify(blocked));
    const context = await chromium.launchPersistentContext(folder, {
      executablePath: "/usr/bin/chromium",
      args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"],
      locale: "zh-CN",
      viewport: PHONE,
    });
    const page = await context.newPage();
    const { turn } = await openedIn(house, page);
    await enter(house, page, turn);
    await page.waitForSelector(".entry .said:not(:empty)");
    expect(await page.innerText(".entry .said")).toContain("请在系统浏览器中打开此链接");
    expect(await context.cookies()).toEqual([]);
    await picture(page, "no-cookies");
    await context.close();
    await rm(folder, { recursive: true, force: true });
  });

  const SIZES: readonly (readonly [
    name: string,
    width: number,
    height: number,
    how: "large English" | "usual",
  ])[] = [
    ["320-large", 320, 568, "large English"],
    ["360", 360, 740, "usual"],
    ["768", 768, 1024, "usual"],
  ];
  for (const [name, width, height, how] of SIZES)
    it(`every step is whole and without serious findings at ${width} px, ${how}`, async () => {
      const { context, page, errors } = await aPhone(house, { viewport: { width, height } });
      const look = async (step: string): Promise<void> => {
        await picture(page, `${name}-${step}`);
        await conforms(page, `${name} ${step}`);
      };
      const { turn } = await openedIn(house, page);
      if (how === "large English")
        for (const at of [1, 2]) await page.click(`#switches button:nth-child(${at})`);
      await look("1-open");
      await typeCode(house, page, turn);
      await look("2-code");
      await page.locator(".entry .primary").click();
      await page.waitForSelector("#agree");
      await look("3-consent");
      await consent(page);
      await house.became(page, "document.querySelector('.page canvas')?.width > 300");
      await look("4-read");
      await page.click(".switch button:first-child");
      await page.waitForSelector(".reflow p");
      await look("5-text");
      for (const question of [".ways button:nth-last-child(2)", ".ways button:last-child"]) {
        await page.click(question);
        await page.waitForSelector("dialog[open]");
        await look(question.includes("2") ? "6-transfer" : "6-decline");
        await page.keyboard.press("Escape");
        await page.waitForSelector("dialog", { state: "detached" });
      }
      await read(page);
      await onlyThis(page);
      await house.became(page, "[...document.images].every((image) => image.complete)");
      await look("7-mark");
      await page.click("label.choice:last-of-type");
      await scribble(page);
      await look("7-pad");
      await page.click("label.choice:first-of-type");
      await toPreview(page);
      await look("8-preview");
      await typeCode(house, page, turn);
      await look("9-intent");
      await page.locator(".entry .primary").click();
      await page.locator(".progress .now:last-child").waitFor();
      await look("10-result");
      expect(errors).toEqual([]);
      await context.close();
    }, 90_000);
});

/** Two strokes by mouse. */
async function scribble(page: Page): Promise<void> {
  const box = await page.locator("canvas.pad").boundingBox();
  if (box === null) throw new Error("no pad");
  for (const [from, to] of [
    [0.2, 0.5],
    [0.5, 0.8],
  ] as const) {
    await page.mouse.move(box.x + from * box.width, box.y + 0.3 * box.height);
    await page.mouse.down();
    await page.mouse.move(box.x + to * box.width, box.y + 0.7 * box.height, { steps: 6 });
    await page.mouse.up();
  }
}

/** What hides the focus, if anything, and whether a ring is around it. Runs in the page. */
function focusSeen(): { readonly hidden: string; readonly ring: boolean } {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused === document.body) return { hidden: "", ring: true };
  const { left, top, width, height } = focused.getBoundingClientRect();
  const y = Math.min(Math.max(top + Math.min(height, 40) / 2, 0), innerHeight - 1);
  const above = document.elementFromPoint(left + width / 2, y);
  const free =
    above === null || focused.contains(above) || above.contains(focused) || above.closest("label") !== null;
  const { outlineStyle } = getComputedStyle(focused);
  return {
    hidden: free ? "" : (above?.outerHTML.slice(0, 80) ?? ""),
    ring: outlineStyle !== "none" || focused.tagName === "H1",
  };
}
