import type { MiddlewareHandler } from "hono";

/** Pages need no script at all; only the API reference brings one, from this house. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Scalar's bundle writes its own styles and fetches /openapi.json; it gets nothing from elsewhere. */
export const REFERENCE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The signer's page: its own scripts and worker, pictures it drew itself; framed by nobody, or by the one site that embeds it. */
export const signPagePolicy = (frame: string | null): string =>
  `default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors ${frame ?? "'none'"}`;

/** `/verify`: its own scripts, worker and service worker; what it asks, it asks here. */
export const VERIFY_POLICY =
  "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Answers about one filing are for whoever holds its number or its file; search engines may not list who deals with whom. */
const LOOKED_UP = /^\/(?:r|s|verify|v1)(?:\/|$)/;

/** Headers every answer carries. No CORS header is ever set: browsers on other sites may not read answers. */
export function securityHeaders(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const { headers } = c.res;
    if (!headers.has("Content-Security-Policy")) headers.set("Content-Security-Policy", PAGE_POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    // An old browser knows no list of sites here: where one may frame the page, only the policy says which.
    if (!/frame-ancestors https?:/.test(headers.get("Content-Security-Policy") ?? ""))
      headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    if (LOOKED_UP.test(c.req.path)) headers.set("X-Robots-Tag", "noindex, nofollow");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    // The camera only where a page reads a receipt's QR code with it.
    const camera = c.req.path === "/verify" ? "(self)" : "()";
    headers.set("Permissions-Policy", `camera=${camera}, geolocation=(), microphone=(), payment=()`);
    if (new URL(c.req.url).protocol === "https:") {
      headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
    if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
  };
}
