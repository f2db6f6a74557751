import type { LintProblem, TemplatePlace } from "../../../schemas/api/template-lint.ts";
import { nearestName } from "./nearest-name.ts";
import { problemAt } from "./problem.ts";
import type { PartCommands } from "./read-commands.ts";

const SIGN = "sign:";

/** Seats with a place to sign, in reading order, each once. */
export const seatsIn = (parts: readonly PartCommands[]): readonly string[] => [
  ...new Set(
    parts.flatMap(({ controls }) =>
      controls.filter(({ tag }) => tag.startsWith(SIGN)).map(({ tag }) => tag.slice(SIGN.length)),
    ),
  ),
];

/** Each seat has one place to sign, and no other place is there. `seats` undefined: only doubles are judged. */
export function lintSeats(
  parts: readonly PartCommands[],
  seats: readonly string[] | undefined,
  whole: TemplatePlace,
): readonly LintProblem[] {
  const controls = parts
    .flatMap((part) => part.controls)
    .filter(({ tag }) => tag.startsWith(SIGN))
    .map(({ tag, place }) => ({ seat: tag.slice(SIGN.length), place }));
  const seen = new Set<string>();
  const problems: LintProblem[] = [];
  const there = new Set(controls.map(({ seat }) => seat));
  for (const { seat, place } of controls) {
    if (seen.has(seat)) problems.push(twice(seat, place));
    if (seats !== undefined && !seats.includes(seat)) problems.push(unknown(seat, place, { seats, there }));
    if (!place.part.endsWith("document.xml")) problems.push(outside(seat, place));
    seen.add(seat);
  }
  const missing = (seats ?? []).filter((seat) => !seen.has(seat));
  return [...problems, ...missing.map((seat) => absent(seat, whole))];
}

/** A place to sign inside a loop would be there as often as the list is long. */
export const seatsInLoops = (
  part: PartCommands,
  loops: readonly (readonly [number, number])[],
): readonly LintProblem[] =>
  part.controls
    .filter(({ tag, place }) => tag.startsWith(SIGN) && loops.some(([from, to]) => within(place, from, to)))
    .map(({ tag, place }) =>
      problemAt("template.seat_in_loop", place, {
        message: `${tag.slice(SIGN.length)}的签章处在循环里，会重复出现。`,
        fix: "请把签章处移到 FOR 与 END-FOR 之外，每一方各写一个。",
      }),
    );

const within = ({ paragraph }: TemplatePlace, from: number, to: number): boolean =>
  paragraph !== null && paragraph >= from && paragraph <= to;

const HOW = "在 Word 的“开发工具”里插入“纯文本内容控件”，“属性—标记”填写";

const twice = (seat: string, place: TemplatePlace): LintProblem =>
  problemAt("template.seat_twice", place, {
    message: `${seat}的签章处不止一个。`,
    fix: "每一方只留一个签章处，请删去多余的内容控件。",
  });

const outside = (seat: string, place: TemplatePlace): LintProblem =>
  problemAt("template.seat_in_loop", place, {
    message: `${seat}的签章处在页眉、页脚里，每页都有一个。`,
    fix: "请把签章处移到正文末尾的签章页。",
  });

/** Most likely meant is a seat that has no place yet. */
const unknown = (
  seat: string,
  place: TemplatePlace,
  { seats, there }: { readonly seats: readonly string[]; readonly there: ReadonlySet<string> },
): LintProblem => {
  const absent = seats.filter((each) => !there.has(each));
  const nearest = nearestName(seat, absent) ?? nearestName(seat, seats);
  return problemAt("template.seat_unknown", place, {
    nearest: nearest === undefined ? undefined : `${SIGN}${nearest}`,
    message: `这类合同没有“${seat}”这一方。`,
    fix: `内容控件的标记只能是 ${seats.map((each) => SIGN + each).join("、")}。`,
  });
};

const absent = (seat: string, place: TemplatePlace): LintProblem =>
  problemAt("template.seat_missing", place, {
    message: `没有${seat}的签章处，${seat}无法签署。`,
    fix: `请在签章页的单元格里${HOW} ${SIGN}${seat}。`,
  });
