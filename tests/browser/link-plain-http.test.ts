import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasTools } from "../tools.ts";
import { freePort } from "./free-port.ts";
import { type LinkHouse, openLinkHouse } from "./link-house.ts";

// A name that is not this machine's own, over plain http: browsers give such a page no WebCrypto, as in a LAN.
describe.runIf(hasTools("chromium"))("a page without WebCrypto", () => {
  let house: LinkHouse;
  beforeAll(async () => {
    const port = await freePort();
    house = await openLinkHouse({
      port,
      env: { ZHIQI_PUBLIC_URL: `http://zhiqi.test:${port}` },
      flags: ["--host-resolver-rules=MAP zhiqi.test 127.0.0.1"],
    });
  });
  afterAll(async () => {
    await house?.close();
  });

  async function toMark(keys: "browser" | "server-allowed") {
    const envelope = await house.sentEnvelope({ keys });
    const device = await house.phone();
    const { page } = device;
    await house.opened(envelope, 1, device);
    expect(await page.evaluate("isSecureContext")).toBe(false);
    await page.check("#agree");
    await page.click("text=同意并阅读合同");
    await page.waitForSelector(".reader-bar");
    await house.became(
      page,
      "document.querySelector('.bar .primary')?.getAttribute('aria-disabled') !== 'true'",
    );
    await page.click(".bar .primary");
    await page.waitForSelector(".choice");
    await page.click("text=下一步：看签在哪里");
    return { envelope, ...device };
  }

  it("signs with the server's key where the sender allows it, says so before and after", async () => {
    const { envelope, page, context } = await toMark("server-allowed");
    await page.waitForSelector("#understood");
    await house.picture(page, "plain-http");
    await house.sound(page, "plain http");
    const before = await house.codesSoFar(envelope, 1);
    await page.click(".code-ask button");
    await page.fill("#code", await house.codeOf(envelope, 1, before));
    await page.click(".entry .primary");
    expect(await page.innerText(".entry .said")).toContain("请先勾选");
    await page.check("#understood");
    await page.click(".entry .primary");
    await page.waitForSelector("text=签署完成");
    expect(await page.innerText("main")).toContain("密钥由服务器");
    const { steps } = await house.ask("GET", `/v1/envelopes/${envelope.id}`);
    expect(steps[0]).toMatchObject({ state: "signed", trust: { key: "server" } });
    await context.close();
  });

  it("says what to do instead where the sender wants keys of the browser, and signs nothing", async () => {
    const { envelope, page, context } = await toMark("browser");
    await page.waitForSelector("text=此浏览器不能在本机生成密钥");
    expect(await page.innerText("main")).toContain("换浏览器打开同一链接");
    const { steps } = await house.ask("GET", `/v1/envelopes/${envelope.id}`);
    expect(steps[0].state).toBe("waiting");
    await context.close();
  });
});
