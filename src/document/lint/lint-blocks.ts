import type { LintProblem } from "../../../schemas/api/template-lint.ts";
import type { ParsedCommand } from "./parse-command.ts";
import { problemAt } from "./problem.ts";
import type { Known } from "./read-expression.ts";

/** A FOR or IF that is open, and whether its variable was used. */
export type OpenBlock = {
  readonly command: ParsedCommand;
  readonly variable: string | undefined;
  /** What the loop's variable is. */
  readonly item: Known;
  used: boolean;
};

/** Opens and closes blocks of one part in reading order, and says what does not fit. */
export class Blocks {
  readonly problems: LintProblem[] = [];
  /** First and last paragraph of every loop. */
  readonly loopRanges: (readonly [number, number])[] = [];
  private readonly open: OpenBlock[] = [];

  /** Loops around, innermost last. */
  get loops(): ReadonlyMap<string, Known> {
    return new Map(
      this.open.flatMap(({ variable, item }) => (variable === undefined ? [] : [[variable, item]])),
    );
  }

  /** How many FORs are around: something in one is there as often as the list is long. */
  get around(): readonly OpenBlock[] {
    return this.open;
  }

  /** Whether everything here is printed whatever the values are. */
  get unconditional(): boolean {
    return this.open.every(({ variable }) => variable !== undefined);
  }

  enter(command: ParsedCommand, item: Known): void {
    if (command.kind === "FOR" && command.variable !== undefined && this.loops.has(command.variable))
      this.problems.push(
        problemAt("template.crossed_blocks", command.place, {
          command: command.raw,
          message: `循环里又用了同名的循环变量 ${command.variable}。`,
          fix: "请给里层的循环另取一个名称。",
        }),
      );
    this.open.push({
      command,
      variable: command.kind === "FOR" ? command.variable : undefined,
      item,
      // a list that the template makes up itself, blank rows say, may well repeat the same
      used: item.path === undefined,
    });
  }

  use(variables: ReadonlySet<string>): void {
    for (const block of this.open) {
      if (block.variable !== undefined && variables.has(block.variable)) block.used = true;
    }
  }

  leave(command: ParsedCommand): void {
    const isFor = command.kind === "END-FOR";
    const block = this.open.at(-1);
    if (block === undefined) return this.unopened(command, isFor);
    const fits = (block.variable !== undefined) === isFor && (!isFor || block.variable === command.variable);
    if (!fits) return this.crossed(command, block);
    this.open.pop();
    this.closed(command, block);
  }

  /** At the end of the part: what is open stays open. */
  end(): void {
    for (const { command, variable } of this.open.splice(0)) {
      const word = variable === undefined ? "IF" : "FOR";
      this.problems.push(
        problemAt("template.unclosed_block", command.place, {
          command: command.raw,
          message: `有 ${word} 没有 END-${word}。`,
          fix: `请在要${variable === undefined ? "判断" : "重复"}的内容后面写 {{END-${word}${variable === undefined ? "" : ` ${variable}`}}}。`,
        }),
      );
    }
  }

  private unopened(command: ParsedCommand, isFor: boolean): void {
    this.problems.push(
      problemAt("template.unopened_block", command.place, {
        command: command.raw,
        message: `${command.word} 前面没有与它成对的 ${isFor ? "FOR" : "IF"}。`,
        fix: "请删除这个命令，或者补上它的开头。",
      }),
    );
  }

  private crossed(command: ParsedCommand, block: OpenBlock): void {
    const wanted = block.variable === undefined ? "END-IF" : `END-FOR ${block.variable}`;
    const at = this.open.findLastIndex(
      ({ variable }) =>
        (variable !== undefined) === (command.kind === "END-FOR") &&
        (command.kind === "END-IF" || variable === command.variable),
    );
    this.problems.push(
      problemAt(
        at === -1 && command.kind === "END-IF" ? "template.unopened_block" : "template.crossed_blocks",
        command.place,
        {
          command: command.raw,
          nearest: wanted,
          message: `这里应当是 {{${wanted}}}，写的却是 {{${command.raw.trim()}}}。`,
          fix: `请改为 {{${wanted}}}，或者调整成对命令的次序，里层的先结束。`,
        },
      ),
    );
    // a loop closed by another's name is closed; a closing of an outer block closes what is inside it
    if (at === -1 && command.kind === "END-FOR" && block.variable !== undefined) this.open.pop();
    else if (at !== -1) for (const left of this.open.splice(at).slice(1)) void left;
  }

  private closed(command: ParsedCommand, block: OpenBlock): void {
    if (!sameTable(block.command.around, command.around))
      this.problems.push(
        problemAt("template.block_across_cells", command.place, {
          command: command.raw,
          message: "成对的命令一个在表格里，一个在表格外，或者不在同一张表里。",
          fix: "请把开头和结尾放在同一张表里（各占一行），或者都放在表格外面。",
        }),
      );
    if (block.variable !== undefined)
      this.loopRanges.push([block.command.place.paragraph ?? 0, command.place.paragraph ?? 0]);
    if (block.variable !== undefined && !block.used)
      this.problems.push(
        problemAt("template.unused_loop_variable", block.command.place, {
          command: block.command.raw,
          message: `循环里没有用到 $${block.variable}，同样的内容会重复打印。`,
          fix: `请在循环里用 {{$${block.variable}.…}} 打印每一项，或者删去这个循环。`,
        }),
      );
  }
}

/** Rows and cells of one table may hold the two ends; two tables may not. */
function sameTable(one: readonly string[], other: readonly string[]): boolean {
  const tables = (around: readonly string[]): string => around.map((step) => step.split("/")[0]).join(" ");
  const outer = (around: readonly string[]): string => around.slice(0, -1).join(" ");
  return tables(one) === tables(other) && outer(one) === outer(other);
}
