import { createHmac } from "node:crypto";
import { describe, expect, it, onTestFinished } from "vitest";
import { fixedClock } from "../../../src/adapters/clock.ts";
import { cryptoIds } from "../../../src/adapters/ids.ts";
import { aliyunHeaders, aliyunSms } from "../../../src/adapters/notifiers/aliyun-sms.ts";
import { httpGateway } from "../../../src/adapters/notifiers/http-gateway.ts";
import { tencentAuthorization, tencentSms } from "../../../src/adapters/notifiers/tencent-sms.ts";
import { wecomWebhook } from "../../../src/adapters/notifiers/wecom-webhook.ts";
import type { Message } from "../../../src/ports/notifier.ts";
import { channelThatAnswers } from "./loopback.ts";

const clock = fixedClock(new Date("2026-11-20T02:00:00Z"));
const ids = cryptoIds(clock);

const message: Message = {
  id: "msg_1",
  kind: "invitation",
  to: "13800000001",
  subject: "请签署",
  text: "请签署《知识产权托管合同》 https://example.cn/s/secret-token",
  parameters: { title: "知识产权托管合同", link: "secret-token" },
};

async function channel(body: unknown, status = 200) {
  const made = await channelThatAnswers({
    status,
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  onTestFinished(made.close);
  return made;
}

const aliyun = (endpoint: string) =>
  aliyunSms(
    {
      accessKeyId: "id",
      accessKeySecret: "secret",
      signName: "知契",
      templates: { invitation: "SMS_1" },
      endpoint,
    },
    { clock, ids },
  );

const tencent = (endpoint: string) =>
  tencentSms(
    {
      secretId: "id",
      secretKey: "secret",
      appId: "1400000000",
      signName: "知契",
      region: "ap-beijing",
      templates: { invitation: { id: "77", places: ["title", "link"] } },
      endpoint,
    },
    { clock },
  );

describe("short messages through Alibaba Cloud", () => {
  it("are signed as the published example of signature method V3 is", async () => {
    const { authorization } = await aliyunHeaders(
      {
        host: "ecs.cn-shanghai.aliyuncs.com",
        action: "RunInstances",
        version: "2014-05-26",
        query: "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai",
        at: new Date("2023-10-26T10:22:32Z"),
        nonce: "3156853299f313e23d1673dc12e1703d",
      },
      { id: "YourAccessKeyId", secret: "YourAccessKeySecret" },
    );
    expect(authorization).toMatch(
      /Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0$/,
    );
  });

  it("carry number, signature, template and parameters, and give the service's number back", async () => {
    const made = await channel({ Code: "OK", Message: "OK", BizId: "9006" });
    expect(await aliyun(made.url).send(message)).toEqual({ reference: "9006" });
    const asked = new URL(made.received[0]?.url ?? "", made.url).searchParams;
    expect(Object.fromEntries(asked)).toEqual({
      PhoneNumbers: "13800000001",
      SignName: "知契",
      TemplateCode: "SMS_1",
      TemplateParam: JSON.stringify(message.parameters),
      OutId: "msg_1",
    });
  });

  it.each([
    ["isv.BUSINESS_LIMIT_CONTROL", "notifier.busy"],
    ["isv.MOBILE_NUMBER_ILLEGAL", "notifier.refused"],
  ])("answered with %s are %s", async (Code, code) => {
    const made = await channel({ Code, Message: "…" });
    await expect(aliyun(made.url).send(message)).rejects.toMatchObject({ code, facts: { reason: Code } });
  });
});

describe("short messages through Tencent Cloud", () => {
  it("are signed as the published example of signature method V3 is", async () => {
    const authorization = await tencentAuthorization(
      {
        host: "cvm.tencentcloudapi.com",
        service: "cvm",
        body: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
        at: new Date(1_551_113_065_000),
      },
      { id: "AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******", secret: "Gu5t9xGARNpq86cd98joQYCN3*******" },
    );
    expect(authorization).toMatch(
      /Signature=2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c$/,
    );
  });

  it("carry the parameters at their places", async () => {
    const made = await channel({ Response: { SendStatusSet: [{ Code: "Ok", SerialNo: "2019:1" }] } });
    expect(await tencent(made.url).send(message)).toEqual({ reference: "2019:1" });
    expect(JSON.parse(made.received[0]?.body ?? "")).toMatchObject({
      PhoneNumberSet: ["+8613800000001"],
      TemplateId: "77",
      TemplateParamSet: ["知识产权托管合同", "secret-token"],
    });
    expect(made.received[0]?.headers["x-tc-action"]).toBe("SendSms");
  });

  it.each([
    [{ Response: { Error: { Code: "AuthFailure.SignatureFailure" } } }, "notifier.refused"],
    [{ Response: { SendStatusSet: [{ Code: "LimitExceeded.PhoneNumberDailyLimit" }] } }, "notifier.busy"],
    [{}, "notifier.wrong_answer"],
  ])("answered with %j are %s", async (body, code) => {
    const made = await channel(body);
    await expect(tencent(made.url).send(message)).rejects.toMatchObject({ code });
  });

  it("of a kind without template are not sent", async () => {
    const made = await channel({});
    await expect(tencent(made.url).send({ ...message, kind: "voided" })).rejects.toMatchObject({
      code: "notifier.no_template",
    });
    expect(made.received).toEqual([]);
  });
});

describe("a gateway of one's own", () => {
  it("gets the message signed by the shared secret, as Standard Webhooks has it", async () => {
    const made = await channel({ reference: "g-1" });
    const gateway = httpGateway({ url: made.url, channel: "sms", secret: "s3cret" }, { clock });
    expect(await gateway.send(message)).toEqual({ reference: "g-1" });
    const { headers, body } = made.received[0]!;
    const signed = [headers["webhook-id"], headers["webhook-timestamp"], body].join(".");
    const right = createHmac("sha256", "s3cret").update(signed).digest("base64");
    expect(headers["webhook-signature"]).toBe(`v1,${right}`);
    expect(JSON.parse(body)).toMatchObject({ id: "msg_1", channel: "sms", to: "13800000001" });
  });

  it.each([
    [400, { reason: "no such number" }, "notifier.refused"],
    [429, {}, "notifier.busy"],
    [503, {}, "notifier.unreachable"],
    [302, {}, "notifier.refused"],
    [200, "<html>", "notifier.wrong_answer"],
  ])("answering %i %j is %s", async (status, body, code) => {
    const made = await channel(body, status);
    const gateway = httpGateway({ url: made.url, channel: "sms", secret: "s" }, { clock });
    await expect(gateway.send(message)).rejects.toMatchObject({ code });
  });

  it("that is not there is told without a word of the message", async () => {
    const made = await channel({});
    await made.close();
    const gateway = httpGateway({ url: made.url, channel: "sms", secret: "s" }, { clock });
    const fault = await gateway.send(message).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: "notifier.unreachable" });
    expect(JSON.stringify([fault, String(fault)])).not.toContain("secret-token");
  });
});

describe("a WeCom robot", () => {
  it("gets the text, cut at a whole character", async () => {
    const made = await channel({ errcode: 0, errmsg: "ok" });
    await wecomWebhook(made.url).send({ ...message, text: "契".repeat(1000) });
    const { text } = JSON.parse(made.received[0]?.body ?? "") as { text: { content: string } };
    expect(text.content).toBe("契".repeat(682));
  });

  it.each([
    [{ errcode: 93_000, errmsg: "invalid webhook url" }, "notifier.refused"],
    [{ errcode: 45_009 }, "notifier.busy"],
  ])("answering %j is %s", async (body, code) => {
    const made = await channel(body);
    await expect(wecomWebhook(made.url).send(message)).rejects.toMatchObject({ code });
  });
});
