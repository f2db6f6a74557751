import type { Context } from "hono";
import type { Env } from "./env.ts";

/** Where a request came from, as the runtime knows it; undefined: it does not. */
export type AddressOf = (request: Request) => string | undefined;

/**
 * Behind a reverse proxy: the last entry of X-Forwarded-For, which our own proxy wrote. What stands before it was written by
 * whoever asks, and counts for nothing.
 */
export const behindProxy: AddressOf = (request) =>
  request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || undefined;

/** On Workers the platform sets it, and nobody else can. */
export const behindCloudflare: AddressOf = (request) => request.headers.get("cf-connecting-ip") ?? undefined;

/** The address of this request; empty where nothing is known, which is counted under nobody. */
export const addressOf = (c: Context<Env>): string => c.var.address.slice(0, 60);
