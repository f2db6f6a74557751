import { SignError } from "../../errors.ts";
import type { PathStep } from "../picture.ts";
import { arcCurves } from "./svg-arc.ts";
import type { Matrix } from "./svg-matrix.ts";

/** Numbers each command takes. */
const TAKES: Readonly<Record<string, number>> = {
  M: 2,
  L: 2,
  H: 1,
  V: 1,
  C: 6,
  S: 4,
  Q: 4,
  T: 2,
  A: 7,
  Z: 0,
};
const TOKEN = /[\s,]*(?:([MmLlHhVvCcSsQqTtAaZz])|([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?))/y;
const MOST_TOKENS = 400_000;
/** The two flags of an arc may stand without a space between them: `a1 1 0 01.5.5`. */
const FLAG = /[\s,]*([01])/y;

function refuse(): never {
  throw new SignError("sign.picture_unreadable", "a path of this SVG cannot be read");
}

/** The pen: where it is, where the contour began, and the last control point for `S` and `T`. */
type Pen = {
  x: number;
  y: number;
  startX: number;
  startY: number;
  control: { readonly of: "C" | "Q"; readonly x: number; readonly y: number } | undefined;
};

/** SVG path data (§9.3) as steps, y downwards as written; curves of every kind become cubic ones. */
export function readPath(data: string): PathStep[] {
  const steps: PathStep[] = [];
  const pen: Pen = { x: 0, y: 0, startX: 0, startY: 0, control: undefined };
  let command = "";
  TOKEN.lastIndex = 0;
  const end = data.trimEnd().length;
  for (let tokens = 0; TOKEN.lastIndex < end; tokens += 1) {
    if (tokens > MOST_TOKENS) refuse();
    const from = TOKEN.lastIndex;
    const token = TOKEN.exec(data);
    if (token === null) refuse();
    if (token[1] !== undefined) command = token[1];
    else if (command === "" || command.toUpperCase() === "Z") refuse();
    else TOKEN.lastIndex = from;
    const numbers = takeNumbers(data, command.toUpperCase());
    drawCommand(command, numbers, { pen, steps });
    // Further pairs after a move are lines.
    if (command === "M") command = "L";
    if (command === "m") command = "l";
  }
  return steps;
}

function takeNumbers(data: string, command: string): number[] {
  const count = TAKES[command] ?? 0;
  const numbers: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const isFlag = command === "A" && (index === 3 || index === 4);
    const pattern = isFlag ? FLAG : TOKEN;
    pattern.lastIndex = TOKEN.lastIndex;
    const found = pattern.exec(data);
    const text = isFlag ? found?.[1] : found?.[2];
    if (found === null || text === undefined) refuse();
    TOKEN.lastIndex = pattern.lastIndex;
    const value = Number(text);
    if (!Number.isFinite(value) || Math.abs(value) > 1e7) refuse();
    numbers.push(value);
  }
  return numbers;
}

function drawCommand(
  command: string,
  numbers: readonly number[],
  { pen, steps }: { readonly pen: Pen; readonly steps: PathStep[] },
): void {
  const kind = command.toUpperCase();
  const relative = command !== kind;
  const [dx, dy] = relative ? [pen.x, pen.y] : [0, 0];
  const at = (index: number): [number, number] => [
    (numbers[index] ?? 0) + dx,
    (numbers[index + 1] ?? 0) + dy,
  ];
  if (kind !== "M" && steps.length === 0) refuse();
  if (kind === "Z") {
    steps.push({ to: "close", at: [] });
    Object.assign(pen, { x: pen.startX, y: pen.startY, control: undefined });
    return;
  }
  const straight = (to: "move" | "line", [x, y]: [number, number]): void => {
    // After a close the next contour begins where the last one did.
    if (to === "line" && steps.at(-1)?.to === "close") steps.push({ to: "move", at: [pen.x, pen.y] });
    steps.push({ to, at: [x, y] });
    Object.assign(pen, { x, y, control: undefined, ...(to === "move" ? { startX: x, startY: y } : {}) });
  };
  if (kind === "M") return straight("move", at(0));
  if (kind === "L") return straight("line", at(0));
  if (kind === "H") return straight("line", [(numbers[0] ?? 0) + dx, pen.y]);
  if (kind === "V") return straight("line", [pen.x, (numbers[0] ?? 0) + dy]);
  if (steps.at(-1)?.to === "close") steps.push({ to: "move", at: [pen.x, pen.y] });
  if (kind === "A") {
    const [rx = 0, ry = 0, turn = 0, large = 0, sweep = 0] = numbers;
    const end = at(5);
    for (const curve of arcCurves(
      { x: pen.x, y: pen.y },
      { rx, ry, turn, large, sweep, x: end[0], y: end[1] },
    ))
      steps.push({ to: "curve", at: curve });
    Object.assign(pen, { x: end[0], y: end[1], control: undefined });
    return;
  }
  curveCommand(kind, at, { pen, steps });
}

function curveCommand(
  kind: string,
  at: (index: number) => [number, number],
  { pen, steps }: { readonly pen: Pen; readonly steps: PathStep[] },
): void {
  const mirrored = (of: "C" | "Q"): [number, number] =>
    pen.control?.of === of ? [2 * pen.x - pen.control.x, 2 * pen.y - pen.control.y] : [pen.x, pen.y];
  if (kind === "C" || kind === "S") {
    const [first, second, end] = kind === "C" ? [at(0), at(2), at(4)] : [mirrored("C"), at(0), at(2)];
    steps.push({ to: "curve", at: [...first, ...second, ...end] });
    Object.assign(pen, { x: end[0], y: end[1], control: { of: "C", x: second[0], y: second[1] } });
    return;
  }
  const [control, end] = kind === "Q" ? [at(0), at(2)] : [mirrored("Q"), at(0)];
  const lift = (from: number, to: number): number => from + (2 / 3) * (to - from);
  steps.push({
    to: "curve",
    at: [
      lift(pen.x, control[0]),
      lift(pen.y, control[1]),
      lift(end[0], control[0]),
      lift(end[1], control[1]),
      ...end,
    ],
  });
  Object.assign(pen, { x: end[0], y: end[1], control: { of: "Q", x: control[0], y: control[1] } });
}

/** The path under a matrix. */
export const movedPath = (path: readonly PathStep[], [a, b, c, d, e, f]: Matrix): PathStep[] =>
  path.map(({ to, at }) => ({
    to,
    at: at.map((value, index) =>
      index % 2 === 0 ? a * value + c * (at[index + 1] ?? 0) + e : b * (at[index - 1] ?? 0) + d * value + f,
    ),
  }));
