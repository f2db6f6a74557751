/** The API reference. Its script comes from this house (`/assets/scalar.js`), never from elsewhere. */
export function ReferencePage() {
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>接口文档 · 知契</title>
        <link rel="icon" href="data:," />
      </head>
      <body>
        <noscript>
          接口文档需要脚本才能显示；OpenAPI 文件见 <a href="/openapi.json">openapi.json</a>。
        </noscript>
        <div id="reference" />
        <script src="/assets/scalar.js" />
        <script src="/assets/reference.js" />
      </body>
    </html>
  );
}

/** Starts the reference on its page; a file of its own because the page allows no inline script. */
export const REFERENCE_SCRIPT = `Scalar.createApiReference("#reference", {
  url: "/openapi.json",
  authentication: { preferredSecurityScheme: "apiKey" },
  withDefaultFonts: false,
  defaultOpenAllTags: true,
  telemetry: false,
  showDeveloperTools: "never",
  agent: { disabled: true, hideAddApi: true },
  mcp: { disabled: true },
  hideClientButton: true,
  proxyUrl: "",
});
`;
