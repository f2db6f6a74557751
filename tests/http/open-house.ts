import { readFile } from "node:fs/promises";
import type { Hono } from "hono";
import { fixedClock } from "../../src/adapters/clock.ts";
import { drainOutbox } from "../../src/app/drain-outbox.ts";
import type { House } from "../../src/app/house.ts";
import { createApp } from "../../src/http/create-app.ts";
import type { Env } from "../../src/http/env.ts";
import type { Fault } from "../../src/http/fault-response.tsx";
import { type NodeHouse, temporaryNodeHouse } from "../../src/runtime/node-house.ts";
import { acceptingNotifier } from "../app/accepting-notifier.ts";
import { registerTenants } from "./tenants.ts";

/** The day of the samples, in the morning in Shijiazhuang. */
export const SIGNING_DAY = "2022-03-15T02:00:00Z";

/** What a request may carry beside its path. */
export type Ask = {
  readonly key?: string;
  /** Idempotency-Key; "none" leaves it out. Default: a new one for each request. */
  readonly once?: string;
  /** Text, bytes and forms go as they are, everything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
};

/** An answer, its JSON read when it is JSON. */
export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Json;
  readonly text: string;
};
// oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers freely
export type Json = any;

/**
 * A real house with a real database in a temporary directory, its tenants and their keys, and a way to ask it. Live messages go to a
 * channel that takes everything, unless `env` configures one or `channels` says to leave them out.
 */
export async function openHouse(
  given: { readonly env?: Record<string, string>; readonly channels?: "as configured" } = {},
) {
  const clock = fixedClock(SIGNING_DAY);
  const { channels, ...wish } = given;
  const built: NodeHouse = await temporaryNodeHouse({ clock, url: "http://127.0.0.1:8787", ...wish });
  const house: House = channels === undefined ? reachable(built.house) : built.house;
  const faults: Fault[] = [];
  const app = createApp(house, { publicFile: built.publicFile, report: (fault) => faults.push(fault) });
  const { keys, tenants } = await registerTenants(house);
  let asked = 0;
  const ask = (method: string, path: string, given: Ask = {}): Promise<Answer> => {
    asked += 1;
    return askApp(app, { method, path, once: `test-${asked}`, ...given });
  };
  return {
    house,
    app,
    clock,
    faults,
    keys,
    tenants,
    ask,
    drain: () => drainOutbox(house, {}),
    close: built.close,
  };
}

/** The house with a channel that takes everything where it has none. */
export const reachable = (house: House): House => {
  const { sms = acceptingNotifier, mail = acceptingNotifier, chat } = house.channels;
  return { ...house, channels: { sms, mail, chat } };
};

export type OpenHouse = Awaited<ReturnType<typeof openHouse>>;

async function askApp(
  app: Hono<Env>,
  request: Ask & { readonly method: string; readonly path: string; readonly once: string },
): Promise<Answer> {
  const { method, path, key, body, once } = request;
  const answer = await app.request(path, {
    method,
    headers: {
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(method === "POST" && once !== "none" ? { "idempotency-key": once } : {}),
      ...(body !== undefined && !(body instanceof FormData) ? { "content-type": "application/json" } : {}),
      ...request.headers,
    },
    ...(body === undefined ? {} : { body: bodyOf(body) }),
  });
  const text = await answer.clone().text();
  const isJson = (answer.headers.get("content-type") ?? "").includes("json");
  return {
    status: answer.status,
    headers: answer.headers,
    json: isJson ? JSON.parse(text) : undefined,
    text,
  };
}

function bodyOf(body: unknown): BodyInit {
  if (typeof body === "string" || body instanceof FormData) return body;
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);
}

/** Sample V1 as a draft: without what only comes by signing and filing. */
export async function draftContract(): Promise<Record<string, Json>> {
  const samples = JSON.parse(await readFile(new URL("../fixtures/contracts.json", import.meta.url), "utf8"));
  const { signatures: _signatures, filing: _filing, docSha256: _digest, ...draft } = samples.valid.V1;
  return draft;
}
