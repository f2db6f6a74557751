import { HouseError } from "../kit/errors.ts";

/** 0 good (ready, valid) · 1 any other answer (blocked, invalid, indeterminate, unsigned) · 2 could not be done. */
export type ExitCode = 0 | 1 | 2;

export type CommandFault =
  | "cli.wrong_usage"
  | "cli.unreadable"
  | "cli.unwritable"
  | "cli.too_large"
  | "cli.port_taken"
  | "verify.not_a_pdf";

/** The command line itself could not do its part; always exit code 2. */
export class CommandError extends HouseError<CommandFault> {}

/** Results go to standard output, messages to standard error, so that `--json` can be piped. */
export type Terminal = {
  result(text: string): void;
  message(text: string): void;
};

/** A command of the bin: `zhiqi <name> …`. */
export type Command = {
  readonly usage: string;
  readonly summary: string;
  /** What `--help` adds: the values an option takes. */
  readonly details?: string;
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
};
