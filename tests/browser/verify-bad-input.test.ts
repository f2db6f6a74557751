import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type NodeServer, startNodeServer } from "../../src/runtime/node.ts";
import { hasTools } from "../tools.ts";
import { forgetAuthorities, makeRoot, makeSigner } from "../verify/authorities.ts";
import { hostileFiles } from "../verify/hostile-files.ts";
import { FLAGS, OWN } from "./verify-page-kit.ts";

describe.runIf(hasTools("chromium"))("bad input on the page /verify", () => {
  let place: string;
  let server: NodeServer;
  let browser: Browser;

  beforeAll(async () => {
    execFileSync(process.execPath, [".scripts/build-assets.mjs"]);
    place = await mkdtemp(join(tmpdir(), "zhiqi-verify-bad-"));
    server = await startNodeServer({ port: 0, dataDir: join(place, "data") });
    browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await rm(place, { recursive: true, force: true });
    forgetAuthorities();
  });

  it("has a coded answer for every kind, all dropped at once; the page stays alive and sends nothing", async () => {
    const party = makeSigner("page-party", makeRoot("page-root"));
    const files = [
      ...hostileFiles(party),
      { name: "empty", bytes: new Uint8Array(), code: "verify.not_a_pdf" },
    ];
    for (const { name, bytes } of files) await writeFile(join(place, `${name}.pdf`), bytes);
    const page = await browser.newPage({ locale: "zh-CN" });
    const [errors, asked]: [string[], string[]] = [[], []];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("request", (request) => asked.push(request.url().replace(server.url, "")));
    await page.goto(new URL("/verify", server.url).href);
    await page.waitForSelector("#drop", { state: "visible" });
    await page.setInputFiles(
      "#pdf",
      files.map(({ name }) => join(place, `${name}.pdf`)),
    );
    const noPdf = files.filter(({ code }) => code === "verify.not_a_pdf").length;
    const counted = `无效 ${files.length - noPdf}，没有读成 ${noPdf}`;
    await expect.poll(() => page.innerText("[data-count]"), { timeout: 20_000 }).toBe(counted);
    for (const [at, { name, code }] of files.entries()) {
      const codes = await page
        .locator(".one-file")
        .nth(at)
        .locator("[data-code]")
        .evaluateAll((all) => all.map((one) => one.getAttribute("data-code")));
      expect(codes, name).toContain(code);
    }
    expect(errors).toEqual([]);
    expect(asked.filter((path) => !OWN.has(path))).toEqual([]);
  });
});
