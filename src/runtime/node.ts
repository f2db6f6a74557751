import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { runOutbox, type OutboxRunner } from "./outbox-runner.ts";
import { type DemoTenants, seedDemo } from "../app/seed-demo.ts";
import { createApp } from "../http/create-app.ts";
import { type Fault, faultLine } from "../http/fault-response.tsx";
import { buildNodeHouse, type NodeHouse } from "./node-house.ts";
import type { Environment } from "./settings.ts";

/** A server that runs, and how to end it. */
export type NodeServer = {
  readonly url: string;
  /** Demo tenants and their keys; undefined in production. */
  readonly demo: DemoTenants | undefined;
  /** Takes no new requests, finishes those it has, finishes the outbox work it has begun, closes the database. */
  readonly stop: () => Promise<void>;
};

/**
 * Serves the house on 127.0.0.1 (put a reverse proxy in front of it). Port 0 takes a free one. Throws what the settings
 * refuse (`runtime.*`) and what the operating system does (EADDRINUSE); then nothing is left running.
 */
export async function startNodeServer(options: {
  readonly port: number;
  readonly dataDir?: string;
  readonly env?: Environment;
}): Promise<NodeServer> {
  const { port, ...place } = options;
  let answer: (request: Request) => Response | Promise<Response> = () => new Response(null, { status: 503 });
  const listener = getRequestListener((request) => answer(request));
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  const url = await listen(server, port);
  try {
    const built = await buildNodeHouse({ ...place, url });
    // Keys made under another master key are of no use: said now, not at the first signature.
    await built.house.issuer.anchors();
    const demo = built.house.mode === "demo" ? await seedDemo(built.house) : undefined;
    const outbox = runOutbox(built.house, reportDrain);
    const app = createApp(outbox.house, { publicFile: built.publicFile, report: reportFault });
    answer = (request) => app.fetch(request);
    return { url: built.house.publicUrl, demo, stop: () => stop(server, outbox, built) };
  } catch (error) {
    server.close();
    throw error;
  }
}

const reportFault = (fault: Fault): void => console.error(faultLine(fault));
const reportDrain = (error: unknown): void =>
  reportFault({ requestId: "outbox", traceId: undefined, method: "DRAIN", path: "outbox", error });

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const taken = typeof address === "object" && address !== null ? address.port : port;
      resolve(`http://127.0.0.1:${taken}`);
    });
  });
}

async function stop(server: Server, outbox: OutboxRunner, built: NodeHouse): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  await closed;
  await outbox.end();
  await built.close();
}
