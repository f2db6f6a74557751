import { Hono } from "hono";
import { certificateLives } from "../../app/certificate-lives.ts";
import type { Env } from "../env.ts";

/** `/metrics`: gauges for a monitoring system, in the Prometheus text format. Nothing in it is about a person or a contract. */
export const metrics = new Hono<Env>().get("/metrics", async (c) => {
  const lives = await certificateLives(c.var.house);
  const lines = [
    "# HELP zhiqi_certificate_end_seconds End of a certificate of the house, Unix time.",
    "# TYPE zhiqi_certificate_end_seconds gauge",
    ...lives.map(
      ({ name, not_after }) =>
        `zhiqi_certificate_end_seconds{name="${name}"} ${Math.floor(Date.parse(not_after) / 1000)}`,
    ),
    "# HELP zhiqi_certificate_ending 1 when a certificate of the house ends within 30 days or has ended.",
    "# TYPE zhiqi_certificate_ending gauge",
    ...lives.map(({ name, state }) => `zhiqi_certificate_ending{name="${name}"} ${state === "good" ? 0 : 1}`),
    "",
  ];
  return c.text(lines.join("\n"), 200, { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" });
});
