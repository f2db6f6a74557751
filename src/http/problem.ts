import { halfIn, isBilingual } from "../kit/bilingual.ts";
import { HouseError } from "../kit/errors.ts";
import type { ProblemPart } from "./http-error.ts";
import type { Language } from "./language.ts";
import { PROBLEMS, type ProblemKind } from "./problem-table.ts";

/** RFC 9457 problem details as this house writes them; the only shape an error ever has here. */
export type Problem = {
  /** Address of the page that explains the code. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** From a closed list, `stage.what_happened`. */
  readonly code: string;
  readonly request_id: string;
  /** Each defect with its place; empty when the problem has no parts. */
  readonly errors: readonly ProblemPart[];
  /** Findings of the completeness check, where these are why it could not be done. */
  readonly findings?: readonly unknown[];
};

/** What a problem needs to know of the request it answers. */
export type ProblemContext = {
  readonly requestId: string;
  readonly language: Language;
  readonly publicUrl: string;
};

const UNEXPECTED = "http.unexpected";

/** The code and words for an error: its own when the table knows it, else `http.unexpected`, which tells nothing inside. */
export function kindOf(error: unknown): { readonly code: string; readonly kind: ProblemKind } {
  const code = error instanceof HouseError && Object.hasOwn(PROBLEMS, error.code) ? error.code : UNEXPECTED;
  const kind = PROBLEMS[code];
  if (kind === undefined) throw new Error("the problem table has lost its last row");
  return { code, kind };
}

/** The problem document for an error. An unknown error never shows its message. */
export function problemOf(error: unknown, context: ProblemContext): Problem {
  const { code, kind } = kindOf(error);
  const [title, remedy] = kind[context.language];
  const facts = error instanceof HouseError && code !== UNEXPECTED ? error.facts : {};
  return {
    type: `${context.publicUrl}/problems/${code}`,
    title,
    status: kind.status,
    detail: detailOf(error, code, { remedy, language: context.language }),
    code,
    request_id: context.requestId,
    errors: partsOf(facts["problems"]),
    ...(Array.isArray(facts["findings"]) ? { findings: facts["findings"] } : {}),
  };
}

/** The error's own sentence when it is in the reader's language, else the table's remedy. */
function detailOf(error: unknown, code: string, words: { remedy: string; language: Language }): string {
  if (code === UNEXPECTED || !(error instanceof HouseError)) return words.remedy;
  if (isBilingual(error.message)) return halfIn(words.language, error.message);
  const chinese = /\p{Script=Han}/u.test(error.message);
  return chinese === (words.language === "zh") ? error.message : words.remedy;
}

function partsOf(problems: unknown): readonly ProblemPart[] {
  if (!Array.isArray(problems)) return [];
  return problems.flatMap((part: Partial<ProblemPart>) =>
    typeof part.pointer === "string" && typeof part.detail === "string"
      ? [{ pointer: part.pointer, code: String(part.code), detail: part.detail }]
      : [],
  );
}

/** The answer for a problem. */
export const problemResponse = (
  problem: Problem,
  language: Language,
  headers: HeadersInit = {},
): Response => {
  const answer = new Response(JSON.stringify(problem), { status: problem.status, headers });
  answer.headers.set("Content-Type", "application/problem+json");
  answer.headers.set("Content-Language", language === "zh" ? "zh-CN" : "en");
  return answer;
};
