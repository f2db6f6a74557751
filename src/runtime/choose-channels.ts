import { aliyunSms } from "../adapters/notifiers/aliyun-sms.ts";
import { httpGateway } from "../adapters/notifiers/http-gateway.ts";
import { tencentSms } from "../adapters/notifiers/tencent-sms.ts";
import { wecomWebhook } from "../adapters/notifiers/wecom-webhook.ts";
import type { Channels } from "../app/house.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ids } from "../ports/ids.ts";
import type { Notifier } from "../ports/notifier.ts";
import type { Settings } from "./settings.ts";

type Parts = { readonly clock: Clock; readonly ids: Ids; readonly mail: Notifier | undefined };

function smsBy({ messages }: Settings, parts: Parts): Notifier | undefined {
  const { sms } = messages;
  if (sms === undefined) return undefined;
  if (sms.by === "aliyun") return aliyunSms(sms.account, parts);
  if (sms.by === "tencent") return tencentSms(sms.account, parts);
  return httpGateway({ ...sms.gateway, channel: "sms" }, parts);
}

/**
 * The channels of a house, for live messages; those of test mode go to no channel and are shown at `/messages`. What is not
 * configured is no channel, in a demo too: nobody is told that a message went out when it did not.
 */
export function chooseChannels(settings: Settings, parts: Parts): Channels {
  const { mailGateway, wecomUrl } = settings.messages;
  const gateway = mailGateway && httpGateway({ ...mailGateway, channel: "mail" }, parts);
  return {
    sms: smsBy(settings, parts),
    mail: parts.mail ?? gateway,
    chat: wecomUrl === undefined ? undefined : wecomWebhook(wecomUrl),
  };
}
