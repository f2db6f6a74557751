import type { LintCode, LintProblem, TemplatePlace } from "../../../schemas/api/template-lint.ts";

type Severity = LintProblem["severity"];

/** How grave each problem is by itself. Errors are what stops filling or signing; warnings fill, but not as meant. */
const SEVERITY: Readonly<Record<LintCode, Severity>> = {
  "template.unknown_field": "error",
  "template.unknown_function": "error",
  "template.unknown_loop_variable": "error",
  "template.unused_loop_variable": "warning",
  "template.unclosed_command": "error",
  "template.unopened_command": "error",
  "template.unclosed_block": "error",
  "template.unopened_block": "error",
  "template.crossed_blocks": "error",
  "template.block_across_cells": "error",
  "template.wrong_kind": "error",
  "template.split_command": "note",
  "template.smart_quotes": "warning",
  "template.full_width_signs": "error",
  "template.namespace_missing": "error",
  "template.refused_code": "error",
  "template.not_filled_here": "error",
  "template.seat_missing": "error",
  "template.seat_twice": "error",
  "template.seat_unknown": "error",
  "template.seat_in_loop": "error",
  "template.element_not_covered": "warning",
  "template.tracked_changes": "warning",
  "template.comments_left": "warning",
};

/** What a problem says; everything else has a usual value. */
export type Said = {
  readonly message: string;
  readonly fix: string;
  readonly command?: string;
  readonly nearest?: string | undefined;
  readonly rules?: readonly string[];
  readonly severity?: Severity;
};

/** A problem at a place. */
export const problemAt = (code: LintCode, place: TemplatePlace, said: Said): LintProblem => ({
  code,
  severity: said.severity ?? SEVERITY[code],
  message: said.message,
  fix: said.fix,
  command: said.command === undefined ? null : said.command.trim().slice(0, 200),
  nearest: said.nearest ?? null,
  rules: [...(said.rules ?? [])],
  place,
});
