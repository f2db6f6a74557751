import { Hono } from "hono";
import type { Bytes } from "../../kit/bytes.ts";
import { renderPage } from "../../pages/page.tsx";
import { REFERENCE_SCRIPT, ReferencePage } from "../../pages/reference.tsx";
import type { Env } from "../env.ts";
import { HttpError } from "../http-error.ts";
import { REFERENCE_POLICY } from "../security-headers.ts";

/** Files any visitor may have, by name; undefined when there is none. */
export type PublicFile = (name: string) => Promise<Bytes | undefined>;

const SCRIPT = { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "public, max-age=86400" };

/** `/reference` and its two scripts, all from this house. */
export const reference = (publicFile: PublicFile) =>
  new Hono<Env>()
    .get("/reference", async (c) =>
      c.html(await renderPage(<ReferencePage />), 200, { "Content-Security-Policy": REFERENCE_POLICY }),
    )
    .get("/assets/reference.js", (c) => c.body(REFERENCE_SCRIPT, 200, SCRIPT))
    .get("/assets/scalar.js", async (c) => {
      const script = await publicFile("scalar.js");
      if (script === undefined)
        throw new HttpError("http.not_found", "接口文档的脚本不在，请先运行 npm run build。");
      return c.body(script, 200, SCRIPT);
    });
