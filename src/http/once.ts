import type { Context, MiddlewareHandler } from "hono";
import type { Scope } from "../../schemas/api/api-key.ts";
import { answerOnce } from "../app/answer-once.ts";
import { type Caller, needScope } from "../app/caller.ts";
import type { Env } from "./env.ts";
import { HttpError } from "./http-error.ts";

/** One command: what it is called, what its key must carry, what it was given, what its answer is. */
export type Command = {
  readonly operation: string;
  readonly scope: Scope;
  readonly input: unknown;
  readonly status: 200 | 201;
  readonly run: (caller: Caller) => Promise<unknown>;
};

const VISIBLE_ASCII = /^[\x21-\x7e]{1,255}$/;

/** Lets only requests with an Idempotency-Key on (`http.idempotency_key_missing`, `http.idempotency_key_malformed`). */
export function needIdempotencyKey(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const key = c.req.header("idempotency-key");
    if (key === undefined || key === "") {
      throw new HttpError(
        "http.idempotency_key_missing",
        "缺少 Idempotency-Key 请求头，每件新事用一个新值。",
      );
    }
    if (!VISIBLE_ASCII.test(key)) {
      throw new HttpError("http.idempotency_key_malformed", "Idempotency-Key 应为 1–255 个可见 ASCII 字符。");
    }
    c.set("idempotencyKey", key);
    await next();
  };
}

/**
 * Runs a command once under the caller's Idempotency-Key; a repeated request gets the first answer again. The scope is asked
 * before that: a key that may not do it gets no replay of what another key of its tenant did. `app.scope_missing`.
 */
export async function once(c: Context<Env>, command: Command): Promise<Response> {
  needScope(c.var.caller, command.scope);
  const answer = await answerOnce(
    c.var.house,
    c.var.caller,
    { key: c.var.idempotencyKey, operation: command.operation, request: command.input },
    async (caller) => ({ status: command.status, body: await command.run(caller) }),
  );
  const headers: HeadersInit = answer.replayed ? { "Idempotency-Replayed": "true" } : {};
  return Response.json(answer.body, { status: answer.status, headers });
}
