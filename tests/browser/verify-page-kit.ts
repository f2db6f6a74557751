import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { buildOnce } from "../build-once.ts";
import type { Bytes } from "../../src/kit/bytes.ts";
import { type NodeServer, startNodeServer } from "../../src/runtime/node.ts";

/** How Chromium is started. */
export const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--no-first-run",
];

/** A house with the page, in a folder of its own, and a Chromium to open it with. */
export type VerifyHouse = {
  readonly place: string;
  readonly server: NodeServer;
  readonly browser: Browser;
  close(): Promise<void>;
};

/** Builds the page's parts, starts the house and the browser; `close` ends both and leaves nothing behind. */
export async function openVerifyHouse(): Promise<VerifyHouse> {
  buildOnce();
  const place = await mkdtemp(join(tmpdir(), "zhiqi-verify-page-"));
  const server = await startNodeServer({ port: 0, dataDir: join(place, "data") });
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
  const close = async (): Promise<void> => {
    await browser.close();
    await server.stop();
    await rm(place, { recursive: true, force: true });
  };
  return { place, server, browser, close };
}

/** What the page may ask for: itself, its scripts and sheets, the roots. */
export const OWN = new Set([
  "/verify",
  "/verify?lang=en",
  "/style.css",
  "/verify.css",
  "/verify/verify.js",
  "/verify/verify-engine.js",
  "/verify-offline.js",
  "/trust.pem",
]);

/** Drops a file on the page, as from a folder. */
export const drop = async (page: Page, file: { name: string; bytes: Bytes }): Promise<void> => {
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

/** A picture of the page, where ZHIQI_PICTURES names a folder for it. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env["ZHIQI_PICTURES"];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** Opens whatever is folded in the answer. */
export const unfold = (page: Page): Promise<void> =>
  page.$$eval("#result details", (all) => {
    for (const one of all) one.setAttribute("open", "");
  });
