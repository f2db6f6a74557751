import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type DemoLink, demoLink } from "../../src/cli/demo-link.ts";
import { type NodeServer, startNodeServer } from "../../src/runtime/node.ts";
import type { Json } from "../http/open-house.ts";

type Started = { readonly server: NodeServer; readonly link: DemoLink };

/** As `npm start` does it. */
async function started(dataDir: string): Promise<Started> {
  const server = await startNodeServer({ port: 0, dataDir, env: {} });
  onTestFinished(() => server.stop());
  const link = await demoLink({ url: server.url, key: server.demo?.agency.key ?? "" });
  if (link === undefined) throw new Error("no demo link");
  return { server, link };
}

async function posted(link: string, end: string, body: object): Promise<Json> {
  const answer = await fetch(`${link}/${end}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      origin: new URL(link).origin,
      "sec-fetch-site": "same-origin",
      "zhiqi-sign": "page",
    },
    body: JSON.stringify(body),
  });
  const told: Json = await answer.json();
  expect(answer.ok, JSON.stringify(told)).toBe(true);
  return told;
}

async function messagesOf({ server, link }: Started): Promise<Json[]> {
  const headers = { authorization: `Bearer ${link.key}` };
  const answer = await fetch(`${server.url}/v1/messages`, { headers });
  const told: Json = await answer.json();
  return told.data;
}

/** What the signer sees after the code, which the test key reads among its messages. */
async function openedTask(demo: Started): Promise<Json> {
  await posted(demo.link.url, "codes", { purpose: "open" });
  const told = (await messagesOf(demo)).find(({ kind }) => kind === "code");
  const code = /验证码 (\d{6})/.exec(told.text)?.[1];
  return (await posted(demo.link.url, "session", { code })).task;
}

describe("the demo link", () => {
  it("of a second start with kept data offers its own contract alone, and the first start's test key ends", async () => {
    const place = await mkdtemp(join(tmpdir(), "zhiqi-demo-link-"));
    onTestFinished(() => rm(place, { recursive: true, force: true }));
    const first = await started(place);
    await first.server.stop();
    const second = await started(place);
    const task = await openedTask(second);
    expect(task).toMatchObject({ state: "open", me: { name: "周启明" }, others: [] });
    const earlier = await fetch(`${second.server.url}/v1/messages`, {
      headers: { authorization: `Bearer ${first.link.key}` },
    });
    expect(earlier.status).toBe(401);
  });
});
