import { type Context, Hono } from "hono";
import { frameOriginOf, linkState } from "../../app/link/link-state.ts";
import { renderPage } from "../../pages/page.tsx";
import { type SignFiles, SignPage } from "../../pages/sign/sign-page.tsx";
import type { Env } from "../env.ts";
import { HttpError } from "../http-error.ts";
import { presented } from "../link-cookies.ts";
import { signPagePolicy } from "../security-headers.ts";
import type { PublicFile } from "./reference.tsx";

/** Built names end in a hash of what they hold. */
const BUILT = /^[a-z][\w.-]*-[A-Z0-9]{8}\.(?:js|css|mjs)$/;
const TYPES: Readonly<Record<string, string>> = {
  js: "text/javascript; charset=utf-8",
  mjs: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
};
const FOR_EVER = "public, max-age=31536000, immutable";

async function signFiles(publicFile: PublicFile): Promise<SignFiles> {
  const built = await publicFile("islands.json");
  if (built === undefined)
    throw new HttpError("http.not_found", "签署页面的脚本不在，请先运行 npm run build。");
  // Written by our own build.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(new TextDecoder().decode(built)) as SignFiles;
}

/**
 * `GET /s/:token`, the page behind a link, and the built files of pages. Opening it changes nothing and uses nothing up, since
 * messengers open links to show a preview.
 */
export const signPages = (publicFile: PublicFile) =>
  new Hono<Env>()
    .get("/s/:token", async (c) => {
      const token = c.req.param("token");
      const frame = await frameOriginOf(c.var.house, token);
      c.header("Content-Security-Policy", signPagePolicy(frame));
      const state = await linkState(c.var.house, token);
      const session = presented(c, token).session !== "";
      const asked = c.req.query("lang");
      const language = asked === "en" || asked === "zh" ? asked : c.var.language;
      const files = await signFiles(publicFile);
      return c.html(await renderPage(<SignPage {...{ state, files, language, session }} />));
    })
    .get("/assets/:file", (c) => builtFile(c, publicFile));

/** A built file, packed where the reader takes it: it is packed once, by the build. */
async function builtFile(c: Context<Env>, publicFile: PublicFile): Promise<Response> {
  const name = c.req.param("file") ?? "";
  const missing = (): HttpError => new HttpError("http.not_found", "没有这个文件。");
  if (!BUILT.test(name)) throw missing();
  const takesGzip = /\bgzip\b/.test(c.req.header("accept-encoding") ?? "");
  const packed = takesGzip ? await publicFile(`${name}.gz`) : undefined;
  const bytes = packed ?? (await publicFile(name));
  if (bytes === undefined) throw missing();
  const headers: Record<string, string> = {
    "Content-Type": TYPES[name.split(".").at(-1) ?? ""] ?? "application/octet-stream",
    "Cache-Control": FOR_EVER,
    Vary: "Accept-Encoding",
    ...(packed === undefined ? {} : { "Content-Encoding": "gzip" }),
  };
  // workerd would pack what is packed already; elsewhere the word means nothing.
  const answer = { headers, encodeBody: packed === undefined ? "automatic" : "manual" };
  return new Response(bytes, answer);
}
