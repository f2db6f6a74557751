import { type NodeServer, startNodeServer } from "../runtime/node.ts";
import { readArguments } from "./arguments.ts";
import { type DemoLink, demoLink } from "./demo-link.ts";
import { type Command, CommandError } from "./terminal.ts";

const usage = "serve [--port N] [--data DIR] [--json]";

/** `zhiqi serve`: the service on this machine, with demo data unless ZHIQI_ENV=production. Runs until it is told to stop. */
export const serve: Command = {
  usage,
  summary: "在本机提供服务，附演示数据 · serves the API and pages on this machine",
  async run(args, terminal) {
    const { values } = readArguments(args, {
      usage,
      options: {
        port: { type: "string", default: "8787" },
        data: { type: "string" },
        json: { type: "boolean" },
      },
      positionals: [0, 0],
    });
    const port = Number(values.port);
    if (!/^\d{1,5}$/.test(values.port) || port > 65_535) {
      throw new CommandError(
        "cli.wrong_usage",
        `端口是 0 到 65535 的数 · a port is a number from 0 to 65535\n用法 · usage: zhiqi ${usage}`,
        {
          port: values.port,
        },
      );
    }
    const server = await startNodeServer({
      port,
      env: process.env,
      ...(values.data === undefined ? {} : { dataDir: values.data }),
    }).catch((fault: unknown) => {
      throw portTaken(fault) ?? fault;
    });
    const link = server.demo && (await demoLink({ url: server.url, key: server.demo.agency.key }));
    terminal.result(values.json ? startedJson(server, link) : startedText(server, link));
    await toldToStop();
    terminal.message("正在停止：收尾后退出 · stopping");
    await server.stop();
    return 0;
  },
};

function portTaken(fault: unknown): CommandError | undefined {
  if (!(fault instanceof Error) || !("code" in fault) || !("port" in fault) || fault.code !== "EADDRINUSE")
    return undefined;
  const { port } = fault;
  return new CommandError(
    "cli.port_taken",
    `端口 ${String(port)} 已被占用，请用 --port 换一个 · port ${String(port)} is taken`,
    { port },
    { cause: fault },
  );
}

const startedText = ({ url, demo }: NodeServer, link: DemoLink | undefined): string =>
  [`知契已启动 ${url}`, ...addresses(url), ...linkLines(link), ...demoLines(demo)].join("\n");

const startedJson = ({ url, demo }: NodeServer, link: DemoLink | undefined): string =>
  JSON.stringify({ url, demo: demo ?? null, link: link ?? null });

const linkLines = (link: DemoLink | undefined): string[] =>
  link === undefined
    ? []
    : [
        `演示签署 sign by link：${link.organisation} ${link.signer}`,
        `  链接 link          ${link.url}`,
        `  短信 messages      ${link.messages}   （验证码和下一方的链接 · codes, and the next party's link）`,
        `  测试密钥 test key  ${link.key}   （自己用接口发起也行 · to send by API yourself）`,
      ];

const addresses = (url: string): string[] => [
  `  首页 home          ${url}/`,
  `  验证 verify        ${url}/verify`,
  `  接口说明 reference ${url}/reference   ${url}/openapi.json`,
  `  健康 health        ${url}/healthz   ${url}/readyz`,
];

const toldToStop = (): Promise<void> =>
  new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });

function demoLines(demo: NodeServer["demo"]): string[] {
  if (demo === undefined) return [];
  const keys = Object.values(demo).map(
    ({ organisation, key }) => `  ${organisation.name}（${organisation.role}）\n    ${key}`,
  );
  return [
    "演示密钥（每次启动新发，30 天有效） demo keys",
    "  zq_live_ 走正式流程，连到的仍是这里虚构的数据；上面的演示签署由测试密钥发出，所以页面写“测试环境”，短信只显示、不发送",
    "  用 zq_live_ 邀请签署人须先配置短信或邮件通道；用测试密钥则不需要",
    "  zq_live_ keys do the real thing on invented data; the demo signing was sent with a test key, hence “test” on its page",
    "  inviting signers with a zq_live_ key needs an SMS or mail channel; with the test key it does not",
    ...keys,
  ];
}
