import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasTools } from "../tools.ts";
import { forgetAuthorities, makeRoot, makeSigner } from "../verify/authorities.ts";
import { hostileFiles } from "../verify/hostile-files.ts";
import { openVerifyHouse, OWN, type VerifyHouse } from "./verify-page-kit.ts";

describe.runIf(hasTools("chromium"))("bad input on the page /verify", () => {
  let house: VerifyHouse;

  beforeAll(async () => {
    house = await openVerifyHouse();
  });
  afterAll(async () => {
    await house?.close();
    forgetAuthorities();
  });

  it("has a coded answer for every kind, all dropped at once; the page stays alive and sends nothing", async () => {
    const party = makeSigner("page-party", makeRoot("page-root"));
    const files = [
      ...hostileFiles(party),
      { name: "empty", bytes: new Uint8Array(), code: "verify.not_a_pdf" },
    ];
    for (const { name, bytes } of files) await writeFile(join(house.place, `${name}.pdf`), bytes);
    const page = await house.browser.newPage({ locale: "zh-CN" });
    const [errors, asked]: [string[], string[]] = [[], []];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("request", (request) => asked.push(request.url().replace(house.server.url, "")));
    await page.goto(new URL("/verify", house.server.url).href);
    await page.waitForSelector("#drop", { state: "visible" });
    await page.setInputFiles(
      "#pdf",
      files.map(({ name }) => join(house.place, `${name}.pdf`)),
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
