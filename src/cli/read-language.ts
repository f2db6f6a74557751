import { ReportLanguage } from "../../schemas/check-report.ts";
import { CommandError } from "./terminal.ts";

/** `--lang`: zh or en; anything else is `cli.wrong_usage` with the command's usage. */
export function readLanguage(text: string, usage: string): ReportLanguage {
  const language = ReportLanguage.safeParse(text);
  if (!language.success)
    throw new CommandError(
      "cli.wrong_usage",
      `语言只能是 zh、en，不是 ${text} · the language is zh or en, not ${text}\n用法 · usage: zhiqi ${usage}`,
      { lang: text },
    );
  return language.data;
}
