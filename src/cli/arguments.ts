import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
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
    return parsed as Parsed<Options>;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError("cli.wrong_usage", `用法 · usage: zhiqi ${shape.usage}\n${why}`, {}, { cause });
  }
}

/** An instant from a command line: `2026-11-22` (its first moment in Shanghai) or a full ISO 8601 time. */
export function readInstant(text: string, usage: string): Date {
  const instant = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00+08:00` : text);
  if (Number.isNaN(instant.getTime())) {
    throw new CommandError(
      "cli.wrong_usage",
      `不是时间 · not a time: ${text}\n用法 · usage: zhiqi ${usage}`,
      { text },
    );
  }
  return instant;
}
