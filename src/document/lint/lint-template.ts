import type { LintProblem, LintReport, TemplatePlace } from "../../../schemas/api/template-lint.ts";
import { Seat } from "../../../schemas/contract.ts";
import { readXml } from "../../formats/docx/read-xml.ts";
import { type Bytes, fromUtf8 } from "../../kit/bytes.ts";
import { sha256Hex } from "../../kit/digest.ts";
import { fieldPaths } from "../fields/field-schema.ts";
import type { KnownFields } from "../fields/known-fields.ts";
import { openTemplate, TEMPLATE_LIMITS } from "../open-template.ts";
import { type FieldUse, lintCommands } from "./lint-commands.ts";
import { lintSeats, seatsIn, seatsInLoops } from "./lint-seats.ts";
import { problemAt } from "./problem.ts";
import { type PartCommands, readCommands } from "./read-commands.ts";

/** A template as lint read it, for those who ask more of it. */
export type ReadTemplate = {
  readonly parts: ReadonlyMap<string, Uint8Array>;
  readonly commands: readonly PartCommands[];
  readonly uses: readonly FieldUse[];
  readonly problems: readonly LintProblem[];
};

const MOST = 500;
/** Body first, then what is on every page, then notes: the order in which a reader looks. */
const STORIES = /^word\/(?:document\d*|header\d*|footer\d*|footnotes|endnotes)\.xml$/;
const rank = (part: string): number =>
  ["document", "header", "footer"].findIndex((word) => part.includes(word)) & 7;

/**
 * Everything that keeps a template from being filled, or fills it otherwise than meant, with its place. What is known of
 * the values (a variant's or a form's fields) lets names, seats and required elements be judged too. Throws what
 * `openTemplate` throws for a file that is no template at all.
 */
export async function lintTemplate(template: Bytes, known?: KnownFields): Promise<LintReport> {
  const { problems, commands } = readTemplate(template, known);
  const listed = problems.slice(0, MOST);
  return {
    sha256: await sha256Hex(template),
    variant: known?.variant ?? null,
    form: known?.form ?? null,
    verdict: verdictOf(problems),
    commands: commands.reduce((sum, part) => sum + part.commands.length, 0),
    seats: [...seatsIn(commands)],
    problems: listed,
    more: problems.length - listed.length,
  };
}

/** The template read once: commands, the fields they read, problems in reading order. Throws what `openTemplate` throws. */
export function readTemplate(template: Bytes, known?: KnownFields): ReadTemplate {
  const parts = openTemplate(template);
  const texts = new Map(
    [...parts].filter(([name]) => STORIES.test(name)).map(([name, bytes]) => [name, fromUtf8(bytes)]),
  );
  const commands = [...texts]
    .sort(([one], [other]) => rank(one) - rank(other) || (one < other ? -1 : 1))
    .map(([name, text]) => readCommands(name, readXml(text, name, TEMPLATE_LIMITS)));
  const linted = commands.map((part) => lintCommands(part, known?.fields));
  const uses = linted.flatMap((part) => part.uses);
  const whole: TemplatePlace = {
    part: "word/document.xml",
    paragraph: null,
    run: null,
    cell: null,
    snippet: "",
  };
  const problems = [
    ...commands.flatMap((part, at) =>
      inReadingOrder([
        ...(linted[at]?.problems ?? []),
        ...seatsInLoops(part, linted[at]?.loops ?? []),
        ...looseBraces(part),
        ...nearlyCommands(part, known),
        ...standing(part),
        ...namespaces(part, texts.get(part.part) ?? ""),
      ]),
    ),
    ...commentsLeft(parts, whole),
    ...lintSeats(commands, known?.seats, whole),
    ...uncovered(known, uses, whole),
  ];
  return { parts, commands, uses, problems };
}

const verdictOf = (problems: readonly LintProblem[]): LintReport["verdict"] =>
  problems.some(({ severity }) => severity === "error")
    ? "errors"
    : problems.some(({ severity }) => severity === "warning")
      ? "warnings"
      : "clean";

const inReadingOrder = (problems: readonly LintProblem[]): readonly LintProblem[] =>
  problems.toSorted(
    ({ place: one }, { place: other }) =>
      (one.paragraph ?? 0) - (other.paragraph ?? 0) || (one.run ?? 0) - (other.run ?? 0),
  );

const looseBraces = (part: PartCommands): readonly LintProblem[] =>
  part.loose.map(({ kind, place }) =>
    kind === "unclosed"
      ? problemAt("template.unclosed_command", place, {
          message: "这里的 {{ 没有 }} 与它成对。",
          fix: "请在命令末尾补上 }}。",
        })
      : problemAt("template.unopened_command", place, {
          message: "这里的 }} 前面没有 {{。",
          fix: "请在命令前面补上 {{，或者删去多余的 }}。",
        }),
  );

/** What a person meant as a command and the filler takes for text: full-width or single braces. */
function nearlyCommands(part: PartCommands, known: KnownFields | undefined): readonly LintProblem[] {
  const names = new Set(known === undefined ? [] : fieldPaths(known.fields));
  return part.paragraphs.flatMap((place) => {
    const wide = /｛｛?\s*([^｛｝]{1,80})\s*｝/u.exec(place.snippet);
    const single = /(?<!\{)\{\s*([^{}]{1,80}?)\s*\}(?!\})/u.exec(place.snippet);
    const meant = wide ?? (names.has(single?.[1] ?? "") ? single : null);
    if (meant === null) return [];
    return [
      problemAt("template.full_width_signs", place, {
        message: `“${meant[0]}”像是命令，但花括号不对，会原样打印。`,
        fix: "请在英文输入状态下写成两个花括号：{{…}}。",
      }),
    ];
  });
}

const standing = (part: PartCommands): readonly LintProblem[] => [
  ...part.elsewhere.map((place) =>
    problemAt("template.not_filled_here", place, {
      message: "命令写在域代码、图形文字、公式或者已删除的文字里，不会填写。",
      fix: "请把命令写在普通文字里。",
    }),
  ),
  ...(part.tracked === undefined
    ? []
    : [
        problemAt("template.tracked_changes", part.tracked, {
          message: "模板里还有修订标记，会带进填好的文书。",
          fix: "请在 Word 的“审阅”里接受或者拒绝全部修订。",
        }),
      ]),
];

/** Comments would go out with every document that is filled. */
function commentsLeft(parts: ReadonlyMap<string, Uint8Array>, whole: TemplatePlace): readonly LintProblem[] {
  const comments = parts.get("word/comments.xml");
  if (comments === undefined || !/<w:comment[\s>]/.test(fromUtf8(comments))) return [];
  return [
    problemAt("template.comments_left", whole, {
      message: "模板里还有批注，会带进填好的文书。",
      fix: "请在 Word 的“审阅”里删除全部批注。",
    }),
  ];
}

/** What a picture's markup needs declared at the root; Word does so itself, other programs may not. */
function namespaces(part: PartCommands, xml: string): readonly LintProblem[] {
  const image = part.commands.find(({ raw }) => /^\s*IMAGE\b/i.test(raw));
  if (image === undefined) return [];
  const [root = ""] = /<w:(?:document|hdr|ftr)\b[^>]*>/.exec(xml) ?? [];
  const missing = ["wp", "r"].filter((prefix) => !root.includes(`xmlns:${prefix}=`));
  return missing.map((prefix) =>
    problemAt("template.namespace_missing", image.place, {
      command: image.raw,
      message: `用了 IMAGE，而 ${part.part} 的根元素没有声明 ${prefix} 前缀，填好的文书会打不开。`,
      fix: "请用 Word 打开模板，随便插入一张图片，保存，再删去图片保存一次。",
    }),
  );
}

/** Elements that the variant's law asks for and that no command prints. */
function uncovered(
  known: KnownFields | undefined,
  uses: readonly FieldUse[],
  whole: TemplatePlace,
): readonly LintProblem[] {
  const read = new Set(uses.flatMap(readPaths));
  return (known?.elements ?? [])
    .filter(
      ({ path }) =>
        ![...read].some((each) => each === path.join("/") || each.startsWith(`${path.join("/")}/`)),
    )
    .map(({ rules, path, name, asks }) =>
      problemAt("template.element_not_covered", whole, {
        rules,
        nearest: path.join(".").replaceAll(".*", "[]"),
        message: `模板没有打印“${name}”（${rules.join("、")}：${asks}）。`,
        fix: `请在适当的位置写上 ${path.join(".").replaceAll(".*", "[]")} 的命令；已用固定文字写明的，可以不管。`,
      }),
    );
}

/** Names by which one of the parties is called. */
const PARTIES = new Set<string>(["enterprise", "agency", ...Seat.options]);

/** A path by the name of the element: either party by its role is a party; an amount in words is the amount's words. */
function readPaths({ path, by }: FieldUse): readonly string[] {
  const [first = "", ...rest] = path;
  const own = (PARTIES.has(first) ? ["parties", "*", ...rest] : path).join("/");
  return by === "大写" ? [own, `${own}Cn`] : [own];
}
