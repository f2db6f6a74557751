import { DocumentError } from "../document-error.ts";

/** Bounds of one expression and of one filling. Far above what an honest template needs, far below what hurts. */
export const EXPRESSION_LIMITS = {
  /** Characters of one expression. */
  length: 1_000,
  /** Brackets inside each other, and nodes above each other in the parsed tree. */
  depth: 60,
  /** Evaluation steps of one filling, all expressions together. */
  steps: 500_000,
  /** Characters of one text. */
  text: 100_000,
  /** Members of one list. */
  items: 10_000,
  /** Characters that all commands of one filling may print. */
  output: 5_000_000,
} as const;

/** What a filling may still cost. One budget serves all expressions of one document. */
export class Budget {
  private steps: number = EXPRESSION_LIMITS.steps;
  private output: number = EXPRESSION_LIMITS.output;

  /** Pays for work; throws `document.expression_too_costly` when the filling has used up its steps. */
  spend(steps: number): void {
    this.steps -= steps;
    if (this.steps < 0) throw tooCostly(`表达式运算超过 ${EXPRESSION_LIMITS.steps} 步`);
  }

  /** Pays for printed characters; throws `document.output_too_large`. */
  print(characters: number): void {
    this.output -= characters;
    if (this.output < 0)
      throw new DocumentError(
        "document.output_too_large",
        `填写的文字超过 ${EXPRESSION_LIMITS.output} 个字符，请减少数据`,
        { limit: EXPRESSION_LIMITS.output },
      );
  }

  /** The length of a text that is about to be made, checked before memory is taken; paid for by length. */
  text(length: number): void {
    if (length > EXPRESSION_LIMITS.text) throw tooCostly(`文字长于 ${EXPRESSION_LIMITS.text} 个字符`);
    this.spend(1 + Math.floor(length / 100));
  }

  /** The length of a list that is about to be made or walked; paid for by length. */
  items(length: number): void {
    if (length > EXPRESSION_LIMITS.items) throw tooCostly(`列表多于 ${EXPRESSION_LIMITS.items} 项`);
    this.spend(1 + length);
  }
}

const tooCostly = (what: string): DocumentError =>
  new DocumentError("document.expression_too_costly", `${what}，请简化模板中的表达式`);
