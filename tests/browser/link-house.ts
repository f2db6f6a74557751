import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import { buildOnce } from "../build-once.ts";
import { type NodeServer, startNodeServer } from "../../src/runtime/node.ts";
import { draftContract, type Json } from "../http/open-house.ts";
import { openPhone, type Phone, picture, type Screen, sound } from "./link-phone.ts";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--no-first-run",
];
export const SIGNERS = [
  { seat: "甲方", name: "周启明", phone: "13800000001" },
  { seat: "乙方", name: "许知远", phone: "13800000002" },
] as const;

/** Where tests reach a server and a browser. */
type World = {
  readonly server: { readonly url: string; readonly shown: string };
  readonly browser: Browser;
  /** A test key of the demo's agency. */
  key: string;
};

/** A served house, phones, and what signers do with them; `env` as for the server. */
export async function openLinkHouse(
  given: {
    readonly port?: number;
    readonly env?: Record<string, string>;
    readonly flags?: readonly string[];
  } = {},
) {
  buildOnce();
  const place = await mkdtemp(join(tmpdir(), "zhiqi-link-"));
  const { port = 0, env = {} } = given;
  const server: NodeServer = await startNodeServer({ port, env, dataDir: join(place, "data") });
  const args = [...FLAGS, ...(given.flags ?? [])];
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args });
  // A public name is for the browser alone: the test itself asks by address.
  const url = port === 0 ? server.url : `http://127.0.0.1:${port}`;
  const world: World = { server: { url, shown: server.url }, browser, key: "" };
  const house = linkHouse(world);
  const scopes = ["contracts:write", "contracts:read", "envelopes:send", "envelopes:sign"];
  const body = { name: "手机签署", mode: "test", scopes };
  const made = await house.ask("POST", "/v1/api-keys", { key: server.demo?.agency.key ?? "", body });
  world.key = made.key;
  const close = async (): Promise<void> => {
    await browser.close();
    await server.stop();
    await rm(place, { recursive: true, force: true });
  };
  return { ...house, url, demo: server.demo, browser, close };
}
export type LinkHouse = Awaited<ReturnType<typeof openLinkHouse>>;

function linkHouse(world: World) {
  async function ask(
    method: string,
    path: string,
    given: { key?: string; body?: unknown } = {},
  ): Promise<Json> {
    const answer = await fetch(new URL(path, world.server.url), {
      method,
      headers: {
        authorization: `Bearer ${given.key ?? world.key}`,
        "content-type": "application/json",
        "idempotency-key": crypto.randomUUID(),
      },
      ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
    });
    const told: Json = await answer.json();
    expect(answer.ok, `${path} ${answer.status} ${JSON.stringify(told)}`).toBe(true);
    return told;
  }

  /** A contract sent by link, the sample where none is given, to the sample's signers where no others are named. */
  async function sentEnvelope(more: object = {}, given?: object): Promise<Json> {
    const contract = await ask("POST", "/v1/contracts", {
      body: { contract: given ?? (await draftContract()) },
    });
    const recipients = SIGNERS.map(({ seat, name, phone }) => ({ seat, name, phone }));
    return ask("POST", "/v1/envelopes", { body: { contract_id: contract.id, recipients, ...more } });
  }

  /** Waits as a phone does: until a message has come. */
  async function until<Found>(what: string, look: () => Promise<Found | undefined>): Promise<Found> {
    for (let tries = 0; tries < 160; tries += 1) {
      const found = await look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error(`no ${what}`);
  }

  /** The contract's file once it is archived: with its document timestamp. */
  async function archived(envelope: Json): Promise<Uint8Array<ArrayBuffer>> {
    await until("archive", async () => {
      const { archive } = await ask("GET", `/v1/envelopes/${envelope.id}`);
      return archive?.state === "archived" ? true : undefined;
    });
    const path = `/v1/contracts/${envelope.contract_id}/documents/pdf`;
    const headers = { authorization: `Bearer ${world.key}` };
    return new Uint8Array(await (await fetch(new URL(path, world.server.url), { headers })).arrayBuffer());
  }

  const messages = async (envelope: string): Promise<Json[]> =>
    (await ask("GET", "/v1/messages?limit=50")).data.filter((one: Json) => one.envelope_id === envelope);

  const linkOf = (envelope: Json, order: number): Promise<string> =>
    until("link", async () => {
      const sent = (await messages(envelope.id)).find(
        (one) => one.order === order && one.kind === "invitation",
      );
      return /https?:\/\/\S+\/s\/[\w-]+/.exec(sent?.text ?? "")?.[0];
    });

  /** The code that came after so many others. */
  const codeOf = (envelope: Json, order: number, before: number): Promise<string> =>
    until("code", async () => {
      const codes = (await messages(envelope.id)).filter((one) => one.order === order && one.kind === "code");
      return codes.length > before ? /\d{6}/.exec(codes[0]?.text ?? "")?.[0] : undefined;
    });

  const codesSoFar = async (envelope: Json, order: number): Promise<number> =>
    (await messages(envelope.id)).filter((one) => one.order === order && one.kind === "code").length;

  const phone = (screen?: Screen): Promise<Phone> => openPhone(world.browser, world.server.shown, screen);

  /** Waits for an expression to be true; polled from outside, since the page's policy evaluates no text. */
  const became = (page: Page, expression: string): Promise<boolean> =>
    until(expression, async () => ((await page.evaluate(expression)) === true ? true : undefined));

  /** From the link to the result, as a signer does it. */
  async function sign(envelope: Json, order: number, name: string) {
    const url = await linkOf(envelope, order);
    const device = await phone();
    const { page } = device;
    await page.goto(url);
    await page.waitForSelector("zhiqi-sign[data-ready]");
    await picture(page, `${name}-1-open`);
    await sound(page, "open");
    const opened = await codesSoFar(envelope, order);
    await page.click("text=获取验证码");
    await page.fill("#code", await codeOf(envelope, order, opened));
    await picture(page, `${name}-2-code`);
    await page.click("text=打开合同");
    await page.waitForSelector("#agree");
    await picture(page, `${name}-3-consent`);
    await sound(page, "consent");
    await page.check("#agree");
    await page.click("text=同意并阅读合同");
    await became(page, "document.querySelector('.page canvas')?.width > 400");
    expect(await page.getAttribute(".bar .primary", "aria-disabled")).toBe("true");
    await picture(page, `${name}-4-read`);
    await sound(page, "read");
    await page.click("text=文字版");
    await page.waitForSelector(".reflow p:nth-of-type(6)");
    await picture(page, `${name}-5-text`);
    await sound(page, "text");
    await page.click("text=原件");
    await became(page, "document.querySelector('.bar .primary')?.getAttribute('aria-disabled') !== 'true'");
    await page.click(".bar .primary");
    await page.waitForSelector(".choice");
    await became(page, "[...document.images].every((image) => image.complete && image.naturalWidth > 0)");
    await picture(page, `${name}-6-mark`);
    await sound(page, "mark");
    if (order === 2) await write(page, name);
    await page.click("text=下一步：看签在哪里");
    await page.waitForSelector(".preview canvas");
    await picture(page, `${name}-8-preview`);
    await sound(page, "preview");
    const intent = await codesSoFar(envelope, order);
    await page.click("text=获取验证码");
    await page.fill("#code", await codeOf(envelope, order, intent));
    await picture(page, `${name}-9-intent`);
    await page.click(".entry .primary");
    const end = await until("an end", async () => {
      const text = await page.innerText("zhiqi-sign");
      const said = await page.locator(".said").allInnerTexts();
      return text.includes("签署完成") || said.some((one) => one !== "") ? text : undefined;
    });
    expect(end).toContain("签署完成");
    await picture(page, `${name}-result`);
    await sound(page, "result");
    return { ...device, url };
  }

  /** Through the code, to whatever step is next. */
  async function opened(envelope: Json, order: number, device: Phone): Promise<string> {
    const url = await linkOf(envelope, order);
    await device.page.goto(url);
    await device.page.waitForSelector("zhiqi-sign[data-ready]");
    const before = await codesSoFar(envelope, order);
    await device.page.click(".code-ask button");
    await device.page.fill("#code", await codeOf(envelope, order, before));
    await device.page.click(".entry .primary");
    await device.page.waitForSelector("#agree");
    return url;
  }

  /** The name by hand, by mouse: three strokes are enough for a picture. */
  async function write(page: Page, name: string): Promise<void> {
    await page.click("text=手写签名");
    const box = await page.locator("canvas.pad").boundingBox();
    if (box === null) throw new Error("no pad");
    const at = (x: number, y: number): [number, number] => [box.x + x * box.width, box.y + y * box.height];
    for (const stroke of [
      [at(0.2, 0.3), at(0.45, 0.25)],
      [at(0.32, 0.1), at(0.3, 0.8)],
      [at(0.55, 0.2), at(0.8, 0.7)],
    ]) {
      const [from, to] = stroke;
      if (from === undefined || to === undefined) continue;
      await page.mouse.move(...from);
      await page.mouse.down();
      await page.mouse.move(...to, { steps: 8 });
      await page.mouse.up();
    }
    await picture(page, `${name}-7-pad`);
  }

  return {
    ask,
    sentEnvelope,
    until,
    archived,
    messages,
    linkOf,
    codeOf,
    codesSoFar,
    phone,
    became,
    picture,
    sound,
    sign,
    opened,
    write,
  };
}
