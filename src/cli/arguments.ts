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
      throw new Error(`${parsed.positionals.length} arguments`);
    }
    return parsed;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError("cli.wrong_usage", `用法 · usage: zhiqi ${shape.usage}\n${why}`, {}, { cause });
  }
}

/** A moment from a command line: `2026-11-22` (its first instant in Shanghai) or an ISO 8601 time that names its zone. */
export function readMoment(text: string, usage: string): Date {
  const moment = readInstant(isCalendarDay(text) ? `${text}T00:00:00+08:00` : text);
  if (moment !== undefined) return moment;
  throw new CommandError(
    "cli.wrong_usage",
    `时间写作 2026-11-22 或 2026-11-22T10:00:00+08:00，不是 ${text}\n用法 · usage: zhiqi ${usage}`,
    { text },
  );
}
