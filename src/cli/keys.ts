import { REASONS, revokeCertificate, rotateMasterKey } from "../runtime/node-keys.ts";
import { readArguments } from "./arguments.ts";
import { type Command, CommandError, type Terminal } from "./terminal.ts";

const usage = "keys rotate [--data DIR] [--json] | keys revoke SERIAL [--reason R] [--data DIR] [--json]";

type Asked = { readonly data?: string | undefined; readonly json?: boolean | undefined };

async function rotate({ data, json }: Asked, terminal: Terminal): Promise<void> {
  const rotation = await rotateMasterKey({ dataDir: data, env: process.env });
  terminal.result(
    json === true
      ? JSON.stringify(rotation)
      : `已用新的主密钥重新加密 ${rotation.rewritten} 项，${rotation.already} 项原已更换；请把 ZHIQI_MASTER_KEY 改为新值再启动服务`,
  );
}

/**
 * `zhiqi keys rotate`: every stored key encrypted anew, from ZHIQI_MASTER_KEY to ZHIQI_NEW_MASTER_KEY, all at once; stop the
 * service before and start it with the new key. `zhiqi keys revoke`: ends a certificate of the built-in CA.
 */
export const keys: Command = {
  usage,
  summary:
    "更换主密钥（ZHIQI_MASTER_KEY → ZHIQI_NEW_MASTER_KEY，D1 除外）、吊销证书 · rotates the master key (not on D1), revokes a certificate",
  async run(args, terminal) {
    const { values, positionals } = readArguments(args, {
      usage,
      options: {
        data: { type: "string" },
        reason: { type: "string", default: "unspecified" },
        json: { type: "boolean" },
      },
      positionals: [1, 2],
    });
    const [deed, serial] = positionals;
    const reason = REASONS.find((one) => one === values.reason);
    if (deed === "rotate" && serial === undefined) {
      await rotate(values, terminal);
      return 0;
    }
    if (deed !== "revoke" || serial === undefined || reason === undefined) {
      throw new CommandError(
        "cli.wrong_usage",
        `用法 · usage: zhiqi ${usage}\n--reason: ${REASONS.join("、")}`,
      );
    }
    await revokeCertificate({ dataDir: values.data, env: process.env }, { serial, reason });
    terminal.result(values.json ? JSON.stringify({ serial, reason }) : `已吊销 ${serial}（${reason}）`);
    return 0;
  },
};
