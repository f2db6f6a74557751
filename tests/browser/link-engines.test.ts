import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../http/open-house.ts";
import { hasTools } from "../tools.ts";
import { type Engine, type EngineName, openEngine } from "./engine.ts";
import { freePort } from "./free-port.ts";
import { type LinkHouse, openLinkHouse, SIGNERS } from "./link-house.ts";
import { assertNothingPrivate, WATCH_KEYS } from "./nothing-private.ts";
import { recordingProxy } from "./recording-proxy.ts";

/** What the phones of the other tests have; here a script of the driver, which listens in the page itself. */
const LISTEN_AND_WATCH = `(() => {
  globalThis.privateNumbers = [];
  globalThis.tellKey = (d, extractable) => globalThis.privateNumbers.push(extractable ? "extractable" : d);
  ${WATCH_KEYS}
  return true;
})()`;

const ENGINES: readonly (readonly [EngineName, readonly string[]])[] = [
  ["WebKitGTK", ["WebKitWebDriver", "Xvfb"]],
  ["Firefox", ["firefox-esr"]],
];

describe("signing by link in other engines than Chromium's", () => {
  let house: LinkHouse;
  let proxy: Awaited<ReturnType<typeof recordingProxy>>;
  beforeAll(async () => {
    const port = await freePort();
    proxy = await recordingProxy(port);
    house = await openLinkHouse({ port, env: { ZHIQI_PUBLIC_URL: proxy.url } });
  });
  afterAll(async () => {
    proxy?.close();
    await house?.close();
  });

  async function picture(engine: Engine, name: string): Promise<void> {
    const folder = process.env["ZHIQI_PICTURES"] ?? ".build/screens";
    mkdirSync(folder, { recursive: true });
    await engine.picture(join(folder, `${name}.png`));
  }

  async function typeCode(engine: Engine, envelope: Json, order: number): Promise<void> {
    const before = await house.codesSoFar(envelope, order);
    await engine.click(".code-ask button");
    const code = await house.codeOf(envelope, order, before);
    // Keys that a busy machine's driver loses are pressed again.
    await engine.until("the code in its field", async () => {
      await engine.click("#code");
      await engine.evaluate("document.querySelector('#code').select()");
      await engine.type(code);
      return (await engine.evaluate("document.querySelector('#code').value")) === code ? true : undefined;
    });
  }

  /** From the link to the result: the first signer with a seal, the second by hand. */
  async function sign(engine: Engine, envelope: Json, order: number, name: string): Promise<string[]> {
    await engine.goto(await house.linkOf(envelope, order));
    await engine.became("document.querySelector('zhiqi-sign[data-ready]')");
    await typeCode(engine, envelope, order);
    await picture(engine, `${name}-${order}-1-code`);
    await engine.click(".entry .primary");
    await engine.click("#agree");
    await picture(engine, `${name}-${order}-2-consent`);
    await engine.click(".bar .primary");
    await engine.became("document.querySelector('.page canvas')?.width > 300");
    await picture(engine, `${name}-${order}-3-read`);
    await engine.became("document.querySelector('.bar .primary:not([aria-disabled])')");
    await engine.click(".bar .primary");
    await engine.became("document.querySelector('.choice')");
    await engine.became("[...document.images].every((image) => image.complete && image.naturalWidth > 0)");
    if (order === 2) {
      await engine.click(".choice:last-child");
      for (let strokes = 0; strokes < 2; strokes += 1) await engine.stroke("canvas.pad");
    }
    await picture(engine, `${name}-${order}-4-mark`);
    expect(await engine.evaluate(LISTEN_AND_WATCH)).toBe(true);
    await engine.click(".bar .primary");
    await engine.became("document.querySelector('.preview canvas')?.width > 100");
    await typeCode(engine, envelope, order);
    await picture(engine, `${name}-${order}-5-preview`);
    await engine.click(".entry .primary");
    await engine.became("document.querySelector('.progress .now:last-child')");
    expect(await engine.evaluate("document.querySelector('zhiqi-sign').innerText")).toContain("签署完成");
    await picture(engine, `${name}-${order}-6-result`);
    return JSON.parse(String(await engine.evaluate("JSON.stringify(privateNumbers)")));
  }

  for (const [name, tools] of ENGINES)
    it.runIf(hasTools(...tools))(
      `${name} goes with both parties of HB-2P from the message to a file that verifies, and no private key leaves it`,
      async () => {
        const engine = await openEngine(name);
        try {
          // Each engine is another signer: nobody has two contracts to sign.
          const recipients = SIGNERS.map((one, at) => ({ ...one, phone: `138000000${at}${name.length}` }));
          const envelope = await house.sentEnvelope({ reading_seconds: 3, recipients });
          const privateNumbers: string[] = [];
          const from = proxy.sent.length;
          for (const order of [1, 2]) privateNumbers.push(...(await sign(engine, envelope, order, name)));
          expect(privateNumbers).toHaveLength(2);
          assertNothingPrivate({ sent: proxy.sent.slice(from), privateNumbers });
          const told = await engine.evaluate(
            `fetch(document.querySelector("a[download]").href).then((answer) => answer.arrayBuffer()).then((bytes) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("")))`,
          );
          const verified = await fetch(new URL("/v1/verifications", house.url), {
            method: "POST",
            headers: { "content-type": "application/pdf" },
            body: Buffer.from(String(told), "base64"),
          });
          const { report }: Json = await verified.json();
          expect(report).toMatchObject({ verdict: "valid", trust: "trusted" });
          const seats = report.signatures.map(({ field }: Json) => field);
          expect(seats).toEqual(expect.arrayContaining(SIGNERS.map(({ seat }) => seat)));
        } finally {
          await engine.close();
        }
      },
      240_000,
    );
});
