import type { LintProblem, LintReport } from "../../../schemas/api/template-lint.ts";
import { type Bytes, fromUtf8, utf8 } from "../../kit/bytes.ts";
import { openTemplate } from "../open-template.ts";
import { packDocx } from "../pack-docx.ts";
import { declareComments } from "./declare-comments.ts";

const BODY = "word/document.xml";
const COMMENTS = "word/comments.xml";
const NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const WORDS = { error: "错误", warning: "提醒", note: "说明" } as const;

/** One comment: its number, its text, and the paragraph and run it hangs on. */
type Comment = { readonly id: number; readonly problem: LintProblem; readonly paragraph: number };

/**
 * A copy of the template with every problem of the report as a Word comment at its place. Word keeps comments in the body
 * only: problems of headers, footers and the whole hang on the first paragraph and say where they belong. Nothing else is
 * changed. Throws what `openTemplate` throws.
 */
export function commentTemplate(template: Bytes, report: LintReport, at: Date): Bytes {
  const parts = new Map(openTemplate(template));
  const xml = fromUtf8(parts.get(BODY) ?? new Uint8Array());
  const before = fromUtf8(parts.get(COMMENTS) ?? new Uint8Array());
  const comments = numbered(report.problems, highestId(xml, before) + 1);
  if (comments.length === 0) return packDocx(parts, "packed");
  parts.set(BODY, utf8(withAnchors(xml, comments)));
  parts.set(COMMENTS, utf8(commentsXml(before, comments, at)));
  for (const [name, text] of declareComments(parts)) parts.set(name, utf8(text));
  return packDocx(parts, "packed");
}

const numbered = (problems: readonly LintProblem[], first: number): readonly Comment[] =>
  problems.map((problem, at) => ({
    id: first + at,
    problem,
    paragraph: problem.place.part === BODY ? (problem.place.paragraph ?? 1) : 1,
  }));

const highestId = (...texts: readonly string[]): number =>
  texts
    .flatMap((text) => [...text.matchAll(/<w:comment\w* [^>]*?w:id="(\d{1,9})"/g)])
    .reduce((highest, [, id]) => Math.max(highest, Number(id)), -1);

const TAG = /<(\/?)(w:(?:p|r|pPr|txbxContent))(?=[\s>/])(?:"[^"]*"|'[^']*'|[^>"'])*?(\/?)>/g;

/** A paragraph that is open while the body is read, with the comments that hang on it. */
type OpenParagraph = { readonly comments: readonly Comment[]; runs: number; started: Set<Comment> };

/** The body with the ends of every comment around the run, or the whole paragraph, that it speaks of. */
function withAnchors(xml: string, comments: readonly Comment[]): string {
  const byParagraph = Map.groupBy(comments, ({ paragraph }) => paragraph);
  const out: string[] = [];
  const open: OpenParagraph[] = [];
  /** For each open run: the comments that end with it. */
  const runs: Comment[][] = [];
  let counted = 0;
  let at = 0;
  const start = (paragraph: OpenParagraph, some: readonly Comment[]): void => {
    for (const comment of some) {
      paragraph.started.add(comment);
      out.push(`<w:commentRangeStart w:id="${comment.id}"/>`);
    }
  };
  for (const tag of xml.matchAll(TAG)) {
    const [source, closing, name = "", empty] = tag;
    out.push(xml.slice(at, tag.index));
    at = tag.index + source.length;
    if (name === "w:p" && closing !== "/") {
      counted += 1;
      const paragraph = { comments: byParagraph.get(counted) ?? [], runs: 0, started: new Set<Comment>() };
      if (empty === "/") {
        if (paragraph.comments.length === 0) out.push(source);
        else {
          out.push(source.replace(/\s*\/>$/, ">"));
          start(paragraph, paragraph.comments);
          out.push(...paragraph.comments.map(ended), "</w:p>");
        }
        continue;
      }
      open.push(paragraph);
    } else if (name === "w:p") {
      const paragraph = open.pop();
      const left = paragraph?.comments.filter((comment) => !paragraph.started.has(comment)) ?? [];
      if (paragraph !== undefined) start(paragraph, left);
      out.push(...left.map(ended));
    } else if (name === "w:r" && closing !== "/") {
      const paragraph = open.at(-1);
      const here: Comment[] = [];
      if (paragraph !== undefined) {
        paragraph.runs += 1;
        const wanted = (comment: Comment): boolean =>
          paragraph.runs === (comment.problem.place.part === BODY ? (comment.problem.place.run ?? 1) : 1);
        here.push(...paragraph.comments.filter((comment) => wanted(comment)));
        start(paragraph, here);
      }
      if (empty === "/") {
        out.push(source, ...here.map(ended));
        continue;
      }
      runs.push(here);
    } else if (name === "w:r") {
      out.push(source, ...(runs.pop() ?? []).map(ended));
      continue;
    }
    out.push(source);
  }
  out.push(xml.slice(at));
  return out.join("");
}

const ended = ({ id }: Comment): string =>
  `<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`;

function commentsXml(before: string, comments: readonly Comment[], at: Date): string {
  const fresh = comments.map((comment) => commentXml(comment, at)).join("");
  if (before.includes("</w:comments>")) return before.replace("</w:comments>", () => `${fresh}</w:comments>`);
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:comments xmlns:w="${NAMESPACE}">${fresh}</w:comments>`;
}

function commentXml({ id, problem }: Comment, at: Date): string {
  const { place, severity, message, fix, code } = problem;
  const elsewhere =
    place.part === BODY ? "" : `（在 ${place.part} 第 ${place.paragraph ?? 1} 段：${place.snippet}）`;
  const lines = [`【${WORDS[severity]}】${message}${elsewhere}`, fix, code];
  // marks in a comment must never be read as commands, by whatever program fills the copy
  const harmless = (text: string): string => text.replaceAll("{{", "{ {").replaceAll("}}", "} }");
  const date = at.toISOString().replace(/\.\d+Z$/, "Z");
  return `<w:comment w:id="${id}" w:author="知契" w:initials="知" w:date="${date}">${lines.map(harmless).map(paragraphXml).join("")}</w:comment>`;
}

const paragraphXml = (text: string): string =>
  `<w:p><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
