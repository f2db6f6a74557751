import type { LintProblem } from "../../../schemas/api/template-lint.ts";
import { NAMED_FUNCTIONS } from "../expression/named-functions.ts";
import type { FieldSchema } from "../fields/field-schema.ts";
import { Blocks } from "./lint-blocks.ts";
import { hasSmartQuotes, type ParsedCommand, parseCommand } from "./parse-command.ts";
import { problemAt } from "./problem.ts";
import type { PartCommands } from "./read-commands.ts";
import { type ExpressionReading, type Known, type Read, readExpression } from "./read-expression.ts";

/** A field that a template reads: where, by which function, in which command, and whether always. */
export type FieldUse = Read & {
  readonly kind: "INS" | "IF" | "FOR" | "IMAGE";
  readonly always: boolean;
};

/** What the commands of one part say: their problems, and the fields they read. */
export type LintedCommands = {
  readonly problems: readonly LintProblem[];
  readonly uses: readonly FieldUse[];
  /** First and last paragraph of every loop. */
  readonly loops: readonly (readonly [number, number])[];
};

/** Reads every command of a part, in order, with the loops around it. `fields` undefined: names are not judged. */
export function lintCommands(part: PartCommands, fields: FieldSchema | undefined): LintedCommands {
  const linter = new CommandLinter(fields);
  for (const command of part.commands) linter.command(parseCommand(command));
  linter.blocks.end();
  return {
    problems: [...linter.problems, ...linter.blocks.problems],
    uses: linter.uses,
    loops: linter.blocks.loopRanges,
  };
}

/** A loop's list and a picture are what the command is about; whatever else it reads only decides. */
function useOf(
  { kind }: ParsedCommand,
  path: readonly string[],
  { value }: ExpressionReading,
): FieldUse["kind"] {
  if (kind === "INS") return kind;
  const itself = value.path?.join("/") === path.join("/");
  return itself && (kind === "FOR" || kind === "IMAGE") ? kind : "IF";
}

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const FULL_WIDTH = /[（）｛｝［］，．：；！？＝＋－＊／％＜＞＆｜＄“”‘’]|　/u;
/** A full-width sign outside of quoted texts. */
const fullWidthIn = (raw: string): string | undefined =>
  FULL_WIDTH.exec(raw.replaceAll(/"[^"]*"|'[^']*'|[“”][^“”]*[“”]|[‘’][^‘’]*[‘’]/gu, ""))?.[0];

const NOTHING: Known = { path: undefined, field: undefined };

class CommandLinter {
  readonly problems: LintProblem[] = [];
  readonly uses: FieldUse[] = [];
  readonly blocks = new Blocks();
  private readonly fields: FieldSchema | undefined;

  constructor(fields: FieldSchema | undefined) {
    this.fields = fields;
  }

  command(command: ParsedCommand): void {
    this.writing(command);
    if (command.kind === "END-IF" || command.kind === "END-FOR") return this.blocks.leave(command);
    if (command.kind === "OTHER" || command.kind === "EMPTY") return this.refused(command);
    const reading = this.expression(command);
    if (command.kind === "FOR") this.loop(command, reading);
    else if (command.kind === "IF") this.blocks.enter(command, NOTHING);
    else if (command.kind === "INS") this.printed(command, reading.value);
  }

  /** How it is typed: quotation marks, runs, paragraphs. */
  private writing(command: ParsedCommand): void {
    if (hasSmartQuotes(command.raw))
      this.add("template.smart_quotes", command, {
        message: "命令里的引号被 Word 改成了弯引号。填写时会当作直引号。",
        fix: '请改为直引号 "，并在 Word 的“自动更正选项”里关闭“直引号替换为弯引号”。',
      });
    const { runs, paragraphs, format } = command.spread;
    if (paragraphs > 1)
      this.add("template.split_command", command, {
        severity: "warning",
        message: "命令断成了几段。能够填写，但值都印在开头那一段，中间的回车不保留。",
        fix: "请把命令写在一段里，中间不要回车。",
      });
    else if (runs > 1)
      this.add("template.split_command", command, {
        severity: format === "same" ? "note" : "warning",
        message:
          format === "same"
            ? `命令分在 ${runs} 个文字块里（Word 自己分的），能够填写。`
            : "命令的各部分字体或者样式不同，能够填写，但填入的文字只用开头的样式。",
        fix: "请把整个命令设成同一种格式，或者删去后一次输入。",
      });
  }

  private refused(command: ParsedCommand): void {
    if (command.kind === "EMPTY")
      return this.add("template.refused_code", command, {
        message: "花括号里没有内容。",
        fix: "请写上要打印的名称，或者删去 {{}}。",
      });
    this.add("template.refused_code", command, {
      message: `模板不得使用命令 ${command.word}。`,
      fix: "模板只用取值、IF、FOR、IMAGE 四种命令；模板不能运行程序、插入网页和链接。",
    });
  }

  private expression(command: ParsedCommand): ExpressionReading {
    const reading = readExpression(command.expression, { fields: this.fields, loops: this.blocks.loops });
    this.blocks.use(reading.variables);
    for (const { path, by } of reading.reads)
      this.uses.push({ path, by, kind: useOf(command, path, reading), always: this.blocks.unconditional });
    const signs = reading.problems.length === 0 ? undefined : fullWidthIn(command.raw);
    if (signs !== undefined) this.fullWidth(command, signs);
    else for (const problem of reading.problems) this.expressionProblem(command, problem);
    return reading;
  }

  private expressionProblem(command: ParsedCommand, problem: ExpressionReading["problems"][number]): void {
    const { what, nearest } = problem;
    const meant = nearest === undefined ? "" : `是不是 ${nearest}？`;
    switch (problem.kind) {
      case "field":
        return this.add("template.unknown_field", command, {
          nearest,
          message: `没有名为 ${what} 的内容。${meant}`,
          fix:
            nearest === undefined
              ? "请对照字段清单核对名称。"
              : `请改为 ${nearest}，或者对照字段清单核对名称。`,
        });
      case "variable":
        return this.add("template.unknown_loop_variable", command, {
          nearest,
          message: `这里不在循环 ${what.slice(1)} 之中。${meant}`,
          fix: "循环变量只在它的 FOR 与 END-FOR 之间可用，请核对名称和位置。",
        });
      case "function":
        return this.add("template.unknown_function", command, {
          nearest,
          message: `没有名为 ${what} 的函数。${meant}`,
          fix: `可用的函数：${[...NAMED_FUNCTIONS.keys()].join("、")}。`,
        });
      case "code":
        return this.code(command, what);
    }
  }

  private code(command: ParsedCommand, what: string): void {
    this.add("template.refused_code", command, {
      message: `模板的表达式不允许：${what}。`,
      fix: "表达式只能取值、比较、判断、拼接和调用列出的函数，写法见 templates/README.md。",
    });
  }

  private fullWidth(command: ParsedCommand, sign: string): void {
    this.add("template.full_width_signs", command, {
      message: `命令里有全角符号“${sign}”，读不懂。`,
      fix: "请在英文输入状态下重新输入括号、逗号、引号、点和空格。",
    });
  }

  private loop(command: ParsedCommand, reading: ExpressionReading): void {
    const { field, path } = reading.value;
    if (command.variable === undefined || !NAME.test(command.variable))
      this.add("template.refused_code", command, {
        message: "FOR 命令的写法不对。",
        fix: "请写作 {{FOR 名称 IN 列表}}，名称是文字，不带 $。",
      });
    if (field?.type !== undefined && field.type !== "array")
      this.add("template.wrong_kind", command, {
        message: "FOR 后面不是列表，不能循环。",
        fix: "请换成列表类的内容，例如 parties、scope。",
      });
    const item = { path: path === undefined ? undefined : [...path, "*"], field: field?.items };
    this.blocks.enter(command, item);
  }

  private printed(command: ParsedCommand, { field }: Known): void {
    if (field?.type !== "array" && field?.type !== "object") return;
    this.add("template.wrong_kind", command, {
      message: field.type === "array" ? "这是一个列表，不能直接打印。" : "这里有好几项内容，不能直接打印。",
      fix:
        field.type === "array"
          ? '请用 {{FOR x IN …}} 逐项打印，或者用 .join("、") 连成一句。'
          : "请写明其中的一项，例如在后面加 .name。",
    });
  }

  private add(
    code: LintProblem["code"],
    command: ParsedCommand,
    said: Parameters<typeof problemAt>[2],
  ): void {
    this.problems.push(problemAt(code, command.place, { command: command.raw, ...said }));
  }
}
