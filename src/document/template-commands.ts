import { listCommands } from "docx-templates";
import type { Bytes } from "../kit/bytes.ts";
import { DocumentError } from "./document-error.ts";

/** What a template may ask for. */
export type CommandKind = "INS" | "IF" | "FOR" | "IMAGE";

/** One command as written, with the expression it evaluates. */
export type TemplateCommand = { readonly kind: CommandKind; readonly expression: string };

/** Commands stand between these. */
export const DELIMITERS: [string, string] = ["{{", "}}"];

const WITHOUT_EXPRESSION = new Set(["END-IF", "END-FOR"]);

/**
 * The commands of a template in reading order, as the filler itself will see them. Throws `document.command_refused` for
 * any but INS, IF, FOR, IMAGE (no code, links, HTML, aliases) and `document.template_broken`.
 */
export async function templateCommands(template: Bytes): Promise<readonly TemplateCommand[]> {
  const commands = await commandsOf(template);
  return commands
    .filter(({ type }) => !WITHOUT_EXPRESSION.has(type))
    .map(({ type, code, raw }) => ({
      kind: kindOf(type, raw),
      expression: expressionOf(type, straightQuotes(code), raw),
    }));
}

/** Word turns quotation marks round; the filler turns them back, and so must the list. */
export const straightQuotes = (code: string): string =>
  code.replaceAll(/[\u201C\u201D\u201E]/g, '"').replaceAll(/[\u2018\u2019\u201A]/g, "'");

async function commandsOf(template: Bytes): Promise<{ raw: string; code: string; type: string }[]> {
  try {
    return await listCommands(template.slice().buffer, DELIMITERS);
  } catch (error) {
    throw new DocumentError(
      "document.template_broken",
      "模板中的命令无法读取，请检查 {{ 与 }}",
      {},
      { cause: error },
    );
  }
}

function kindOf(type: string, raw: string): CommandKind {
  if (type === "INS" || type === "IF" || type === "FOR" || type === "IMAGE") return type;
  throw new DocumentError("document.command_refused", `模板不得使用命令 ${type}`, {
    command: raw.slice(0, 200),
  });
}

function expressionOf(type: string, code: string, raw: string): string {
  if (type !== "FOR") return code;
  const loop = /^(\S+)\s+IN\s+(.+)/i.exec(code);
  const expression = loop?.[2];
  if (expression === undefined || !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(loop?.[1] ?? ""))
    throw new DocumentError("document.template_broken", "FOR 命令应写作 FOR 名称 IN 列表", {
      command: raw.slice(0, 200),
    });
  return expression;
}
