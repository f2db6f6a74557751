import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../src/adapters/clock.ts";
import { demoContract } from "../../src/cli/demo-contract.ts";
import type { Json } from "../http/open-house.ts";
import { hostileDraft } from "../http/link/hostile-fields.ts";
import { hasTools } from "../tools.ts";
import fixture from "../fixtures/demo-contract.json" with { type: "json" };
import { type LinkHouse, openLinkHouse } from "./link-house.ts";
import { enter } from "./link-steps.ts";

/** What hostile words would leave behind if any of them ran or became an element. */
const TRACE = `({
  pwned: globalThis.pwned ?? 0,
  elements: document.querySelectorAll("img[src='x'],[onerror],script:not([src]):not([type='application/json'])").length,
  shown: document.body.innerText.includes("<img src=x"),
})`;

describe.runIf(hasTools("chromium"))("hostile words in every field of a contract", () => {
  let house: LinkHouse;
  beforeAll(async () => {
    house = await openLinkHouse();
  });
  afterAll(async () => {
    await house?.close();
  });

  it("are read as words on every page between the message and the result, and run on none", async () => {
    const { contract, places } = hostileDraft({ clock: systemClock }, demoContract(fixture, new Date()));
    expect(places.length).toBeGreaterThan(70);
    const recipients = contract.parties.map(({ seat, legalRep }: Json, at: number) => ({
      seat,
      name: legalRep,
      phone: `1371111000${at}`,
    }));
    const envelope = await house.sentEnvelope({ recipients, reading_seconds: 3 }, contract);
    const { page, context, errors, elsewhere } = await house.phone();
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const traces: Json[] = [];
    const look = async (where: string): Promise<void> => {
      traces.push(Object.assign({ where }, await page.evaluate(TRACE)));
    };
    await page.goto(await house.linkOf(envelope, 1));
    await enter(house, page, { envelope, order: 1 });
    await page.waitForSelector("#agree");
    await look("consent");
    await page.check("#agree");
    await page.click("text=同意并阅读合同");
    await page.waitForSelector(".reflow p:nth-of-type(6)");
    await look("text");
    await house.became(
      page,
      "document.querySelector('.bar .primary')?.getAttribute('aria-disabled') !== 'true'",
    );
    await page.click("text=拒签");
    await page.fill("#reason", `<img src=x onerror=globalThis.pwned=1>`);
    await page.click("dialog .primary");
    await page.waitForSelector("text=您已拒绝签署");
    await look("declined");
    await page.goto(new URL("/messages", house.url).href);
    await look("messages");
    expect(traces.map(({ where, pwned, elements }) => [where, pwned, elements])).toEqual(
      ["consent", "text", "declined", "messages"].map((where) => [where, 0, 0]),
    );
    expect(traces.filter(({ shown }) => shown).length).toBeGreaterThan(1);
    expect([dialogs, errors, elsewhere]).toEqual([[], [], []]);
    await context.close();
  });
});
