import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../http/open-house.ts";
import { put } from "../sign/judges.ts";
import { hasTools } from "../tools.ts";
import { freePort } from "./free-port.ts";
import { downloaded, openPhone } from "./link-phone.ts";

// Only what the README says: npm start prints a link; codes and the next link are at /messages.
describe.runIf(hasTools("chromium"))("a stranger after npm start", () => {
  let folder: string;
  let url: string;
  let browser: Browser;
  let server: ReturnType<typeof spawn>;
  let said = "";
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "zhiqi-stranger-"));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const own = ["--", "--port", String(port), "--data", join(folder, "data")];
    server = spawn("npm", ["start", "--silent", ...own], { stdio: ["ignore", "pipe", "inherit"] });
    server.stdout?.on("data", (part: Buffer) => {
      said += part.toString("utf8");
    });
    const args = ["--headless", "--no-sandbox", "--disable-gpu"];
    browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args });
    for (let tries = 0; !said.includes("/s/") && tries < 600; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
  });
  afterAll(async () => {
    await browser?.close();
    const exit = once(server, "exit");
    server?.kill();
    await exit;
    rmSync(folder, { recursive: true, force: true });
  });

  it("follows the demo link, and both sides sign a contract that verifies", async () => {
    const [first] = /http\S+\/s\/[\w-]+/.exec(said) ?? [];
    expect(said).toContain("/messages");
    const { page, tab, context, errors, elsewhere } = await openPhone(browser, url);
    const messages = await tab();
    /** What the newest messages hold, once it is there. */
    async function newest(pattern: RegExp, before: readonly string[]): Promise<string> {
      for (let tries = 0; tries < 60; tries += 1) {
        await messages.goto(`${url}/messages`);
        const found = [...(await messages.innerText("main")).matchAll(pattern)].map(([, text = ""]) => text);
        const fresh = found.find((text) => !before.includes(text));
        if (fresh !== undefined) return fresh;
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
      throw new Error("no message");
    }
    const codes: string[] = [];
    async function typeCode(): Promise<void> {
      await page.click("text=获取验证码");
      const code = await newest(/验证码 (\d{6})/g, codes);
      codes.push(code);
      await page.fill("#code", code);
      await page.click(".entry .primary");
    }
    async function sign(link: string): Promise<void> {
      await page.goto(link);
      await typeCode();
      await page.check("text=我已阅读并同意");
      await page.click("text=同意并阅读合同");
      await page.click("text=我已阅读，去签名", { timeout: 90_000 });
      await page.click("text=下一步：看签在哪里");
      await typeCode();
      await page.waitForSelector("text=签署完成");
    }
    expect(first).toBeDefined();
    await sign(first ?? "");
    const next = await newest(/(http\S+\/s\/[\w-]{43})/g, [first ?? ""]);
    await sign(next);
    expect(await page.innerText("main")).toContain("各方均已签署，合同已完成");
    const pdf = await downloaded(page, "下载合同 PDF");
    expect([errors, elsewhere]).toEqual([[], []]);
    await context.close();
    const trust = put(folder, "trust.pem", await (await fetch(`${url}/trust.pem`)).text());
    const file = put(folder, "signed.pdf", pdf);
    const told = execFileSync("npx", ["zhiqi", "verify", file, "--trust", trust, "--json"], {
      encoding: "utf8",
    });
    const report: Json = JSON.parse(told);
    expect(report).toMatchObject({ verdict: "valid", trust: "trusted" });
    expect(report.signatures.map(({ field }: Json) => field)).toEqual(
      expect.arrayContaining(["甲方", "乙方"]),
    );
  }, 240_000);
});
