import type { PlacedCommand } from "./read-commands.ts";

/** What the filler makes of a command. `OTHER` names commands we refuse; `NOTE` is what the filler skips. */
export type ParsedCommand = PlacedCommand & {
  readonly kind: "INS" | "IF" | "END-IF" | "FOR" | "END-FOR" | "IMAGE" | "OTHER" | "EMPTY";
  /** The word it begins with, in capitals. */
  readonly word: string;
  /** What is evaluated, quotation marks straightened. */
  readonly expression: string;
  /** The loop's own name: of FOR and END-FOR. */
  readonly variable: string | undefined;
};

const REFUSED = new Set(["EXEC", "LINK", "HTML", "QUERY", "ALIAS", "CMD_NODE"]);
const KNOWN = new Set(["IF", "END-IF", "FOR", "END-FOR", "IMAGE", "INS"]);
const SMART = /[\u201C\u201D\u201E\u2018\u2019\u201A]/;

/** Whether Word turned quotation marks of this command round. */
export const hasSmartQuotes = (raw: string): boolean => SMART.test(raw);

/** Quotation marks as the filler turns them back. */
const straight = (text: string): string =>
  text.replaceAll(/[\u201C\u201D\u201E]/g, '"').replaceAll(/[\u2018\u2019\u201A]/g, "'");

/** A command in the filler's own reading: its first word says what it is, anything else is printed. */
export function parseCommand(command: PlacedCommand): ParsedCommand {
  const text = straight(command.raw.trim());
  if (text === "") return { ...command, kind: "EMPTY", word: "", expression: "", variable: undefined };
  if (text.startsWith("!")) return other(command, "EXEC");
  if (text.startsWith("*")) return other(command, "ALIAS");
  if (text.startsWith("=")) return inserted(command, text.slice(1).trim());
  const [word = ""] = /^\S+/.exec(text) ?? [];
  const kind = word.toUpperCase();
  if (REFUSED.has(kind)) return other(command, kind);
  if (!isKnown(kind)) return inserted(command, text);
  const rest = text.slice(word.length).trim();
  if (kind === "END-FOR") return { ...command, kind, word: kind, expression: "", variable: rest };
  if (kind !== "FOR") return { ...command, kind, word: kind, expression: rest, variable: undefined };
  const [, variable, list = ""] = /^(\S+)\s+IN\s+(.+)/is.exec(rest) ?? [];
  return { ...command, kind, word: kind, expression: list, variable };
}

type Known = "IF" | "END-IF" | "FOR" | "END-FOR" | "IMAGE" | "INS";
const isKnown = (word: string): word is Known => KNOWN.has(word);

const other = (command: PlacedCommand, word: string): ParsedCommand => ({
  ...command,
  kind: "OTHER",
  word,
  expression: "",
  variable: undefined,
});

const inserted = (command: PlacedCommand, expression: string): ParsedCommand => ({
  ...command,
  kind: "INS",
  word: "INS",
  expression,
  variable: undefined,
});
