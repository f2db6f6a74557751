import { type Notifier, NotifierError } from "../../ports/notifier.ts";
import { posted, textOf } from "./posted.ts";

/** The longest text a group robot takes, in bytes of UTF-8; ours are far shorter, a title that is not is cut. */
const MOST_BYTES = 2048;
const LIMITED = 45_009;

/**
 * Messages into a group chat through a WeCom robot's webhook: news for the sender's own people (signed, declined, completed),
 * never a signer's link or code; whoever composes messages sees to that. The address holds the robot's key: it is a secret.
 * Throws `notifier.*`.
 */
export function wecomWebhook(url: string): Notifier {
  return {
    name: "wecom",
    async send(message) {
      const body = JSON.stringify({ msgtype: "text", text: { content: cut(message.text) } });
      const { json } = await posted(url, { headers: { "content-type": "application/json" }, body });
      const code = json["errcode"];
      if (code === 0) return { reference: null };
      if (code === LIMITED) throw new NotifierError("notifier.busy", "群机器人要求稍后再发", { code });
      if (typeof code !== "number")
        throw new NotifierError("notifier.wrong_answer", "群机器人的答复缺少 errcode", {});
      throw new NotifierError("notifier.refused", "群机器人不接受这条消息", {
        reason: `${code} ${textOf(json, "errmsg")}`.trim(),
      });
    },
  };
}

/** The beginning of a text that fits, whole characters only. */
function cut(text: string): string {
  const encoder = new TextEncoder();
  const { read } = encoder.encodeInto(text, new Uint8Array(MOST_BYTES));
  return text.slice(0, read);
}
