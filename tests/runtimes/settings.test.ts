import { describe, expect, it } from "vitest";
import { readSettings } from "../../src/runtime/settings.ts";

const KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const URL_HERE = "http://127.0.0.1:1";

describe("settings", () => {
  it("of production without a master key are refused", async () => {
    await expect(readSettings({ NODE_ENV: "production" }, URL_HERE)).rejects.toMatchObject({
      code: "runtime.master_key_default",
    });
  });

  it("of production with the demo's master key are refused", async () => {
    const demo = await readSettings({}, URL_HERE);
    const env = { ZHIQI_ENV: "production", ZHIQI_MASTER_KEY: Buffer.from(demo.masterKey).toString("base64") };
    await expect(readSettings(env, URL_HERE)).rejects.toMatchObject({ code: "runtime.master_key_default" });
  });

  it("of production without an address of its own are refused", async () => {
    const env = { ZHIQI_ENV: "production", ZHIQI_MASTER_KEY: KEY };
    await expect(readSettings(env, URL_HERE)).rejects.toMatchObject({ code: "runtime.public_url_missing" });
  });

  it("of production with key and address are taken, the slash at the end dropped", async () => {
    const env = {
      ZHIQI_ENV: "production",
      ZHIQI_MASTER_KEY: KEY,
      ZHIQI_PUBLIC_URL: "https://zhiqi.example/",
    };
    expect(await readSettings(env, URL_HERE)).toMatchObject({
      mode: "production",
      publicUrl: "https://zhiqi.example",
    });
  });

  it.each(["prod", "Production", "PRODUCTION", "production ", "live", "staging"])(
    "with the environment %j are refused, rather than open a demo to the world",
    async (mode) => {
      await expect(readSettings({ ZHIQI_ENV: mode }, URL_HERE)).rejects.toMatchObject({
        code: "runtime.mode_unknown",
      });
    },
  );

  it("with an empty ZHIQI_ENV leave the word to NODE_ENV", async () => {
    const env = { ZHIQI_ENV: "", NODE_ENV: "production" };
    await expect(readSettings(env, URL_HERE)).rejects.toMatchObject({ code: "runtime.master_key_default" });
    expect(await readSettings({ ZHIQI_ENV: "demo", NODE_ENV: "production" }, URL_HERE)).toMatchObject({
      mode: "demo",
    });
  });

  it.each(["short", "not base64 !", KEY.slice(2)])("with the master key %j are refused", async (key) => {
    await expect(readSettings({ ZHIQI_MASTER_KEY: key }, URL_HERE)).rejects.toMatchObject({
      code: "runtime.master_key_malformed",
    });
  });

  it.each(["zhiqi.example", "ftp://zhiqi.example", "https://zhiqi.example/path"])(
    "with the address %s are refused",
    async (url) => {
      await expect(readSettings({ ZHIQI_PUBLIC_URL: url }, URL_HERE)).rejects.toMatchObject({
        code: "runtime.public_url_malformed",
      });
    },
  );

  it("take the address of a rendering service, and refuse what is no address", async () => {
    const read = (url: string) => readSettings({ ZHIQI_RENDERER_URL: url }, URL_HERE);
    expect((await read("http://127.0.0.1:3000/")).rendererUrl).toBe("http://127.0.0.1:3000");
    expect((await read("")).rendererUrl).toBeUndefined();
    await expect(read("127.0.0.1")).rejects.toMatchObject({ code: "runtime.renderer_url_malformed" });
  });
});

describe("settings of authorities outside", () => {
  const url = "http://127.0.0.1:8787";

  it("are none by default, and a loopback house names no place in event certificates", async () => {
    expect(await readSettings({}, url)).toMatchObject({
      tsa: undefined,
      issuer: undefined,
      eventPlaces: "none",
    });
    const open = await readSettings({ ZHIQI_PUBLIC_URL: "https://zhiqi.example" }, url);
    expect(open.eventPlaces).toBeUndefined();
  });

  it("name a TSA with its authorization and the room for its tokens", async () => {
    const env = {
      ZHIQI_TSA_URL: "https://tsa.example/rfc3161?profile=1",
      ZHIQI_TSA_AUTHORIZATION: "Basic eDp5",
      ZHIQI_TSA_MAX_TOKEN: "8192",
    };
    expect((await readSettings(env, url)).tsa).toEqual({
      url: "https://tsa.example/rfc3161?profile=1",
      authorization: "Basic eDp5",
      longestToken: 8192,
    });
  });

  it.each([
    ["runtime.tsa_malformed", { ZHIQI_TSA_URL: "tsa.example" }],
    ["runtime.tsa_malformed", { ZHIQI_TSA_URL: "https://tsa.example", ZHIQI_TSA_MAX_TOKEN: "100" }],
    ["runtime.tsa_malformed", { ZHIQI_TSA_URL: "https://tsa.example", ZHIQI_TSA_MAX_TOKEN: "many" }],
    ["runtime.issuer_malformed", { ZHIQI_ISSUER_URL: "https://ca.example" }],
    ["runtime.issuer_malformed", { ZHIQI_ISSUER_URL: "https://ca.example", ZHIQI_ISSUER_ANCHORS: "none" }],
  ])("that cannot be right are %s", async (code, env) => {
    await expect(readSettings(env, url)).rejects.toMatchObject({ code });
  });

  const SMTP = { ZHIQI_SMTP_HOST: "mail.example.cn", ZHIQI_SMTP_FROM: "知契 <no-reply@example.cn>" };
  const SMS = {
    ZHIQI_SMS: "aliyun",
    ZHIQI_SMS_KEY_ID: "id",
    ZHIQI_SMS_KEY_SECRET: "secret",
    ZHIQI_SMS_SIGN: "知契",
    ZHIQI_SMS_TEMPLATES: '{"invitation":"SMS_1","code":"SMS_2"}',
  };

  it("of messages, identity and embedding are taken as they are meant", async () => {
    const settings = await readSettings(
      {
        ...SMTP,
        ...SMS,
        ZHIQI_IDENTITY_URL: "https://id.example/check",
        ZHIQI_IDENTITY_NAME: "某核验服务",
        ZHIQI_EMBED_ORIGINS: "https://a.example, https://b.example/",
      },
      URL_HERE,
    );
    expect(settings).toMatchObject({
      messages: {
        smtp: { host: "mail.example.cn", port: 465, tls: "from-the-start" },
        sms: { by: "aliyun", account: { templates: { code: "SMS_2" } } },
      },
      identity: { name: "某核验服务" },
      embedOrigins: ["https://a.example", "https://b.example"],
    });
  });

  it.each([
    [{ ...SMTP, ZHIQI_SMTP_FROM: "nobody" }, "runtime.smtp_malformed"],
    [{ ...SMTP, ZHIQI_SMTP_PORT: "smtp" }, "runtime.smtp_malformed"],
    [{ ...SMTP, ZHIQI_SMTP_TLS: "yes" }, "runtime.smtp_malformed"],
    [{ ...SMTP, ZHIQI_SMTP_FROM: "a@b.cn\r\nBcc: c@d.cn" }, "runtime.smtp_malformed"],
    [{ ...SMS, ZHIQI_SMS: "carrier pigeon" }, "runtime.sms_malformed"],
    [{ ...SMS, ZHIQI_SMS: "tencent" }, "runtime.sms_malformed"],
    [{ ...SMS, ZHIQI_SMS_TEMPLATES: '{"code":"SMS_2"}' }, "runtime.sms_malformed"],
    [{ ...SMS, ZHIQI_SMS_TEMPLATES: '{"greeting":"SMS_2"}' }, "runtime.sms_malformed"],
    [{ ...SMS, ZHIQI_SMS_ENDPOINT: "ftp://x" }, "runtime.sms_malformed"],
    [{ ZHIQI_SMS: "gateway" }, "runtime.sms_malformed"],
    [
      { ZHIQI_SMS: "gateway", ZHIQI_SMS_URL: "https://g.example", ZHIQI_SMS_SECRET: "short" },
      "runtime.gateway_malformed",
    ],
    [{ ZHIQI_WECOM_URL: "robot" }, "runtime.gateway_malformed"],
    [{ ZHIQI_IDENTITY_URL: "https://id.example" }, "runtime.identity_malformed"],
    [{ ZHIQI_EMBED_ORIGINS: "https://a.example/path" }, "runtime.embed_malformed"],
    [{ ZHIQI_EMBED_ORIGINS: "javascript:alert(1)" }, "runtime.embed_malformed"],
  ])("with %j are refused", async (env, code) => {
    await expect(readSettings(env, URL_HERE)).rejects.toMatchObject({ code });
  });
});
