import { RegisterOrganisationInput } from "../../schemas/api/organisation.ts";
import { openAdministration } from "../app/open-administration.ts";
import { buildNodeHouse } from "../runtime/node-house.ts";
import { readArguments } from "./arguments.ts";
import { type Command, CommandError } from "./terminal.ts";

const usage = "admin --name NAME --uscc CODE --region CODE [--data DIR] [--json]";

/** How each option is written, by the field it fills. */
const WRITTEN: Readonly<
  Record<string, { readonly option: "name" | "uscc" | "region"; readonly told: string }>
> = {
  name: { option: "name", told: "登记的全称，2 至 64 个字 · the registered name, 2 to 64 characters" },
  uscc: {
    option: "uscc",
    told: "统一社会信用代码，十八位数字和大写字母 · eighteen digits and capital letters",
  },
  region_code: { option: "region", told: "行政区划代码，六位数字 · six digits" },
};

function wrongFields(
  fields: readonly string[],
  given: Readonly<Partial<Record<"name" | "uscc" | "region", string>>>,
): CommandError {
  const lines = Object.entries(WRITTEN)
    .filter(([field]) => fields.includes(field))
    .map(([, { option, told }]) => {
      const value = given[option];
      const [zh = "", en = ""] = told.split(" · ");
      return value === undefined
        ? `缺少 --${option}：${zh} · --${option} is missing: ${en}`
        : `--${option} 不能是“${value}”：${zh} · --${option} cannot be "${value}": ${en}`;
    });
  return new CommandError("cli.wrong_usage", [...lines, `用法 · usage: zhiqi ${usage}`].join("\n"), {
    fields,
  });
}

/** `zhiqi admin`: the administering organisation of a new house and a key for it, shown this once. With the same environment as `serve`. */
export const admin: Command = {
  usage,
  summary: "登记管理单位并发给它一把 30 天的密钥（新装后的第一步） · the first administrator's key",
  async run(args, terminal) {
    const { values } = readArguments(args, {
      usage,
      options: {
        name: { type: "string" },
        uscc: { type: "string" },
        region: { type: "string" },
        data: { type: "string" },
        json: { type: "boolean" },
      },
      positionals: [0, 0],
    });
    const asked = RegisterOrganisationInput.omit({
      role: true,
      authority_code: true,
      agency_filing_no: true,
    }).safeParse({
      name: values.name,
      uscc: values.uscc,
      region_code: values.region,
    });
    if (!asked.success)
      throw wrongFields(
        asked.error.issues.map((issue) => issue.path.join(".")),
        values,
      );
    const built = await buildNodeHouse({
      env: process.env,
      ...(values.data === undefined ? {} : { dataDir: values.data }),
    });
    try {
      const { organisation, key } = await openAdministration(built.house, asked.data);
      terminal.result(
        values.json
          ? JSON.stringify({ organisation, key })
          : `${organisation.name}（admin）\n  ${key}\n密钥只显示这一次，30 天有效；用它登记机构、发放密钥（/reference）`,
      );
      return 0;
    } finally {
      await built.close();
    }
  },
};
