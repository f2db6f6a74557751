import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { startNodeServer } from "../../src/runtime/node.ts";

const places: string[] = [];
const place = async (): Promise<string> => {
  const made = await mkdtemp(join(tmpdir(), "zhiqi-server-"));
  places.push(made);
  return made;
};
afterEach(async () => {
  for (const made of places.splice(0)) await rm(made, { recursive: true, force: true });
});

describe("the Node server", () => {
  it("answers a 10 MB body sent over a socket with 413, and the next request as ever", async () => {
    const server = await startNodeServer({ port: 0, dataDir: await place() });
    try {
      const refused = await fetch(`${server.url}/v1/contracts`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${server.demo?.agency.key}`,
          "content-type": "application/json",
          "idempotency-key": "large",
        },
        body: JSON.stringify({ contract: "x".repeat(10 * 1024 * 1024) }),
      });
      expect(refused.status).toBe(413);
      expect(await refused.json()).toMatchObject({ code: "http.body_too_large" });
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    } finally {
      await server.stop();
    }
  });

  it("keeps its data over a restart, and its demo tenants stay one each", async () => {
    const dataDir = await place();
    const first = await startNodeServer({ port: 0, dataDir });
    await first.stop();
    const second = await startNodeServer({ port: 0, dataDir });
    await second.stop();
    expect(second.demo?.agency.organisation).toEqual(first.demo?.agency.organisation);
  });

  it("refuses to start in production on the demo's master key, and leaves the port free", async () => {
    const dataDir = await place();
    await expect(
      startNodeServer({ port: 0, dataDir, env: { NODE_ENV: "production" } }),
    ).rejects.toMatchObject({
      code: "runtime.master_key_default",
    });
  });

  it("in production has no demo tenants", async () => {
    const env = {
      NODE_ENV: "production",
      ZHIQI_MASTER_KEY: "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
      ZHIQI_PUBLIC_URL: "https://zhiqi.example",
    };
    const server = await startNodeServer({ port: 0, dataDir: await place(), env });
    await server.stop();
    expect(server).toMatchObject({ demo: undefined, url: "https://zhiqi.example" });
  });

  it("says when the port is taken", async () => {
    const server = await startNodeServer({ port: 0, dataDir: await place() });
    try {
      const port = Number(new URL(server.url).port);
      await expect(startNodeServer({ port, dataDir: await place() })).rejects.toMatchObject({
        code: "EADDRINUSE",
      });
    } finally {
      await server.stop();
    }
  });
});
