import { Hono } from "hono";
import { authenticate } from "../../app/authenticate.ts";
import { demoMessages } from "../../app/link/demo-messages.ts";
import { listMessages } from "../../app/link/list-messages.ts";
import { renderPage } from "../../pages/page.tsx";
import { MessagesPage } from "../../pages/sign/messages-page.tsx";
import type { Env } from "../env.ts";
import { problemOf } from "../problem.ts";

/** The console page of messages: what test mode would have sent. In a demo open to all, elsewhere by a test key. */
export const messagePages = new Hono<Env>()
  .get("/messages", async (c) => {
    const { house } = c.var;
    const messages = house.mode === "demo" ? (await demoMessages(house)).data : undefined;
    return c.html(await renderPage(<MessagesPage messages={messages} />));
  })
  .post("/messages", async (c) => {
    const { house, language, requestId } = c.var;
    const { key } = await c.req.parseBody();
    try {
      const caller = await authenticate(house, typeof key === "string" ? key.slice(0, 200) : "");
      const { data } = await listMessages(house, caller, { limit: 50 });
      return c.html(await renderPage(<MessagesPage messages={data} />));
    } catch (error) {
      const { status, detail } = problemOf(error, { language, requestId, publicUrl: house.publicUrl });
      if (status >= 500) throw error;
      return c.html(await renderPage(<MessagesPage messages={undefined} problem={detail} />), 403);
    }
  });
