import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { encode } from "fast-png";
import { encode as qrOf } from "uqr";
import { verifyFileAlone } from "../../src/app/desk/verify-file-alone.ts";
import { type Bytes, concat, latin1, utf8 } from "../../src/kit/bytes.ts";
import { certificatesFromPem } from "../../src/runtime/node-desk.ts";
import { type NodeServer, startNodeServer } from "../../src/runtime/node.ts";
import { type Outcome, runMainJob } from "../runtimes/main-job.ts";
import { hasTools } from "../tools.ts";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--no-first-run",
];
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What the page may ask for: itself, its scripts and sheets, the roots. */
const OWN = new Set([
  "/verify",
  "/verify?lang=en",
  "/style.css",
  "/verify.css",
  "/verify/verify.js",
  "/verify/verify-engine.js",
  "/verify-offline.js",
  "/trust.pem",
]);

describe.runIf(hasTools("chromium"))("the page /verify, in a browser", () => {
  let place: string;
  let server: NodeServer;
  let browser: Browser;
  let context: BrowserContext;
  let job: Outcome;
  let signed: Bytes;
  let roots: readonly Bytes[];
  let gone = false;
  const asked: string[] = [];

  beforeAll(async () => {
    execFileSync(process.execPath, [".scripts/build-assets.mjs"]);
    place = await mkdtemp(join(tmpdir(), "zhiqi-verify-page-"));
    server = await startNodeServer({ port: 0, dataDir: join(place, "data") });
    const keys = Object.fromEntries(Object.entries(server.demo ?? {}).map(([who, { key }]) => [who, key]));
    const drain = () => new Promise((resolve) => setTimeout(resolve, 2500));
    job = await runMainJob((path, init) => fetch(new URL(path, server.url), init), { keys, drain });
    signed = new Uint8Array(job.signedPdf);
    roots = await certificatesFromPem(await (await fetch(new URL("/trust.pem", server.url))).text());
    await writeFile(join(place, "合同.pdf"), signed);
    // A camera that sees the QR code of the receipt.
    const film = join(place, "camera.y4m");
    await writeFile(film, filmOf(`${server.url}/r/${job.receipt.register_no}`));
    const camera = [
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-video-capture=${film}`,
    ];
    browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: [...FLAGS, ...camera] });
  });
  afterAll(async () => {
    await browser?.close();
    if (!gone) await server?.stop();
    await rm(place, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await context?.close();
    context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1100, height: 900 } });
    asked.length = 0;
    // Of the context: what its workers and its service worker ask for is heard too.
    context.on("request", (request) => asked.push(request.url().replace(server.url, "")));
  });

  async function open(path = "/verify"): Promise<Page> {
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(new URL(path, server.url).href);
    await page.waitForSelector("#drop", { state: "visible" });
    expect(errors).toEqual([]);
    return page;
  }

  const answer = async (page: Page): Promise<string> => {
    await page.waitForSelector("#result .answer");
    return page.innerText("#result");
  };

  const drop = async (page: Page, file: { name: string; bytes: Bytes }): Promise<void> => {
    const held = await page.evaluateHandle(
      ({ name, text }) => {
        const transfer = new DataTransfer();
        const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type: "application/pdf" }));
        return transfer;
      },
      { name: file.name, text: Buffer.from(file.bytes).toString("base64") },
    );
    await page.dispatchEvent("#drop", "drop", { dataTransfer: held });
  };

  async function picture(page: Page, name: string): Promise<void> {
    const folder = process.env["ZHIQI_PICTURES"];
    if (folder === undefined) return;
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  }

  /** Codes the page shows, in the order of the report. */
  const codes = (page: Page): Promise<string[]> =>
    page.$$eval("#result [data-code]", (all) => [
      ...new Set(all.map((one) => one.getAttribute("data-code") ?? "")),
    ]);

  async function seriousViolations(page: Page): Promise<string[]> {
    // The test's own script, not the page's: axe is put in past the page's policy.
    await page.evaluate(readFileSync(AXE, "utf8"));
    return page.evaluate(async () => {
      type Found = { violations: { id: string; impact: string; nodes: { html: string }[] }[] };
      const axe = (globalThis as unknown as { axe: { run(): Promise<Found> } }).axe;
      const { violations } = await axe.run();
      return violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
    });
  }

  it("a dropped file is verified without anything leaving the page but requests for its own parts", async () => {
    const page = await open();
    await picture(page, "verify-page-empty");
    await drop(page, { name: "合同.pdf", bytes: signed });
    const text = await answer(page);
    for (const words of [
      "有效",
      "合同.pdf",
      "完整性",
      "证书",
      "吊销",
      "时间",
      "身份",
      "密钥",
      "结论凭什么",
    ]) {
      expect(text).toContain(words);
    }
    await page.click("#result summary");
    expect(await page.innerText("#result .later")).toMatch(/第 \d+ 版：/);
    await picture(page, "verify-page");
    expect(asked.filter((path) => !OWN.has(path))).toEqual([]);
  });

  it("no serious violation is found by axe, empty or answered, in either language, on a desk and on a phone", async () => {
    for (const size of [
      { width: 1100, height: 900 },
      { width: 320, height: 640 },
    ]) {
      const page = await open();
      await page.setViewportSize(size);
      expect(await seriousViolations(page)).toEqual([]);
      await page.setInputFiles("#pdf", join(place, "合同.pdf"));
      await answer(page);
      for (const later of await page.$$("#result summary")) await later.click();
      expect(await seriousViolations(page)).toEqual([]);
      await page.click("a[data-language=en]");
      expect(await page.innerText("#verdict")).toBe("Valid");
      expect(await page.innerText("main")).not.toContain("核验结果");
      expect(await seriousViolations(page)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(size.width);
      await picture(page, `verify-page-en-${size.width}`);
      await page.close();
    }
  });

  it("a tampered file is refused for the reasons the command line gives", async () => {
    const flipped = signed.slice();
    const at = latin1(signed).indexOf("/Type /Page", 2000) + 7;
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    const files = {
      flipped,
      trailing: concat(signed, utf8("\n% appended\n")),
      truncated: signed.slice(0, signed.length - 3000),
      "not a PDF": utf8("hello"),
    };
    for (const [name, bytes] of Object.entries(files)) {
      const page = await open();
      await drop(page, { name: `${name}.pdf`, bytes });
      const shown = await answer(page);
      const { report } = await verifyFileAlone({
        bytes,
        file: `${name}.pdf`,
        anchors: roots,
        at: new Date(),
      });
      expect(report.verdict, name).toBe("invalid");
      expect(shown).toContain("无效");
      expect((await codes(page)).toSorted(), name).toEqual([...report.reasons].toSorted());
      await picture(page, `verify-page-${name.replaceAll(" ", "-")}`);
      await page.close();
    }
  });

  it("the version a party signed can be saved, and is a beginning of the file", async () => {
    const page = await open();
    await page.setInputFiles("#pdf", join(place, "合同.pdf"));
    await answer(page);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.click("[data-extract] button"),
    ]);
    expect(download.suggestedFilename()).toMatch(/^合同-.+\.pdf$/);
    const saved = await readFile(await download.path());
    expect(saved.length).toBeLessThan(signed.length);
    expect(Buffer.compare(saved, Buffer.from(signed.subarray(0, saved.length)))).toBe(0);
  });

  it("the register is asked after consent only, with fingerprints only", async () => {
    const page = await open();
    await page.setInputFiles("#pdf", join(place, "合同.pdf"));
    await answer(page);
    const sent: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "POST") sent.push(request.postData() ?? "");
    });
    expect(asked.some((path) => path.startsWith("/v1"))).toBe(false);
    await page.click("#ask-register");
    await page.waitForSelector("#filed [data-relation]");
    expect(await page.innerText("#filed")).toContain("就是备案的那一份");
    expect(await page.innerText("#filed")).toContain(job.receipt.register_no);
    for (const body of sent) expect(Object.keys(JSON.parse(body)).join()).toMatch(/^(?:sha256|register_no)$/);
    await picture(page, "verify-page-filed");
  });

  it("a receipt is found by its number, typed or read from a picture of its QR code", async () => {
    const page = await open();
    const path = join(place, "qr.png");
    await writeFile(path, pngOf(`${server.url}/r/${job.receipt.register_no}`));
    await page.setInputFiles("#qr-file", path);
    await expect.poll(() => page.inputValue("#number")).toBe(job.receipt.register_no);
    await page.click("#number-form button");
    expect(await answer(page)).toContain(job.receipt.formal_no);
    await page.fill("#number", "130100-2022-000001-0");
    await page.click("#number-form button");
    await expect.poll(() => page.innerText("#number-status")).toContain("没有查到");
    const blank = join(place, "blank.png");
    await writeFile(
      blank,
      encode({ width: 8, height: 8, data: new Uint8Array(192).fill(255), channels: 3, depth: 8 }),
    );
    await page.setInputFiles("#qr-file", blank);
    await expect.poll(() => page.innerText("#number-status")).toContain("没有看到二维码");
  });

  it("the camera reads the number off a receipt and is let go, and nothing is sent", async () => {
    const page = await open();
    await page.click("#camera");
    await expect.poll(() => page.inputValue("#number"), { timeout: 15_000 }).toBe(job.receipt.register_no);
    await expect.poll(() => page.isVisible("#viewfinder")).toBe(false);
    expect(await page.getAttribute("#camera", "aria-pressed")).toBe("false");
    expect(asked.some((path) => path.startsWith("/v1"))).toBe(false);
  });

  it("on paper there is the answer, and nothing to press", async () => {
    const page = await open();
    await page.setInputFiles("#pdf", join(place, "合同.pdf"));
    await answer(page);
    await page.emulateMedia({ media: "print" });
    for (const pressed of [
      "#drop",
      "#number-form",
      "#ask-register",
      "#print",
      "[data-extract] button",
      ".languages",
    ]) {
      expect(await page.locator(pressed).first().isVisible(), pressed).toBe(false);
    }
    expect(await page.isVisible("#result .answer-word")).toBe(true);
    expect(await page.locator("#result .later li").first().isVisible()).toBe(true);
    const folder = process.env["ZHIQI_PICTURES"];
    if (folder !== undefined) await page.pdf({ path: join(folder, "verify-page-print.pdf"), format: "A4" });
  });

  it("a root the reader adds is trusted, a file that is none is refused", async () => {
    const page = await open();
    await page.click("text=信任的根证书");
    const before = await page.locator("#roots li").count();
    const pem = join(place, "more.pem");
    await writeFile(pem, await (await fetch(new URL("/trust.pem", server.url))).text());
    await page.setInputFiles("#root-file", [pem, join(place, "合同.pdf")]);
    await page.waitForSelector("#roots .bad");
    expect(await page.locator("#roots li").count()).toBeGreaterThan(before);
    expect(await page.innerText("#roots .bad")).toContain("合同.pdf");
  });

  it("works with the network cut and the house gone after loading, a reload included; then the register cannot be asked", async () => {
    const page = await open();
    await page.waitForSelector("#offline", { state: "visible" });
    await context.setOffline(true);
    await server.stop();
    gone = true;
    await expect(fetch(new URL("/verify", server.url))).rejects.toThrow("fetch failed");
    for (const path of ["/verify", "/verify?lang=en"]) {
      await page.goto(new URL(path, server.url).href);
      await page.waitForSelector("#drop", { state: "visible" });
      await page.setInputFiles("#pdf", join(place, "合同.pdf"));
      await answer(page);
      expect(await page.getAttribute(".answer", "data-verdict")).toBe("valid");
    }
    await page.click("#ask-register");
    await expect.poll(() => page.innerText("#filed")).toContain("cannot be reached now");
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return { names, paths: requests.flat().map(({ url }) => new URL(url).pathname + new URL(url).search) };
    });
    expect(kept.names).toEqual([expect.stringMatching(/^zhiqi-verify-[0-9a-f]{16}$/)]);
    expect(kept.paths.filter((path) => !OWN.has(path))).toEqual([]);
  });
});

/** A QR code as a PNG, eight pixels a module with a quiet zone. */
function pngOf(text: string): Uint8Array {
  const { data: modules, size } = qrOf(text, { border: 4 });
  const width = size * 8;
  const data = new Uint8Array(width * width * 3);
  for (let y = 0; y < width; y += 1)
    for (let x = 0; x < width; x += 1)
      data.fill(
        modules[Math.floor(y / 8)]?.[Math.floor(x / 8)] === true ? 0 : 255,
        (y * width + x) * 3,
        (y * width + x) * 3 + 3,
      );
  return encode({ width, height: width, data, channels: 3, depth: 8 });
}

/** One frame of a film in which the code is held before the camera: 4:2:0, 640 by 480. */
function filmOf(text: string): Uint8Array {
  const { data: modules, size } = qrOf(text, { border: 4 });
  const [width, height] = [640, 480];
  const step = Math.floor(height / size);
  const left = Math.floor((width - size * step) / 2);
  const light = new Uint8Array(width * height).fill(235);
  for (let y = 0; y < size * step; y += 1)
    for (let x = 0; x < size * step; x += 1)
      if (modules[Math.floor(y / step)]?.[Math.floor(x / step)] === true) light[y * width + left + x] = 16;
  const colour = new Uint8Array((width * height) / 2).fill(128);
  return concat(utf8("YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\nFRAME\n"), light, colour);
}
