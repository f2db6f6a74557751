import { utf8 } from "../../kit/bytes.ts";
import { toBase64 } from "../../kit/bytes.ts";
import { hmacSha256 } from "../../kit/hmac.ts";
import type { Clock } from "../../ports/clock.ts";
import { type Channel, type Notifier, NotifierError } from "../../ports/notifier.ts";
import { posted, textOf } from "./posted.ts";

/** A gateway of one's own: it gets the message as JSON and sends it on. */
export type HttpGateway = {
  readonly url: string;
  readonly channel: Channel;
  /** Shared secret; the request is signed as Standard Webhooks says (`webhook-id`, `webhook-timestamp`, `webhook-signature`). */
  readonly secret: string;
};

/**
 * Posts `{id, channel, kind, to, subject, text, parameters}` to a gateway of one's own. 2xx with JSON (`{"reference": …}` or `{}`)
 * is delivered, 4xx refused (`{"reason": …}`), 429 and 5xx later. Throws `notifier.*`.
 */
export function httpGateway(gateway: HttpGateway, { clock }: { readonly clock: Clock }): Notifier {
  return {
    name: `gateway-${gateway.channel}`,
    async send(message) {
      const { id, kind, to, subject, text, parameters } = message;
      const body = JSON.stringify({ id, channel: gateway.channel, kind, to, subject, text, parameters });
      const timestamp = String(Math.floor(clock.now().getTime() / 1000));
      const signature = await hmacSha256(gateway.secret, utf8(`${id}.${timestamp}.${body}`));
      const { status, json } = await posted(gateway.url, {
        headers: {
          "content-type": "application/json; charset=utf-8",
          "webhook-id": id,
          "webhook-timestamp": timestamp,
          "webhook-signature": `v1,${toBase64(signature)}`,
        },
        body,
      });
      if (status >= 200 && status < 300) return { reference: textOf(json, "reference") || null };
      const reason = textOf(json, "reason") || String(status);
      throw new NotifierError("notifier.refused", "通道不接受这条消息", { reason });
    },
  };
}
