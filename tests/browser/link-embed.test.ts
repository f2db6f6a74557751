import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../http/open-house.ts";
import { hasTools } from "../tools.ts";
import { freePort } from "./free-port.ts";
import { type LinkHouse, openLinkHouse, SIGNERS } from "./link-house.ts";
import { downloaded, picture } from "./link-phone.ts";
import { consent, enter, read, signQuickly, submit, toPreview } from "./link-steps.ts";
import { assertNothingPrivate } from "./nothing-private.ts";

/** A site of somebody's own: another site than the house's (localhost is not 127.0.0.1), which frames what it is asked to. */
async function site(port: number) {
  const server = createServer((request, response) => {
    const { searchParams, pathname } = new URL(request.url ?? "/", "http://localhost");
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    if (pathname !== "/") {
      response.end("<!doctype html><title>回来了</title><h1>回来了</h1>");
      return;
    }
    response.end(`<!doctype html><title>机构</title><meta name="viewport" content="width=device-width">
<h1 style="font-size:16px">某机构的网站</h1><iframe src="${searchParams.get("frame") ?? ""}" style="width:100%;height:700px;border:1px solid"></iframe>
<script>addEventListener("message", ({ data }) => { document.title = JSON.stringify(data); });</script>`);
  });
  await new Promise<void>((resolve) => {
    server.listen(port, "localhost", () => resolve());
  });
  const origin = `http://localhost:${port}`;
  const framing = (url: string): string => `${origin}/?frame=${encodeURIComponent(url)}`;
  return { origin, framing, close: () => server.close() };
}

describe.runIf(hasTools("chromium"))("signing within an agency's own site", () => {
  let house: LinkHouse;
  let agency: Awaited<ReturnType<typeof site>>;
  let stranger: Awaited<ReturnType<typeof site>>;
  let phones = 0;
  beforeAll(async () => {
    [agency, stranger] = [await site(await freePort()), await site(await freePort())];
    house = await openLinkHouse();
    // Each agency names its own sites; what another one names is none of its own.
    await names("agency", agency.origin);
    await names("enterprise", stranger.origin);
  });
  afterAll(async () => {
    agency?.close();
    stranger?.close();
    await house?.close();
  });

  async function names(tenant: "agency" | "enterprise", origin: string): Promise<void> {
    const { admin, [tenant]: named } = house.demo ?? {};
    const path = `/v1/organisations/${named?.organisation.id ?? ""}/embed-origins`;
    await house.ask("PUT", path, { key: admin?.key ?? "", body: { origins: [origin] } });
  }

  /** A contract for signers of its own, and a session for the first of them. */
  async function session(more: object): Promise<{ envelope: Json; url: string }> {
    phones += 1;
    const recipients = SIGNERS.map((one, at) => ({ ...one, phone: `1390000${phones}${at}00` }));
    const envelope = await house.sentEnvelope({ recipients, reading_seconds: 3 });
    await house.linkOf(envelope, 1);
    const path = `/v1/envelopes/${envelope.id}/sessions`;
    const { session_url: url } = await house.ask("POST", path, { body: { order: 1, ...more } });
    return { envelope, url };
  }

  // One dot: a frame of another site has a process of its own, which sometimes begins before it hears of more.
  it.each([
    ["desk", { width: 900, height: 900, isMobile: false, dots: 1 }],
    ["phone", { width: 390, height: 844, dots: 1 }],
  ] as const)(
    "goes in a frame on a %s from the code to the files, without cookies, and tells the site when it is done",
    async (kind, screen) => {
      const { envelope, url } = await session({
        frame_origin: agency.origin,
        return_url: `${agency.origin}/back`,
      });
      const phone = await house.phone(screen);
      const { page, context } = phone;
      await page.goto(agency.framing(url));
      const frame = page.frameLocator("iframe");
      const turn = { envelope, order: 1 };
      await frame.locator("zhiqi-sign[data-ready]").waitFor();
      await enter(house, frame, turn);
      await frame.locator("#agree").waitFor();
      await consent(frame);
      await frame.locator(".page canvas").first().waitFor();
      await picture(page, `embed-1-${kind}-read`);
      await read(frame);
      await frame.locator(".choice img").first().waitFor();
      await house.until("seal pictures", async () => {
        const drawn = await frame
          .locator("body")
          .evaluate(() => [...document.images].every((image) => image.complete && image.naturalWidth > 0));
        return drawn ? true : undefined;
      });
      expect(await frame.locator(".choice img").count()).toBe(2);
      await picture(page, `embed-2-${kind}-mark`);
      await toPreview(frame);
      await submit(house, frame, turn);
      await picture(page, `embed-3-${kind}-result`);
      expect(await page.title()).toBe(JSON.stringify({ type: "zhiqi.signing", state: "signed" }));
      assertNothingPrivate(phone);
      expect(await context.cookies()).toEqual([]);
      expect(phone.errors).toEqual([]);
      expect(phone.elsewhere.filter((address) => !address.startsWith(agency.origin))).toEqual([]);
      const copy = await (async () => {
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          frame.locator("text=下载合同 PDF").click(),
        ]);
        expect(download.suggestedFilename()).toMatch(/^HBTG-2022-000123-signed\.pdf$/);
        return download.path();
      })();
      expect(copy).not.toBe("");
      await frame.locator("text=返回发起方网站").click();
      await frame.locator("text=回来了").waitFor();
      expect((await house.ask("GET", `/v1/envelopes/${envelope.id}`)).steps[0].state).toBe("signed");
      await context.close();
    },
    240_000,
  );

  it.each([
    ["another site frames the session", () => stranger, { frame: true }],
    ["the agency's site frames a session that is to be opened, not framed", () => agency, { frame: false }],
  ] as const)("is refused by the browser where %s", async (_what, whose, { frame }) => {
    const { url } = await session(
      frame ? { frame_origin: agency.origin } : { return_url: `${agency.origin}/done` },
    );
    const { page, context, errors } = await house.phone();
    await page.goto(whose().framing(url));
    await house.until("a refusal", async () =>
      errors.some((error) => error.includes("frame-ancestors")) ? true : undefined,
    );
    expect(page.frames().some((each) => each.url().includes("/s/"))).toBe(false);
    await context.close();
  });

  it("is refused for the link of a message, whoever frames it", async () => {
    const { envelope } = await session({ return_url: `${agency.origin}/done` });
    const { page, context, errors } = await house.phone();
    await page.goto(agency.framing(await house.linkOf(envelope, 1)));
    await house.until("a refusal", async () =>
      errors.some((error) => /frame-ancestors|X-Frame-Options/.test(error)) ? true : undefined,
    );
    expect(page.frames().some((each) => each.url().includes("/s/"))).toBe(false);
    await context.close();
  });

  it("goes by a visit that returns to the agency's site, and to no other", async () => {
    const { envelope, url } = await session({ return_url: `${agency.origin}/back?contract=1` });
    const phone = await house.phone();
    await signQuickly(house, phone, { envelope, order: 1, url });
    await downloaded(phone.page, "下载合同 PDF");
    await phone.page.click("text=返回发起方网站");
    await phone.page.waitForURL(`${agency.origin}/back?contract=1`);
    await phone.context.close();
    for (const refused of [{ return_url: `${stranger.origin}/` }, { frame_origin: stranger.origin }])
      await expect(session(refused)).rejects.toThrow(/origin_refused/);
  }, 240_000);
});
