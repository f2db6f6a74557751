import { Hono } from "hono";
import { readiness } from "../../app/readiness.ts";
import type { Env } from "../env.ts";

/** `/healthz`: this program answers. `/readyz`: the house can work: database, blobs, fonts, signing key, certificates (with the days they have left), each by name. */
export const system = new Hono<Env>()
  .get("/healthz", (c) => c.json({ status: "ok" }))
  .get("/readyz", async (c) => {
    const state = await readiness(c.var.house);
    return c.json(state, state.ready ? 200 : 503);
  });
