import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendBack } from "../runtimes/main-job.ts";
import { hasTools } from "../tools.ts";
import { drop, openVerifyHouse, picture, type VerifyHouse } from "./verify-page-kit.ts";

describe.runIf(hasTools("chromium"))("a letter on the page /verify", () => {
  let house: VerifyHouse;

  beforeAll(async () => {
    house = await openVerifyHouse();
  });
  afterAll(async () => {
    await house?.close();
  });

  it("a letter of the bureau is known by consent and by its number, and names no party", async () => {
    const keys = Object.fromEntries(
      Object.entries(house.server.demo ?? {}).map(([who, { key }]) => [who, key]),
    );
    const { letter, documentNo } = await sendBack(
      (path, init) => fetch(new URL(path, house.server.url), init),
      {
        keys,
        drain: () => new Promise((resolve) => setTimeout(resolve, 500)),
        dueOn: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
      },
    );
    const page = await house.browser.newPage({ locale: "zh-CN" });
    await page.goto(new URL("/verify", house.server.url).href);
    await page.waitForSelector("#drop", { state: "visible" });
    await drop(page, { name: "通知书.pdf", bytes: letter });
    await page.waitForSelector(".answer[data-verdict=valid]");
    await page.click("[data-ask-register]");
    await page.waitForSelector("[data-filed] [data-relation=correction]");
    expect(await page.innerText("[data-filed]")).toContain("就是备案机关发出的补正通知书本身");
    expect(await page.innerText("[data-filed]")).toContain(documentNo);
    await page.fill("#number", documentNo);
    await page.click("#number-form button");
    await page.waitForSelector("[data-kind=correction]");
    expect(await page.innerText("#result")).not.toMatch(/公司|印章/u);
    await picture(page, "verify-page-letter");
  });
});
