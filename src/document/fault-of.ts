import { CommandExecutionError, CommandSyntaxError, InvalidCommandError } from "docx-templates";
import { type CommandProblem, DocumentError } from "./document-error.ts";

const MOST = 20;
/** Some of the filler's error classes lose their prototype when compiled; only their words tell. A test keeps them. */
const WALKED_TOO_FAR = "INTERNAL ERROR: infinite loop";

/** What the filler threw, one error or a list of them, as one coded error with the commands at fault. */
export function faultOf(thrown: unknown): DocumentError {
  const all: readonly unknown[] = Array.isArray(thrown) ? thrown : [thrown];
  const problems = all.slice(0, MOST).map(problemOf);
  const first = problems[0] ?? problemOf(undefined);
  const where = first.command === "" ? "" : `（{{${first.command}}}）`;
  return new DocumentError(first.code, `${first.message}${where}`, { problems }, { cause: all[0] });
}

function problemOf(error: unknown): CommandProblem {
  if (error instanceof CommandExecutionError) {
    const inner = error.err;
    const command = error.command.slice(0, 200);
    if (inner instanceof DocumentError) return { code: inner.code, command, message: inner.message };
    return { code: "document.expression_failed", command, message: "表达式无法求值" };
  }
  if (error instanceof DocumentError) return { code: error.code, command: "", message: error.message };
  if (error instanceof CommandSyntaxError)
    return {
      code: "document.command_refused",
      command: error.command.slice(0, 200),
      message: "不认识的命令",
    };
  if (error instanceof InvalidCommandError)
    return {
      code: "document.template_broken",
      command: error.command.slice(0, 200),
      message: "命令的位置或者写法有误",
    };
  if (error instanceof Error && error.message.startsWith(WALKED_TOO_FAR))
    return { code: "document.output_too_large", command: "", message: "模板的循环展开过大，请减少数据" };
  return { code: "document.template_broken", command: "", message: unclosed(error) };
}

function unclosed(error: unknown): string {
  const words = error instanceof Error ? error.message : "";
  if (words.startsWith("Unterminated FOR")) return "有 FOR 没有 END-FOR";
  if (words.startsWith("Incomplete IF")) return "有 IF 没有 END-IF";
  return "模板无法填写，请检查其中的命令";
}
