import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { encode } from "fast-png";
import { buildOnce } from "../build-once.ts";
import { verifyFileAlone } from "../../src/app/desk/verify-file-alone.ts";
import { type Bytes, concat, latin1, utf8 } from "../../src/kit/bytes.ts";
import { certificatesFromPem } from "../../src/runtime/node-desk.ts";
import { type NodeServer, startNodeServer } from "../../src/runtime/node.ts";
import { forgetAuthorities, makeRoot, makeSigner } from "../verify/authorities.ts";
import { plainObjects, signField, writePdf } from "../verify/craft.ts";
import { type Outcome, runMainJob } from "../runtimes/main-job.ts";
import { hasTools } from "../tools.ts";
import { filmOf, pngOf } from "./qr-pictures.ts";
import { seriousViolations } from "./serious-violations.ts";
import { drop, FLAGS, OWN, picture, unfold } from "./verify-page-kit.ts";

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
    buildOnce();
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

  /** Codes the page shows, in the order of the report. */
  const codes = (page: Page): Promise<string[]> =>
    page.$$eval("#result [data-code]", (all) => [
      ...new Set(all.map((one) => one.getAttribute("data-code") ?? "")),
    ]);

  it("a dropped file is verified without anything leaving the page but requests for its own parts", async () => {
    const page = await open();
    await picture(page, "verify-page-empty");
    await drop(page, { name: "合同.pdf", bytes: signed });
    expect(await answer(page)).toContain("所签内容未变 · 证书可信");
    // The facts of a signature that is in order are folded away; its line says what they come to.
    expect(await page.innerText("#result")).not.toContain("吊销");
    await unfold(page);
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
    expect(await page.innerText("#result .later")).toMatch(/第 \d+ 版：/);
    await picture(page, "verify-page");
    expect(asked.filter((path) => !OWN.has(path))).toEqual([]);
  });

  it("no serious violation is found by axe, empty or answered, in either language, on a desk and on a phone", async () => {
    for (const size of [
      { width: 1280, height: 900 },
      { width: 390, height: 844 },
      { width: 320, height: 640 },
    ]) {
      const page = await open();
      await page.setViewportSize(size);
      expect(await seriousViolations(page)).toEqual([]);
      await page.setInputFiles("#pdf", join(place, "合同.pdf"));
      await answer(page);
      expect(await seriousViolations(page)).toEqual([]);
      await picture(page, `verify-page-folded-${size.width}`);
      // On a phone the answer is read at a glance: verdict, facts of the file, a line for each signature.
      const { height } = (await (await page.$("#result .answer"))?.boundingBox()) ?? { height: 0 };
      expect(height).toBeLessThan(size.width < 400 ? 1500 : 1000);
      await unfold(page);
      expect(await seriousViolations(page)).toEqual([]);
      await picture(page, `verify-page-zh-${size.width}`);
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
      expect(shown).toContain(name === "not a PDF" ? "不是 PDF" : "无效");
      expect(await page.locator("#result .good").count(), name).toBe(0);
      expect((await codes(page)).toSorted(), name).toEqual([...report.reasons].toSorted());
      await picture(page, `verify-page-${name.replaceAll(" ", "-")}`);
      await page.close();
    }
  });

  it("several files at once are a line each under a count, and each opens on its own answer", async () => {
    const page = await open();
    await page.setViewportSize({ width: 390, height: 844 });
    const files = { "二、改过.pdf": concat(signed, utf8("x")), "三、文字.pdf": utf8("hello") };
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(place, name), bytes);
    const names = ["合同.pdf", ...Object.keys(files)];
    await page.setInputFiles(
      "#pdf",
      names.map((name) => join(place, name)),
    );
    await expect.poll(() => page.innerText("[data-count]")).toBe("无效 1，没有读成 1，有效 1");
    expect(await page.locator(".one-file .one-name").allInnerTexts()).toEqual(names);
    expect(await page.locator(".one-file [data-verdict-word]").allInnerTexts()).toEqual([
      "有效",
      "无效",
      "没有读成",
    ]);
    expect(await seriousViolations(page)).toEqual([]);
    await picture(page, "verify-page-several");
    await page.locator(".one-file > summary").nth(1).click();
    expect(await page.locator(".one-file").nth(1).innerText()).toContain("verify.");
    expect(await seriousViolations(page)).toEqual([]);
    await page.locator(".one-file > summary").first().click();
    await page.locator(".one-file").first().locator("[data-ask-register]").click();
    await page.waitForSelector(".one-file [data-relation=same]");
    expect(asked.filter((path) => !OWN.has(path) && path !== "/v1/verifications")).toEqual([]);
  });

  it("of a large file the reading is shown as it goes", async () => {
    const page = await open();
    const large = join(place, "large.pdf");
    await writeFile(large, concat(signed.subarray(0, 9), new Uint8Array(24_000_000), signed.subarray(9)));
    await page.evaluate(() => {
      const seen: (number | null)[] = [];
      Object.assign(globalThis, { seen });
      const result = document.querySelector("#result");
      if (result === null) return;
      new MutationObserver(() => {
        const bar = result.querySelector("progress");
        if (bar !== null) seen.push(bar.hasAttribute("value") ? bar.value : null);
      }).observe(result, { childList: true, subtree: true });
    });
    await page.setInputFiles("#pdf", large);
    expect(await answer(page)).toContain("无效");
    const seen = await page.evaluate(() => (globalThis as unknown as { seen: (number | null)[] }).seen);
    const read = seen.filter((value) => value !== null);
    expect(read.length).toBeGreaterThan(3);
    expect(read).toEqual(read.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBeNull();
  });

  it("our record of a file, asked for by consent, shows that a short certificate was valid when it signed", async () => {
    const root = makeRoot("page-root");
    const party = makeSigner("page-party", root);
    const pdf = signField(writePdf(plainObjects()), { field: 7, party });
    forgetAuthorities();
    const page = await open();
    await writeFile(join(place, "short.pdf"), pdf);
    await writeFile(join(place, "root.der"), root.certificate);
    await page.click("text=信任的根证书");
    const known = await page.locator("#roots li").count();
    await page.setInputFiles("#root-file", join(place, "root.der"));
    await expect.poll(() => page.locator("#roots li").count()).toBe(known + 1);
    await page.clock.setFixedTime(new Date("2026-12-25T00:00:00Z"));
    await page.setInputFiles("#pdf", join(place, "short.pdf"));
    await answer(page);
    expect(await codes(page)).toContain("verify.certificate_expired_no_trusted_time");
    // This house never held the file: its answer is given the record it would have.
    await page.route("**/v1/verifications", async (route) => {
      const told = await (await route.fetch()).json();
      await route.fulfill({ json: { ...told, held_since: "2026-11-20T08:00:00.000Z" } });
    });
    await page.click("[data-ask-register]");
    await expect.poll(() => page.getAttribute(".answer", "data-verdict")).toBe("valid");
    expect(await page.innerText("[data-filed]")).toContain("本站存证");
    await unfold(page);
    expect(await page.innerText("[data-fact=time]")).toContain("本平台存证记录");
  });

  it("says plainly what it cannot do", async () => {
    const page = await open();
    expect(await page.innerText(".promise")).toContain("不联网问吊销");
    await page.click("text=这一页做不到什么");
    for (const words of ["吊销", "身份", "存证记录", "加密", "256 MB"])
      expect(await page.innerText("main")).toContain(words);
  });

  it("the version a party signed can be saved, and is a beginning of the file", async () => {
    const page = await open();
    await page.setInputFiles("#pdf", join(place, "合同.pdf"));
    await answer(page);
    await unfold(page);
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
    await page.click("[data-ask-register]");
    await page.waitForSelector("[data-filed] [data-relation]");
    expect(await page.innerText("[data-filed]")).toContain("就是备案的那一份");
    expect(await page.innerText("[data-filed]")).toContain(job.receipt.register_no);
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
    await page.fill("#number", job.receipt.formal_no);
    await page.click("#number-form button");
    await page.waitForSelector("#result [data-papers]");
    expect(await page.innerText("#result")).toContain(job.receipt.register_no);
    expect(await seriousViolations(page)).toEqual([]);
    await picture(page, "verify-page-papers");
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
      "[data-ask-register]",
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
    await page.click("[data-ask-register]");
    await expect.poll(() => page.innerText("[data-filed]")).toContain("cannot be reached now");
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return { names, paths: requests.flat().map(({ url }) => new URL(url).pathname + new URL(url).search) };
    });
    expect(kept.names).toEqual([expect.stringMatching(/^zhiqi-verify-[0-9a-f]{16}$/)]);
    expect(kept.paths.filter((path) => !OWN.has(path))).toEqual([]);
  });
});
