import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { isCalendarDay, readInstant } from "../kit/dates.ts";
import { CommandError } from "./terminal.ts";

type Parsed<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ args: string[]; options: Options; allowPositionals: true; strict: true }>
>;

/**
 * Parses a command's own arguments strictly. Throws `cli.wrong_usage`, with the usage line, on an unknown option,
 * a missing value, or fewer or more positional arguments than the command takes.
 */
export function readArguments<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  shape: {
    readonly usage: string;
    readonly options: Options;
    readonly positionals: readonly [number, number];
  },
): Parsed<Options> {
  try {
    const parsed = parseArgs({
      args: [...args],
      options: shape.options,
      allowPositionals: true,
      strict: true,
    });
    const [least, most] = shape.positionals;
    if (parsed.positionals.length < least || parsed.positionals.length > most) {
      throw new Error(countWords(parsed.positionals.length, shape.positionals));
    }
    return parsed;
  } catch (cause) {
    throw new CommandError(
      "cli.wrong_usage",
      `${whyWrong(cause)}\n用法 · usage: zhiqi ${shape.usage}`,
      {},
      { cause },
    );
  }
}

function countWords(given: number, [least, most]: readonly [number, number]): string {
  return given < least
    ? `少给了参数：要 ${least} 个，给了 ${given} 个 · too few arguments: ${least} needed, ${given} given`
    : `多给了参数：最多 ${most} 个，给了 ${given} 个 · too many arguments: ${most} at most, ${given} given`;
}

/** What was wrong, in both languages: `parseArgs` names the option in English only. */
function whyWrong(cause: unknown): string {
  const why = cause instanceof Error ? cause.message : String(cause);
  const option = /'(?:-\w, )?(-[^'\s]*)/u.exec(why)?.[1] ?? "";
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION")
    return `没有 ${option} 这个选项 · there is no option ${option}`;
  if (code !== "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") return why;
  return /does not take/u.test(why)
    ? `选项 ${option} 是开关，后面不带值 · option ${option} takes no value`
    : `选项 ${option} 后面要写值 · option ${option} needs a value`;
}

/**
 * A calendar day from a command line, `2026-11-22`. `cli.wrong_usage` tells a day written otherwise from one that no
 * calendar has.
 */
export function readCalendarDay(text: string | undefined, option: string, usage: string): string | undefined {
  const isGood: boolean = text === undefined || isCalendarDay(text);
  if (text === undefined || isGood) return text;
  const why = /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? `${option}：日历上没有 ${text} 这一天 · ${option}: there is no such day as ${text}`
    : `${option}：日期写作 2026-11-22，不是 ${text} · ${option}: a day is written 2026-11-22, not ${text}`;
  throw new CommandError("cli.wrong_usage", `${why}\n用法 · usage: zhiqi ${usage}`, { text });
}

/** A moment from a command line: `2026-11-22` (its first instant in Shanghai) or an ISO 8601 time that names its zone. */
export function readMoment(text: string, usage: string): Date {
  const moment = readInstant(isCalendarDay(text) ? `${text}T00:00:00+08:00` : text);
  if (moment !== undefined) return moment;
  throw new CommandError(
    "cli.wrong_usage",
    `时间写作 2026-11-22 或 2026-11-22T10:00:00+08:00，不是 ${text} · a time is written 2026-11-22 or 2026-11-22T10:00:00+08:00, not ${text}\n用法 · usage: zhiqi ${usage}`,
    { text },
  );
}
