import type { TrustStatement } from "./trust.ts";

/** The four facts in plain words, for pages and papers. */
export const TRUST_STATEMENT_WORDS = {
  certificate: {
    "built-in": {
      zh: "内置演示 CA：未核实身份，可向任何名称签发",
      en: "built-in demo CA: identity not verified",
    },
    configured: { zh: "本站点配置的证书颁发机构", en: "the certificate authority that this site configured" },
  },
  time: {
    none: { zh: "无可信时间，仅为声称", en: "no trusted time, a claim only" },
    "built-in": { zh: "本系统自己的时间戳", en: "this system's own timestamp" },
    external: { zh: "外部时间戳服务", en: "an external timestamp authority" },
  },
  key: {
    browser: {
      zh: "密钥在签署人的浏览器中生成，从未离开",
      en: "made in the signer's browser, never left it",
    },
    signer: { zh: "签署人自己的密钥（文件或介质）", en: "the signer's own key (file or token)" },
    service: { zh: "密钥由配置的密钥服务保管", en: "kept by a configured key service" },
    server: {
      zh: "密钥由服务器为此次签署生成，用后即弃",
      en: "made by the server for this event and forgotten",
    },
  },
} as const satisfies Record<
  Exclude<keyof TrustStatement, "identity">,
  Record<string, { zh: string; en: string }>
>;
