import type {
  AskCodeInput,
  CodeSent,
  CompleteAllInput,
  CompleteInput,
  ConsentInput,
  DeclineInput,
  LinkState,
  Prepared,
  PrepareInput,
  ReadingInput,
  ServerKeyInput,
  SessionOpened,
  ShownText,
  SigningResult,
  SigningResults,
  SigningTask,
  TransferInput,
} from "../../../../schemas/api/signing-link.ts";
import type { Bytes } from "../../../kit/bytes.ts";

/** What the server answered instead of what was asked for, in the page's language; code `network` when it did not answer. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly retryAfter: number;
  constructor(code: string, detail: string, told: { readonly status: number; readonly retryAfter: number }) {
    super(detail);
    this.code = code;
    this.status = told.status;
    this.retryAfter = told.retryAfter;
  }
}

/** How the page asks: where its link is, in which language, and the session of a framed page. */
export type Asking = {
  readonly base: string;
  readonly language: () => string;
  session: string | null;
};

type Request = { readonly method: "GET" | "POST"; readonly path: string; readonly body?: object };

async function answerOf(asking: Asking, { method, path, body }: Request): Promise<Response> {
  const headers: Record<string, string> = {
    "Accept-Language": asking.language(),
    Accept: "application/json",
  };
  if (method === "POST") {
    headers["Content-Type"] = "application/json";
    headers["Zhiqi-Sign"] = "page";
  }
  if (asking.session !== null) headers["Zhiqi-Session"] = asking.session;
  let answer: Response;
  try {
    answer = await fetch(`${asking.base}/${path}`, {
      method,
      headers,
      credentials: "same-origin",
      cache: "no-store",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Problem("network", "", { status: 0, retryAfter: 0 });
  }
  if (!answer.ok) throw await problemOf(answer);
  return answer;
}

/** Our own server's answer, of the form that its description names. */
async function jsonOf<Answer>(answer: Response): Promise<Answer> {
  const told: Answer = await answer.json();
  return told;
}

async function problemOf(answer: Response): Promise<Problem> {
  const retryAfter = Number(answer.headers.get("Retry-After") ?? 0) || 0;
  const told = { status: answer.status, retryAfter };
  try {
    const said: { code?: string; detail?: string; title?: string } = await answer.json();
    return new Problem(said.code ?? "unknown", said.detail ?? said.title ?? "", told);
  } catch {
    return new Problem("unknown", `HTTP ${answer.status}`, told);
  }
}

/** The ends of one contract's link; `link` names another contract of the same signer, reached by the same session. */
export function linkApi(asking: Asking, link?: string) {
  const under = link === undefined ? "" : `with/${encodeURIComponent(link)}/`;
  const get = async <Answer>(path: string): Promise<Answer> =>
    jsonOf<Answer>(await answerOf(asking, { method: "GET", path: under + path }));
  const post = async <Answer>(path: string, body: object): Promise<Answer> =>
    jsonOf<Answer>(await answerOf(asking, { method: "POST", path: under + path, body }));
  return {
    address: (path: string): string => `${asking.base}/${under}${path}`,
    state: () => get<LinkState>("state"),
    askCode: (input: AskCodeInput) => post<CodeSent>("codes", input),
    openSession: (code: string) => post<SessionOpened>("session", { code }),
    task: () => get<SigningTask>("task"),
    text: () => get<ShownText>("text"),
    bytes: async (path: string): Promise<Bytes> =>
      new Uint8Array(await (await answerOf(asking, { method: "GET", path: under + path })).arrayBuffer()),
    consent: (input: ConsentInput) => post<SigningTask>("consents", input),
    reading: (input: ReadingInput) => post<SigningTask>("reading", input),
    prepare: (input: PrepareInput) => post<Prepared>("prepare", input),
    complete: (input: CompleteInput) => post<SigningResult>("complete", input),
    completeAll: (input: CompleteAllInput) => post<SigningResults>("complete-all", input),
    serverKey: (input: ServerKeyInput) => post<SigningResult>("server-key", input),
    decline: (input: DeclineInput) => post<SigningResult>("decline", input),
    transfer: (input: TransferInput) => post<unknown>("transfer", input),
    result: () => get<SigningResult>("result"),
  };
}
export type LinkApi = ReturnType<typeof linkApi>;
