import { Hono } from "hono";
import { authenticate } from "../../app/authenticate.ts";
import { demoMessages } from "../../app/link/demo-messages.ts";
import { listMessages } from "../../app/link/list-messages.ts";
import { renderPage } from "../../pages/page.tsx";
import { MessagesPage } from "../../pages/sign/messages-page.tsx";
import type { Env } from "../env.ts";
import { problemOf } from "../problem.ts";
import { readBody } from "../read-body.ts";

/** A form with one key. Nobody has shown who he is yet, so that not a byte more of it is read. */
const FORM_LIMIT = 4096;

/** The console page of messages: what test mode would have sent. In a demo open to all, elsewhere by a test key. */
export const messagePages = new Hono<Env>()
  .get("/messages", async (c) => {
    const { house } = c.var;
    const messages = house.mode === "demo" ? (await demoMessages(house)).data : undefined;
    return c.html(await renderPage(<MessagesPage messages={messages} />));
  })
  .post("/messages", async (c) => {
    const { house, language, requestId } = c.var;
    try {
      const form = new URLSearchParams(new TextDecoder().decode(await readBody(c.req.raw, FORM_LIMIT)));
      const caller = await authenticate(house, (form.get("key") ?? "").slice(0, 200));
      const { data } = await listMessages(house, caller, { limit: 50 });
      return c.html(await renderPage(<MessagesPage messages={data} />));
    } catch (error) {
      const { status, detail } = problemOf(error, { language, requestId, publicUrl: house.publicUrl });
      if (status >= 500) throw error;
      return c.html(await renderPage(<MessagesPage messages={undefined} problem={detail} />), 403);
    }
  });
