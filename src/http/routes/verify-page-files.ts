import { type Context, Hono } from "hono";
import { sha256Hex } from "../../kit/digest.ts";
import { VERIFY_STYLE } from "../../pages/verify-style.ts";
import type { Env } from "../env.ts";
import { HttpError } from "../http-error.ts";
import type { PublicFile } from "./reference.tsx";

const SCRIPT = "text/javascript; charset=utf-8";
/** Under names that stay: kept by the browser, asked again each time whether it is still the newest. */
const ASK_AGAIN = "no-cache";

/** What `/verify` loads beside the common style: its sheet, its two scripts, and the service worker that keeps all of it for offline use. */
export const verifyPageFiles = (publicFile: PublicFile) =>
  new Hono<Env>()
    .get("/verify.css", (c) =>
      c.body(VERIFY_STYLE, 200, { "Content-Type": "text/css; charset=utf-8", "Cache-Control": ASK_AGAIN }),
    )
    .get("/verify/verify.js", (c) => script(c, publicFile, "verify.js"))
    .get("/verify/verify-engine.js", (c) => script(c, publicFile, "verify-engine.js"))
    .get("/verify-offline.js", (c) => script(c, publicFile, "verify-offline.js"));

async function script(c: Context<Env>, publicFile: PublicFile, name: string): Promise<Response> {
  const bytes = await publicFile(name);
  if (bytes === undefined)
    throw new HttpError("http.not_found", "核验页面的脚本不在，请先运行 npm run build。");
  const etag = `"${await sha256Hex(bytes)}"`;
  const headers = { "Content-Type": SCRIPT, "Cache-Control": ASK_AGAIN, ETag: etag };
  if (c.req.header("if-none-match") === etag) return c.body(null, 304, headers);
  return c.body(bytes, 200, { ...headers, "Content-Security-Policy": OFFLINE_POLICY });
}

/** A worker answers to the policy of its own script: it may fetch from here, and load nothing else. */
const OFFLINE_POLICY = "default-src 'none'; connect-src 'self'; script-src 'self'";
