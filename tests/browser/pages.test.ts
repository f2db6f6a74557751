import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildOnce } from "../build-once.ts";
import { type NodeServer, startNodeServer } from "../../src/runtime/node.ts";
import { type Outcome, runMainJob } from "../runtimes/main-job.ts";
import { hasTools } from "../tools.ts";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

describe.runIf(hasTools("chromium"))("in a browser", () => {
  let place: string;
  let server: NodeServer;
  let browser: Browser;
  let job: Outcome;

  beforeAll(async () => {
    buildOnce();
    place = await mkdtemp(join(tmpdir(), "zhiqi-browser-"));
    server = await startNodeServer({ port: 0, dataDir: join(place, "data") });
    const keys = Object.fromEntries(
      Object.entries(server.demo ?? {}).map(([who, tenant]) => [who, tenant.key]),
    );
    job = await runMainJob((path, init) => fetch(new URL(path, server.url), init), { keys, drain: sealed });
    browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await rm(place, { recursive: true, force: true });
  });

  /** Waits as a person would: the server drains its outbox by itself. */
  const sealed = () => new Promise((resolve) => setTimeout(resolve, 2500));

  /** Opens a page, notes what it asked elsewhere and what went wrong in it, and keeps a picture when asked to. */
  async function visit(path: string, size: { width: number; height: number } = { width: 1100, height: 900 }) {
    const page = await browser.newPage({ viewport: size, locale: "zh-CN" });
    const elsewhere: string[] = [];
    const errors: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(server.url) && !request.url().startsWith("data:"))
        elsewhere.push(request.url());
    });
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    const answer = await page.goto(new URL(path, server.url).href);
    const picture = async (name: string): Promise<void> => {
      const folder = process.env["ZHIQI_PICTURES"];
      if (folder === undefined) return;
      await mkdir(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
    };
    return { page, elsewhere, errors, picture, status: answer?.status() };
  }

  it("the page behind the receipt's QR code shows the filing and gives the receipt", async () => {
    const { page, elsewhere, errors, picture, status } = await visit(`/r/${job.receipt.register_no}`);
    await picture("receipt");
    expect(status).toBe(200);
    const text = await page.innerText("main");
    for (const fact of [job.receipt.register_no, job.receipt.formal_no, job.receipt.filed_sha256, "已备案"]) {
      expect(text).toContain(fact);
    }
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("text=下载回执 PDF")]);
    expect(download.suggestedFilename()).toMatch(/\.pdf$/);
    expect([elsewhere, errors]).toEqual([[], []]);
    await page.close();
  });

  it("on a phone nothing runs off the side", async () => {
    const { page, picture } = await visit(`/r/${job.receipt.register_no}`, { width: 375, height: 740 });
    await picture("receipt-phone");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(375);
    await page.close();
  });

  it("in English too a file, a fingerprint and a number are answered with scripts switched off, in English", async () => {
    const path = join(place, "合同.pdf");
    await writeFile(path, job.signedPdf);
    const context = await browser.newContext({ javaScriptEnabled: false, locale: "en-GB" });
    const page = await context.newPage();
    const asked = async (q: string): Promise<string> => {
      await page.goto(new URL("/verify?lang=en", server.url).href);
      await page.fill("#q", q);
      await page.click("form[method=get] button");
      return page.innerText("main");
    };
    expect(await asked(job.receipt.filed_sha256)).toContain("it is the very file that was filed");
    expect(await asked(job.receipt.formal_no)).toContain("The number is on the register");
    expect(await asked("130100-2022-000001-0")).toContain("There is no receipt or letter");
    await page.goto(new URL("/verify?lang=en", server.url).href);
    await page.setInputFiles("#file", path);
    await page.click("form[method=post] button");
    const text = await page.innerText("main");
    for (const words of ["Valid", "it is the very file that was filed", "Signature · 甲方"])
      expect(text).toContain(words);
    await context.close();
  });

  it("a file put into the form is verified, with scripts switched off", async () => {
    const path = join(place, "合同.pdf");
    await writeFile(path, job.signedPdf);
    const context = await browser.newContext({ javaScriptEnabled: false, locale: "zh-CN" });
    const page = await context.newPage();
    await page.goto(new URL("/verify", server.url).href);
    await page.setInputFiles("#file", path);
    await page.click("text=上传并核验");
    await page.click("summary:has-text('结论凭什么')");
    const text = await page.innerText("main");
    for (const words of ["有效", "就是备案的那一份", "签名 · 甲方", "签名 · 乙方", "可信时间来自"])
      expect(text).toContain(words);
    if (process.env["ZHIQI_PICTURES"]) {
      await page.screenshot({ path: join(process.env["ZHIQI_PICTURES"], "verified.png"), fullPage: true });
    }
    await context.close();
  });

  it("a number leads to its receipt, a wrong one to the question again, with scripts switched off", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: "zh-CN" });
    const page = await context.newPage();
    await page.goto(new URL("/verify", server.url).href);
    expect(await page.isVisible("#drop")).toBe(false);
    await page.fill("#q", job.receipt.register_no);
    await page.press("#q", "Enter");
    expect(page.url()).toContain(`/r/${job.receipt.register_no}`);
    const wrong = await page.goto(new URL("/verify?q=130100-2022-000001-0", server.url).href);
    expect(wrong?.status()).toBe(404);
    expect(await page.innerText("main")).toContain("没有查到");
    await context.close();
  });

  it("the home page and a missing page are pages, not JSON", async () => {
    const { page, picture, errors } = await visit("/");
    await picture("home");
    expect(await page.innerText("h1")).toContain("知识产权托管合同");
    expect(errors).toEqual([]);
    const missing = await page.goto(new URL("/nowhere", server.url).href);
    expect([missing?.status(), await page.innerText("h1")]).toEqual([404, "没有这个地址"]);
    await page.close();
  });

  it("the reference shows every group of operations, and asks nothing from elsewhere", async () => {
    const { page, elsewhere, errors, picture } = await visit("/reference", { width: 1400, height: 900 });
    await page.waitForSelector("text=创建合同", { timeout: 20_000 });
    await picture("reference");
    const text = await page.innerText("body");
    for (const group of ["机构", "密钥", "合同", "签署", "备案", "回执与核验"]) expect(text).toContain(group);
    expect([elsewhere, errors]).toEqual([[], []]);
    await page.close();
  });
});
