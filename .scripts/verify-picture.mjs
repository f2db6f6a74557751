// The picture of /verify, as Chromium shows it: the demo's signed contract dropped, with the demo's roots added by file.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { chromium } from "playwright-core";

const bin = new URL("../.build/zhiqi.mjs", import.meta.url).pathname;
const PORT = 8797;

/** Draws `verify-page.png` into `out` from the demo's files in `demo`. */
export async function verifyPicture({ demo, out }) {
  const server = spawn("node", [bin, "serve", "--port", `${PORT}`, "--data", join(demo, "serve")], { stdio: "ignore" });
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu"] });
  try {
    const page = await browser.newPage({ viewport: { width: 900, height: 1330 }, locale: "zh-CN" });
    await open(page, `http://127.0.0.1:${PORT}/verify`);
    await page.setInputFiles("#root-file", join(demo, "trust.pem"));
    await page.waitForSelector("#roots li:nth-child(2)", { state: "attached" });
    await page.setInputFiles("#pdf", join(demo, "contract-signed.pdf"));
    await page.waitForSelector("#result .answer");
    await page.waitForSelector("#offline", { state: "visible" });
    await page.locator("#result summary").first().click(); // the facts of one signature
    await page.mouse.move(0, 0);
    await page.waitForTimeout(1000); // the page glides to the answer
    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path: join(out, "verify-page.png") });
  } finally {
    await browser.close();
    server.kill();
  }
}

/** The server takes a moment to start. */
async function open(page, url) {
  for (let tries = 0; tries < 60; tries += 1) {
    const answer = await page.goto(url).catch(() => undefined);
    if (answer?.ok()) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error("the server did not start");
}
