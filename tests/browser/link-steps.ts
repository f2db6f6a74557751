import type { FrameLocator, Page } from "playwright-core";
import { expect } from "vitest";
import type { Json } from "../http/open-house.ts";
import type { LinkHouse } from "./link-house.ts";
import { picture, type Phone, sound } from "./link-phone.ts";

/** A page, or a frame of one: where a signer's steps are made. */
export type Place = Page | FrameLocator;

/** Whose turn it is in which envelope. */
export type Turn = { readonly envelope: Json; readonly order: number };

/** Called between the steps, by the step's name: for pictures and looks. */
type Between = (page: Page, step: string) => Promise<void>;
const nothing: Between = () => Promise.resolve();

/** Writes a picture of each step under a name, and looks whether each is sound. */
export const watched =
  (name: string): Between =>
  async (page, step) => {
    await picture(page, `${name}-${step}`);
    await sound(page, step);
  };

/** Asks for a code, reads it where only test mode shows it, and types it. */
export async function typeCode(house: LinkHouse, place: Place, { envelope, order }: Turn): Promise<void> {
  const before = await house.codesSoFar(envelope, order);
  await place.locator(".code-ask button").click();
  await place.locator("#code").fill(await house.codeOf(envelope, order, before));
}

/** From the open page through the code to whatever step is next. */
export async function enter(house: LinkHouse, place: Place, turn: Turn): Promise<void> {
  await typeCode(house, place, turn);
  await place.locator(".entry .primary").click();
}

/** Agrees to the statements. */
export async function consent(place: Place): Promise<void> {
  await place.locator("#agree").check();
  await place.locator(".bar .primary").click();
  await place.locator(".reader-bar").waitFor();
}

/** Waits for the reading time to pass, and goes on. */
export async function read(place: Place): Promise<void> {
  await place.locator(".reader-bar").waitFor();
  await place.locator(".bar .primary:not([aria-disabled])").click({ timeout: 30_000 });
}

/** Takes the mark that is offered first, to the preview. */
export async function toPreview(place: Place): Promise<void> {
  await place.locator(".choice").first().waitFor();
  await place.locator(".bar .primary").click();
  await place.locator(".preview canvas").first().waitFor();
}

/** The intent code, and the last button. */
export async function submit(house: LinkHouse, place: Place, turn: Turn): Promise<void> {
  await typeCode(house, place, turn);
  await place.locator(".entry .primary").click();
  await place.locator(".progress .now:last-child").waitFor();
}

/** From the link, or another address of the same step, to the result; `between` looks at each step. */
export async function signQuickly(
  house: LinkHouse,
  phone: Phone,
  turn: Turn & { readonly url?: string; readonly between?: Between },
): Promise<string> {
  const { page } = phone;
  const { between = nothing } = turn;
  const url = turn.url ?? (await house.linkOf(turn.envelope, turn.order));
  await page.goto(url);
  await page.waitForSelector("zhiqi-sign[data-ready]");
  await between(page, "1-open");
  await enter(house, page, turn);
  await page.waitForSelector("#agree");
  await between(page, "2-consent");
  await consent(page);
  await house.became(page, "document.querySelector('.page canvas')?.width > 400");
  await between(page, "3-read");
  await read(page);
  await page.waitForSelector(".choice");
  await house.became(page, "[...document.images].every((image) => image.complete && image.naturalWidth > 0)");
  await between(page, "4-mark");
  await toPreview(page);
  await between(page, "5-preview");
  await submit(house, page, turn);
  await between(page, "6-result");
  expect(await page.innerText("zhiqi-sign")).toContain("签署完成");
  return url;
}
