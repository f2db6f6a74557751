import { Hono } from "hono";
import { type Bytes, fromBase64 } from "../../kit/bytes.ts";
import { certificatePem } from "../../kit/pem.ts";
import type { Env } from "../env.ts";
import { HttpError } from "../http-error.ts";
import { readBody } from "../read-body.ts";

/** A request for a timestamp or a status has under 200 bytes; nobody needs more than this. */
const REQUEST_LIMIT = 16 * 1024;
/** Certificates never change; a CRL is made when asked for and may be kept for an hour. */
const FOREVER = "public, max-age=86400";
const HOUR = "public, max-age=3600";

const der = (bytes: Bytes, type: string, keep: string): Response =>
  new Response(bytes, { headers: { "Content-Type": type, "Cache-Control": keep } });

const pem = (bytes: Bytes): Response =>
  new Response(certificatePem(bytes), {
    headers: { "Content-Type": "application/x-pem-file", "Cache-Control": FOREVER },
  });

/** An answer made for this question alone. */
const answer = (bytes: Bytes, type: string): Response => der(bytes, type, "no-store");

function needType(given: string | undefined, wanted: string): void {
  if ((given ?? "").toLowerCase().startsWith(wanted)) return;
  throw new HttpError("http.unsupported_media_type", `请以 ${wanted} 发送请求。`);
}

/**
 * `/pki`: the demo CA's certificates, CRLs (RFC 5280), OCSP by POST and GET (RFC 6960 appendix A), timestamps (RFC 3161 §3.4).
 * Public by nature; the paths stand in certificates and never change.
 */
export const pki = new Hono<Env>()
  .get("/root.pem", async (c) => pem(await c.var.house.pki.certificate("root")))
  .get("/ca.pem", async (c) => pem(await c.var.house.pki.certificate("issuing")))
  .get("/root.cer", async (c) =>
    der(await c.var.house.pki.certificate("root"), "application/pkix-cert", FOREVER),
  )
  .get("/ca.cer", async (c) =>
    der(await c.var.house.pki.certificate("issuing"), "application/pkix-cert", FOREVER),
  )
  .get("/root.crl", async (c) => der(await c.var.house.pki.crl("root"), "application/pkix-crl", HOUR))
  .get("/ca.crl", async (c) => der(await c.var.house.pki.crl("issuing"), "application/pkix-crl", HOUR))
  .post("/ocsp", async (c) => {
    needType(c.req.header("content-type"), "application/ocsp-request");
    const request = await readBody(c.req.raw, REQUEST_LIMIT);
    return answer(await c.var.house.pki.ocsp(request), "application/ocsp-response");
  })
  .get("/ocsp/:request{.+}", async (c) => {
    const request = fromBase64(decodeURIComponent(c.req.param("request"))) ?? new Uint8Array();
    return answer(await c.var.house.pki.ocsp(request), "application/ocsp-response");
  })
  .post("/tsa", async (c) => {
    needType(c.req.header("content-type"), "application/timestamp-query");
    const request = await readBody(c.req.raw, REQUEST_LIMIT);
    return answer(await c.var.house.pki.timestamp(request), "application/timestamp-reply");
  });
